package io.adot.operator.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.adot.operator.api.Reason;
import io.adot.operator.render.CollectorRbac;
import io.adot.operator.runtime.Settings;
import io.adot.operator.testing.CollectorNamespace;
import io.adot.operator.testing.OperatorUnderTest;
import io.adot.operator.testing.RealCluster;
import io.adot.operator.testing.TestCluster;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBinding;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Roles that the operator makes for collectors, with the rights that the chart gives it for that:
 * the API server refuses to let anybody grant what he does not hold.
 */
@RealCluster
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CollectorRolesIT {
  private final TestCluster cluster;
  private ServiceAccount account;
  private OperatorUnderTest operator;

  CollectorRolesIT(TestCluster cluster) {
    this.cluster = cluster;
  }

  @BeforeAll
  void start() {
    OperatorUnderTest.install(cluster);
    String home = cluster.namespace();
    String rights =
        cluster
            .helm(
                "template",
                "granting",
                "charts/adot-operator",
                "--namespace=" + home,
                "--set=rbac.collectors.mode=cluster",
                "--show-only=templates/serviceaccount.yaml",
                "--show-only=templates/rbac.yaml")
            .orFail()
            .stdout();
    cluster.kubectlReading(rights, "apply", "-f-").orFail();
    account =
        cluster
            .admin()
            .serviceAccounts()
            .inNamespace(home)
            .withName("granting-adot-operator")
            .get();
    operator = startOperator();
  }

  @AfterAll
  void stop() {
    operator.close();
  }

  @Test
  void aCollectorThatNeedsRightsGetsThemAndLosesThemWithTheNeed() {
    try (CollectorNamespace here = new CollectorNamespace(cluster)) {
      apply(here, "needy", "", "k8s_events: {}");

      here.awaitCondition("needy", "PermissionsReady", "True", "Allowed");
      here.awaitAvailable("needy");
      assertThat(roles(here)).containsExactly("needy-" + here.namespace() + "-cluster-role");

      apply(here, "needy", "", "k8s_events: {namespaces: [" + here.namespace() + "]}");
      eventually(() -> assertThat(roles(here)).isEmpty());
      here.awaitCondition("needy", "PermissionsReady", "True", "Allowed");
      assertThat(here.kubectl("get", "role,rolebinding", "-o", "name"))
          .contains("role.rbac.authorization.k8s.io/needy-collector")
          .contains("rolebinding.rbac.authorization.k8s.io/needy-collector");

      apply(here, "needy", "", "otlp: {protocols: {grpc: {}}}");
      here.awaitCondition("needy", "PermissionsReady", "True", "NotRequired");
      eventually(() -> assertThat(here.kubectl("get", "role,rolebinding", "-o", "name")).isEmpty());
      assertThat(bindings(here)).isEmpty();
    }
  }

  @Test
  void everyComponentOfTheCatalogueCanBeGranted() {
    try (CollectorNamespace here = new CollectorNamespace(cluster)) {
      apply(
          here,
          "insights",
          "mode: daemonset\nimage: otel/opentelemetry-collector-contrib:0.156.0",
          "awscontainerinsightreceiver: {}",
          "k8s_cluster: {}",
          "kubelet_stats: {extra_metadata_labels: [container.id]}");

      here.awaitCondition("insights", "PermissionsReady", "True", "Allowed");
      assertThat(roles(here)).hasSize(1);
      assertThat(here.kubectl("get", "role", "-o", "name")).contains("insights-collector");
    }
  }

  @Test
  void whatAHandDidIsRepairedAndTheSubjectFollowsTheAccount() {
    try (CollectorNamespace here = new CollectorNamespace(cluster)) {
      apply(here, "mended", "", "k8s_events: {}");
      here.awaitCondition("mended", "PermissionsReady", "True", "Allowed");
      String role = roles(here).get(0);

      cluster
          .kubectl("patch", "clusterrole", role, "--type=merge", "-p", "{\"rules\":[]}")
          .orFail();
      cluster.kubectl("delete", "clusterrolebinding", bindings(here).get(0)).orFail();
      eventually(
          () -> {
            assertThat(cluster.admin().rbac().clusterRoles().withName(role).get().getRules())
                .flatExtracting(PolicyRule::getResources)
                .containsExactly("events");
            assertThat(subjects(here)).containsExactly("mended-collector");
          });

      here.kubectl("create", "serviceaccount", "mine");
      apply(here, "mended", "serviceAccount: mine", "k8s_events: {}");
      eventually(() -> assertThat(subjects(here)).containsExactly("mine"));
      here.awaitCondition("mended", "PermissionsReady", "True", "Allowed");
    }
  }

  @Test
  void whatTheOperatorMayNotGrantIsToldAndStopsNothingElse() {
    try (CollectorNamespace here = new CollectorNamespace(cluster)) {
      apply(here, "greedy", "", "k8s_objects: {objects: [{name: secrets, mode: watch}]}");

      String message =
          here.awaitCondition(
                  "greedy", "PermissionsReady", "False", Reason.MissingKubernetesPermissions.name())
              .getMessage();
      eventually(
          () ->
              assertThat(here.condition("greedy", "PermissionsReady").orElseThrow().getMessage())
                  .contains("it lacks", "secrets", "rbac.collectors.extraRules"));
      here.awaitAvailable("greedy");
      assertThat(roles(here)).isEmpty();
      assertThat(bindings(here)).isEmpty();

      here.apply(message.substring(message.indexOf("apiVersion:"))).orFail();
      here.kubectl("annotate", "otelcol", "greedy", "adot.io/recheck=now");
      here.awaitCondition("greedy", "PermissionsReady", "True", "Allowed");
    }
  }

  @Test
  void collectorsWhoseNamesJoinAlikeHaveARoleEach() {
    try (CollectorNamespace here = new CollectorNamespace(cluster)) {
      String there = "b-" + here.namespace();
      cluster
          .admin()
          .resource(new NamespaceBuilder().withNewMetadata().withName(there).endMetadata().build())
          .create();
      apply(here, "a-b", "", "k8s_events: {}");
      here.awaitCondition("a-b", "PermissionsReady", "True", "Allowed");
      here.kubectlReading(collector("a", "", "k8s_events: {}"), "apply", "-n" + there, "-f-")
          .orFail();

      eventually(() -> assertThat(rolesOf(there)).hasSize(1));
      assertThat(roles(here)).containsExactly("a-b-" + here.namespace() + "-cluster-role");
      assertThat(rolesOf(there)).doesNotContainAnyElementsOf(roles(here));
      cluster.kubectl("delete", "namespace", there, "--wait=false").orFail();
      eventually(() -> assertThat(rolesOf(there)).isEmpty());
      assertThat(roles(here)).hasSize(1);
    }
  }

  @Test
  void rolesGoWithTheirCollectorAlsoWhileTheOperatorIsDown() {
    try (CollectorNamespace here = new CollectorNamespace(cluster)) {
      apply(here, "going", "", "k8s_events: {}");
      apply(here, "later", "", "k8s_events: {}");
      eventually(() -> assertThat(bindings(here)).hasSize(2));

      here.kubectl("delete", "otelcol", "going");
      eventually(
          () ->
              assertThat(roles(here))
                  .containsExactly("later-" + here.namespace() + "-cluster-role"));

      operator.close();
      here.kubectl("delete", "otelcol", "later");
      operator = startOperator();
      eventually(
          () -> {
            assertThat(roles(here)).isEmpty();
            assertThat(bindings(here)).isEmpty();
          });
    }
  }

  private OperatorUnderTest startOperator() {
    Settings embedded = Settings.embedded();
    return OperatorUnderTest.startAs(
        account, cluster, embedded.with(embedded.facts().with(CollectorRbac.CLUSTER)));
  }

  private List<String> roles(CollectorNamespace collectors) {
    return rolesOf(collectors.namespace());
  }

  private List<String> rolesOf(String namespace) {
    return cluster.admin().rbac().clusterRoles().list().getItems().stream()
        .filter(role -> owner(role.getMetadata().getAnnotations()).startsWith(namespace + "/"))
        .map((ClusterRole role) -> role.getMetadata().getName())
        .toList();
  }

  private List<String> bindings(CollectorNamespace collectors) {
    return ownBindings(collectors).stream()
        .map(binding -> binding.getMetadata().getName())
        .toList();
  }

  private List<String> subjects(CollectorNamespace collectors) {
    return ownBindings(collectors).stream()
        .flatMap(binding -> binding.getSubjects().stream())
        .map(subject -> subject.getName())
        .toList();
  }

  private List<ClusterRoleBinding> ownBindings(CollectorNamespace collectors) {
    return cluster.admin().rbac().clusterRoleBindings().list().getItems().stream()
        .filter(
            binding ->
                owner(binding.getMetadata().getAnnotations())
                    .startsWith(collectors.namespace() + "/"))
        .toList();
  }

  private static String owner(Map<String, String> annotations) {
    return annotations == null ? "" : annotations.getOrDefault("adot.io/owner", "");
  }

  private static void apply(
      CollectorNamespace namespace, String name, String fields, String... receivers) {
    namespace.apply(collector(name, fields, receivers)).orFail();
  }

  private static String collector(String name, String fields, String... receivers) {
    return """
        apiVersion: opentelemetry.io/v1beta1
        kind: OpenTelemetryCollector
        metadata: {name: %s}
        spec:
        %s  config:
            receivers:
        %s    exporters: {debug: {}}
            service: {pipelines: {metrics: {receivers: [%s], exporters: [debug]}}}
        """
        .formatted(
            name,
            fields.isEmpty() ? "" : fields.indent(2),
            String.join("\n", receivers).indent(6),
            Arrays.stream(receivers)
                .map(receiver -> receiver.substring(0, receiver.indexOf(':')))
                .collect(Collectors.joining(", ")));
  }

  private static void eventually(ThrowingRunnable assertion) {
    await().atMost(CollectorNamespace.PATIENCE).untilAsserted(assertion);
  }
}
