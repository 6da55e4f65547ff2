package io.adot.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.adot.operator.api.ConditionType;
import io.adot.operator.api.v1beta1.OpenTelemetryCollector;
import io.adot.operator.aws.Iam;
import io.adot.operator.aws.IamAnswer;
import io.adot.operator.render.CollectorRbac;
import io.adot.operator.runtime.OperatorProcess;
import io.adot.operator.runtime.Settings;
import io.adot.operator.testing.CollectorCrd;
import io.adot.operator.testing.WorkloadPlayer;
import io.adot.operator.testing.mock.MockCluster;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBinding;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Cluster-wide roles of collectors in their life, on the mock server. */
class CollectorRolesMockTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String ROLE = "watcher-other-cluster-role";
  private static final String BINDING = "watcher-other-collector";

  private static final String WATCHER =
      """
      apiVersion: opentelemetry.io/v1beta1
      kind: OpenTelemetryCollector
      metadata:
        name: watcher
        namespace: other
      spec:
        config:
          receivers:
            k8s_events: {}
          exporters:
            debug: {}
          service:
            pipelines:
              logs:
                receivers: [k8s_events]
                exporters: [debug]
      """;

  /** As the Go operator leaves it, rules in its own order. */
  private static final String THEIRS =
      """
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRole
      metadata:
        name: watcher-other-cluster-role
        labels:
          app.kubernetes.io/component: opentelemetry-collector
          app.kubernetes.io/instance: other.watcher
          app.kubernetes.io/managed-by: opentelemetry-operator
          app.kubernetes.io/name: watcher-other-cluster-role
          app.kubernetes.io/part-of: opentelemetry
      rules:
      - {apiGroups: [""], resources: [events], verbs: [get, list, watch]}
      """;

  private final MockCluster cluster = MockCluster.start();
  private KubernetesClient user;
  private WorkloadPlayer player;
  private OperatorProcess operator;

  @BeforeEach
  void start() {
    user = cluster.client("user");
    CollectorCrd.install(user);
    player = WorkloadPlayer.start(cluster.client("player"), Duration.ZERO);
    operator = operator(CollectorRbac.CLUSTER);
  }

  @AfterEach
  void stop() {
    operator.close();
    player.close();
    cluster.close();
  }

  @Test
  void aCollectorThatNeedsRightsGetsThemAndLosesThemWithTheNeed() {
    apply(WATCHER);

    awaitPermissions("True/Allowed");
    assertThat(verbs(role(ROLE))).containsExactly("list", "watch");
    assertThat(binding().getSubjects())
        .singleElement()
        .satisfies(subject -> assertThat(subject.getName()).isEqualTo("watcher-collector"));

    apply(WATCHER.replace("k8s_events", "otlp").replace("otlp: {}", "otlp: {protocols: {grpc: }}"));
    awaitPermissions("True/NotRequired");
    await().atMost(PATIENCE).until(() -> role(ROLE) == null && binding() == null);
  }

  @Test
  void whatAHandDidIsRepaired() {
    apply(WATCHER);
    await().atMost(PATIENCE).until(() -> binding() != null);

    user.rbac().clusterRoles().withName(ROLE).edit(CollectorRolesMockTest::emptied);
    user.rbac().clusterRoleBindings().withName(BINDING).delete();

    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              assertThat(verbs(role(ROLE))).containsExactly("list", "watch");
              assertThat(binding()).isNotNull();
            });
  }

  @Test
  void theSubjectFollowsTheAccount() {
    apply(WATCHER);
    await().atMost(PATIENCE).until(() -> binding() != null);

    apply(WATCHER.replace("  config:", "  serviceAccount: mine\n  config:"));

    await().atMost(PATIENCE).until(() -> binding().getSubjects().get(0).getName().equals("mine"));
  }

  @Test
  void aCollectorThatGoesTakesItsRolesAlong() {
    apply(WATCHER);
    await().atMost(PATIENCE).until(() -> binding() != null);

    user.resource(collector()).delete();

    await().atMost(PATIENCE).until(() -> role(ROLE) == null && binding() == null);
  }

  @Test
  void rolesOfCollectorsThatWentMeanwhileAreSweptAtTheStart() {
    apply(WATCHER);
    await().atMost(PATIENCE).until(() -> binding() != null);
    operator.close();
    user.resource(collector()).delete();

    operator = operator(CollectorRbac.CLUSTER);

    await().atMost(PATIENCE).until(() -> role(ROLE) == null && binding() == null);
  }

  /** Its collectors are in no cache of this operator, but they are there. */
  @Test
  void rolesOfAnotherInstancesCollectorsAreLeftAlone() {
    apply(WATCHER);
    await().atMost(PATIENCE).until(() -> binding() != null);
    String version = role(ROLE).getMetadata().getResourceVersion();
    operator.close();
    user.resource(Serialization.unmarshal(orphaned("gone"), ClusterRole.class))
        .fieldManager("adot-operator")
        .forceConflicts()
        .serverSideApply();

    operator =
        OperatorProcess.start(
            cluster.client("operator"),
            settings(CollectorRbac.CLUSTER).watching(Set.of(), "team=another"),
            noAws());

    await().atMost(PATIENCE).until(() -> role("gone") == null);
    assertThat(role(ROLE).getMetadata().getResourceVersion()).isEqualTo(version);
  }

  @Test
  void aLabelAloneMakesNothingOurs() {
    user.resource(Serialization.unmarshal(orphaned("copied"), ClusterRole.class)).create();
    operator.close();
    user.resource(Serialization.unmarshal(orphaned("gone"), ClusterRole.class))
        .fieldManager("adot-operator")
        .forceConflicts()
        .serverSideApply();

    operator = operator(CollectorRbac.CLUSTER);

    await().atMost(PATIENCE).until(() -> role("gone") == null);
    assertThat(role("copied")).isNotNull();
  }

  @Test
  void collectorsWhoseNamesJoinAlikeHaveARoleEach() {
    String one = WATCHER.replace("name: watcher", "name: a-b").replace("other", "c");
    String two = WATCHER.replace("name: watcher", "name: a").replace("other", "b-c");
    apply(one);
    await().atMost(PATIENCE).until(() -> role("a-b-c-cluster-role") != null);
    apply(two);

    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(user.rbac().clusterRoleBindings().list().getItems())
                    .extracting(binding -> binding.getSubjects().get(0).getNamespace())
                    .containsExactlyInAnyOrder("c", "b-c"));
    assertThat(user.rbac().clusterRoles().list().getItems())
        .extracting(role -> role.getMetadata().getName())
        .contains("a-b-c-cluster-role")
        .hasSize(2);
  }

  @Test
  void whatTheGoOperatorMadeIsTakenOverInPlace() {
    String uid =
        user.resource(Serialization.unmarshal(THEIRS, ClusterRole.class))
            .create()
            .getMetadata()
            .getUid();

    apply(WATCHER);

    awaitPermissions("True/Allowed");
    assertThat(role(ROLE).getMetadata().getUid()).isEqualTo(uid);
    assertThat(verbs(role(ROLE))).containsExactly("list", "watch");

    user.resource(collector()).delete();
    await().atMost(PATIENCE).until(() -> role(ROLE) == null);
  }

  @Test
  void whatTheGoOperatorMadeStaysWhereNoRolesAreMade() {
    ClusterRole theirs = user.resource(Serialization.unmarshal(THEIRS, ClusterRole.class)).create();
    operator.close();
    operator = operator(CollectorRbac.NONE);

    apply(WATCHER);
    awaitPermissions("False/MissingKubernetesPermissions");
    user.resource(collector()).delete();
    await()
        .atMost(PATIENCE)
        .until(() -> user.apps().deployments().inNamespace("other").list().getItems().isEmpty());

    assertThat(role(ROLE)).isEqualTo(theirs);
  }

  @Test
  void anOperatorThatMayNotGrantSaysSoAndRunsTheCollector() {
    cluster.restrict("operator", access -> !access.resource().startsWith("clusterrole"));
    operator.close();
    operator = operator(CollectorRbac.CLUSTER);

    apply(WATCHER);

    awaitPermissions("False/MissingKubernetesPermissions");
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              assertThat(condition(ConditionType.PermissionsReady).getMessage())
                  .contains("--collector-rbac", "ClusterRole " + ROLE, "apiVersion:");
              assertThat(condition(ConditionType.Ready).getStatus()).isEqualTo("True");
            });
  }

  private OperatorProcess operator(CollectorRbac rbac) {
    return OperatorProcess.start(cluster.client("operator"), settings(rbac), noAws());
  }

  private static Settings settings(CollectorRbac rbac) {
    Settings embedded = Settings.embedded();
    return embedded.with(embedded.facts().with(rbac));
  }

  private static ClusterRole emptied(ClusterRole role) {
    role.setRules(List.of());
    return role;
  }

  /** A role of a collector that is not there. */
  private static String orphaned(String name) {
    return THEIRS
        .replace("name: watcher-other-cluster-role", "name: " + name)
        .replace(
            "  labels:\n",
            "  annotations: {adot.io/owner: other/nobody}\n"
                + "  labels:\n    adot.io/owner-uid: 00000000-aaaa\n");
  }

  private static List<String> verbs(ClusterRole role) {
    return role.getRules().stream().map(PolicyRule::getVerbs).flatMap(List::stream).toList();
  }

  private ClusterRole role(String name) {
    return user.rbac().clusterRoles().withName(name).get();
  }

  private ClusterRoleBinding binding() {
    return user.rbac().clusterRoleBindings().withName(BINDING).get();
  }

  private void awaitPermissions(String outcome) {
    await()
        .atMost(PATIENCE)
        .ignoreExceptions()
        .untilAsserted(
            () -> {
              Condition now = condition(ConditionType.PermissionsReady);
              assertThat(now.getStatus() + "/" + now.getReason())
                  .as(now.getMessage())
                  .isEqualTo(outcome);
            });
  }

  private Condition condition(ConditionType type) {
    return Objects.requireNonNull(collector().getStatus()).getConditions().stream()
        .filter(condition -> condition.getType().equals(type.name()))
        .findFirst()
        .orElseThrow();
  }

  private OpenTelemetryCollector collector() {
    return user.resources(OpenTelemetryCollector.class)
        .inNamespace("other")
        .withName("watcher")
        .get();
  }

  private void apply(String yaml) {
    user.resource(Serialization.unmarshal(yaml, OpenTelemetryCollector.class))
        .fieldManager("user")
        .forceConflicts()
        .serverSideApply();
  }

  private static Iam noAws() {
    return question ->
        new IamAnswer(
            new IamAnswer.RoleLookup.Unknown("out of reach"),
            new IamAnswer.ProviderLookup.Unknown("out of reach"),
            Map.of());
  }
}
