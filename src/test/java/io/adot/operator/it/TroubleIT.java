package io.adot.operator.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.adot.operator.runtime.Settings;
import io.adot.operator.testing.CollectorNamespace;
import io.adot.operator.testing.OperatorUnderTest;
import io.adot.operator.testing.RealCluster;
import io.adot.operator.testing.TestCluster;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBuilder;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What stands in a collector's way is named, harms nothing else, and heals when it goes. */
@RealCluster
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TroubleIT {
  private final TestCluster cluster;
  private CollectorNamespace collectors;
  private OperatorUnderTest operator;

  TroubleIT(TestCluster cluster) {
    this.cluster = cluster;
  }

  @BeforeAll
  void start() {
    OperatorUnderTest.install(cluster);
    collectors = new CollectorNamespace(cluster);
    operator = OperatorUnderTest.start(cluster, watching(collectors));
  }

  @AfterAll
  void stop() {
    operator.close();
    collectors.close();
  }

  @Test
  void aServiceOfSomebodyElseIsLeftAlone() {
    collectors.kubectl("create", "service", "clusterip", "taken-collector", "--tcp=80:80");
    String theirs = field("service/taken-collector", "{.metadata.resourceVersion}");
    apply(collectors, "taken", "replicas: 1");

    Condition ready = collectors.awaitCondition("taken", "Ready", "False", "NameConflict");
    assertThat(ready.getMessage()).contains("Service", "taken-collector", "untouched");
    assertThat(collectors.deployment("taken-collector")).as("the others are applied").isNotNull();
    assertThat(collectors.kubectl("get", "service", "-o", "name"))
        .contains("taken-collector-monitoring");
    assertThat(field("service/taken-collector", "{.metadata.resourceVersion}")).isEqualTo(theirs);

    collectors.kubectl("delete", "service", "taken-collector");
    collectors.awaitAvailable("taken");
    assertThat(field("service/taken-collector", "{.metadata.ownerReferences[0].name}"))
        .isEqualTo("taken");
  }

  @Test
  void aDeploymentOfSomebodyElseIsLeftAlone() {
    collectors.kubectl("create", "deployment", "theirs-collector", "--image=example.com/theirs");
    apply(collectors, "theirs", "replicas: 1");

    assertThat(collectors.awaitCondition("theirs", "Ready", "False", "NameConflict").getMessage())
        .contains("Deployment", "theirs-collector");
    assertThat(
            field(
                "deployment/theirs-collector",
                "{.spec.template.spec.containers[0].image}{.metadata.ownerReferences}"))
        .isEqualTo("example.com/theirs");

    collectors.kubectl("delete", "deployment", "theirs-collector");
    collectors.awaitAvailable("theirs");
  }

  @Test
  void anOperatorWithoutAPermissionSaysWhichAndHealsWhenItIsGranted() {
    try (CollectorNamespace elsewhere = new CollectorNamespace(cluster)) {
      ServiceAccount limited = limitedAccount(elsewhere, "get", "list", "watch");
      try (OperatorUnderTest lacking =
          OperatorUnderTest.startAs(limited, cluster, watching(elsewhere))) {
        apply(elsewhere, "poor", "replicas: 1");

        elsewhere.awaitCondition("poor", "Ready", "False", "OperatorForbidden");
        eventually(
            () ->
                assertThat(ready(elsewhere, "poor").getMessage())
                    .contains(
                        "create", "poddisruptionbudgets", elsewhere.namespace(), "apiGroups"));
        eventually(
            () ->
                assertThat(elsewhere.pods("poor"))
                    .as("the collector runs all the same")
                    .hasSize(1));

        elsewhere.apply(manifestIn(ready(elsewhere, "poor").getMessage())).orFail();
        elsewhere.awaitAvailable("poor");
        lacking.awaitRest();
        assertThat(elsewhere.kubectl("get", "poddisruptionbudget", "-o", "name"))
            .contains("poor-collector");
      }
    }
  }

  @Test
  void anOperatorThatMayNotEvenListAKindServesTheOthers() {
    try (CollectorNamespace elsewhere = new CollectorNamespace(cluster)) {
      ServiceAccount limited = limitedAccount(elsewhere, "deletecollection");
      try (OperatorUnderTest lacking =
          OperatorUnderTest.startAs(limited, cluster, watching(elsewhere))) {
        apply(elsewhere, "poorer", "replicas: 1");

        elsewhere.awaitCondition("poorer", "Ready", "False", "OperatorForbidden");
        eventually(() -> assertThat(elsewhere.pods("poorer")).hasSize(1));
        assertThat(lacking.passes()).isPositive();
      }
    }
  }

  @Test
  void aCrashingCollectorIsQuotedAndStalledAfterAMinute() {
    String words = "Error: cannot start pipelines: listen tcp :4317: address already in use";
    Instant before = Instant.now();
    apply(
        collectors,
        "crash",
        "podAnnotations: {test.adot.io/fail: crash, test.adot.io/message: '" + words + "'}");

    Condition ready = collectors.awaitCondition("crash", "Ready", "False", "CollectorCrashLooping");
    assertThat(ready.getMessage()).contains("0/1 pods ready", words, "crash-collector-");
    if (Instant.now().isBefore(before.plusSeconds(30))) {
      assertThat(field("otelcol/crash", "{.status.scale.statusReplicas}")).isEmpty();
    }
    assertThat(collectors.condition("crash", "Stalled")).isEmpty();
    collectors.awaitCondition("crash", "Stalled", "True", "CollectorCrashLooping");
    assertThat(Duration.between(before, Instant.now())).isGreaterThan(Duration.ofSeconds(60));
    assertThat(field("otelcol/crash", "{.status.scale.statusReplicas}")).isEqualTo("0/1");

    apply(collectors, "crash", "podAnnotations: {}");
    collectors.awaitAvailable("crash");
    assertThat(collectors.condition("crash", "Stalled")).isEmpty();
    assertThat(events("crash")).containsExactly("CollectorCrashLooping", "Available");
  }

  @Test
  void anImageThatIsNotThereIsNamed() {
    apply(
        collectors,
        "absent",
        "podAnnotations: {test.adot.io/fail: pull}",
        "image: example.com/absent:1");

    assertThat(
            collectors.awaitCondition("absent", "Ready", "False", "ImagePullFailed").getMessage())
        .contains("example.com/absent:1");
  }

  @Test
  void aPodWithoutANodeIsUnschedulable() {
    apply(collectors, "homeless", "nodeSelector: {example.com/none: such}");

    assertThat(
            collectors.awaitCondition("homeless", "Ready", "False", "Unschedulable").getMessage())
        .contains("homeless-collector-", "nodes are available");
  }

  private List<String> events(String collector) {
    return collectors
        .admin()
        .events()
        .v1()
        .events()
        .inNamespace(collectors.namespace())
        .list()
        .getItems()
        .stream()
        .filter(event -> "OpenTelemetryCollector".equals(event.getRegarding().getKind()))
        .filter(event -> collector.equals(event.getRegarding().getName()))
        .sorted((a, b) -> a.getEventTime().getTime().compareTo(b.getEventTime().getTime()))
        .map(event -> event.getReason())
        .toList();
  }

  /** The operator's ClusterRole, but with these verbs only on disruption budgets. */
  private static ServiceAccount limitedAccount(CollectorNamespace namespace, String... verbs) {
    KubernetesClient admin = namespace.admin();
    ServiceAccount account =
        admin
            .resource(
                new ServiceAccountBuilder()
                    .withNewMetadata()
                    .withName("limited")
                    .withNamespace(namespace.namespace())
                    .endMetadata()
                    .build())
            .create();
    ClusterRole whole = admin.rbac().clusterRoles().withName("adot-operator").get();
    List<PolicyRule> rules = List.copyOf(whole.getRules());
    rules.stream()
        .filter(rule -> rule.getResources().contains("poddisruptionbudgets"))
        .forEach(rule -> rule.setVerbs(List.of(verbs)));
    String name = "limited-" + namespace.namespace();
    admin
        .resource(
            new ClusterRoleBuilder()
                .withNewMetadata()
                .withName(name)
                .endMetadata()
                .withRules(rules)
                .build())
        .create();
    admin
        .resource(
            new ClusterRoleBindingBuilder()
                .withNewMetadata()
                .withName(name)
                .endMetadata()
                .withNewRoleRef("rbac.authorization.k8s.io", "ClusterRole", name)
                .addNewSubject("", "ServiceAccount", "limited", namespace.namespace())
                .build())
        .create();
    return account;
  }

  private static Condition ready(CollectorNamespace namespace, String name) {
    return namespace.condition(name, "Ready").orElseThrow();
  }

  private static String manifestIn(String message) {
    return message.substring(message.indexOf("apiVersion:"));
  }

  private static Settings watching(CollectorNamespace namespace) {
    return Settings.embedded().watching(Set.of(namespace.namespace()), "");
  }

  private static void apply(CollectorNamespace namespace, String name, String... fields) {
    namespace
        .apply(
            """
            apiVersion: opentelemetry.io/v1beta1
            kind: OpenTelemetryCollector
            metadata: {name: %s}
            spec:
            %s  config:
                receivers: {otlp: {protocols: {grpc: {}}}}
                exporters: {debug: {}}
                service: {pipelines: {traces: {receivers: [otlp], exporters: [debug]}}}
            """
                .formatted(name, String.join("\n", fields).indent(2)))
        .orFail();
  }

  private String field(String object, String path) {
    return collectors.kubectl("get", object, "-o", "jsonpath=" + path);
  }

  private static void eventually(ThrowingRunnable assertion) {
    await().atMost(CollectorNamespace.PATIENCE).untilAsserted(assertion);
  }
}
