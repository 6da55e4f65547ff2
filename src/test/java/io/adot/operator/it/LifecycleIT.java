package io.adot.operator.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.adot.operator.runtime.Settings;
import io.adot.operator.testing.CollectorNamespace;
import io.adot.operator.testing.OperatorUnderTest;
import io.adot.operator.testing.RealCluster;
import io.adot.operator.testing.TestCluster;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.util.List;
import java.util.Set;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What the modes come to, and what users do with a collector in the course of its life. */
@RealCluster
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LifecycleIT {
  private final TestCluster cluster;
  private CollectorNamespace collectors;
  private OperatorUnderTest operator;

  LifecycleIT(TestCluster cluster) {
    this.cluster = cluster;
  }

  @BeforeAll
  void start() {
    OperatorUnderTest.install(cluster);
    collectors = new CollectorNamespace(cluster);
    operator =
        OperatorUnderTest.start(
            cluster, Settings.embedded().watching(Set.of(collectors.namespace()), "shard=a"));
  }

  @AfterAll
  void stop() {
    operator.close();
    collectors.close();
  }

  @Test
  void aStatefulSetRunsItsPods() {
    apply("store", "mode: statefulset", "replicas: 2");

    assertThat(collectors.awaitAvailable("store").getMessage()).startsWith("2/2 pods");
    assertThat(names("statefulset")).contains("store-collector");
    assertThat(field("store", "{.status.scale.statusReplicas}")).isEqualTo("2/2");
    assertThat(field("store", "{.status.scale.selector}"))
        .contains("app.kubernetes.io/instance=" + collectors.namespace() + ".store");
  }

  @Test
  void aDaemonSetRunsOnEachNode() {
    apply("agent", "mode: daemonset");

    collectors.awaitAvailable("agent");
    assertThat(names("daemonset")).contains("agent-collector");
    assertThat(field("agent", "{.status.scale.statusReplicas}")).isEqualTo("2/2");
    assertThat(names("poddisruptionbudget")).doesNotContain("agent-collector");
  }

  @Test
  void aSidecarIsAPublishedConfiguration() {
    apply("side", "mode: sidecar");

    collectors.awaitCondition("side", "Ready", "True", "SidecarConfigPublished");
    assertThat(collectors.configMaps("side")).hasSize(1);
    assertThat(field("side", "{.status.scale}")).isEmpty();
    assertThat(names("deployment,statefulset,daemonset,service").lines())
        .noneMatch(name -> name.contains("side-collector"));
  }

  @Test
  void aChangeOfModeLeavesOneWorkload() {
    apply("turns", "mode: deployment");
    collectors.awaitAvailable("turns");
    apply("turns", "mode: statefulset");

    collectors.awaitAvailable("turns");
    eventually(() -> assertThat(names("deployment")).doesNotContain("turns-collector"));
    assertThat(names("statefulset")).contains("turns-collector");
  }

  @Test
  void kubectlScaleScalesIt() {
    apply("grows", "replicas: 1");
    collectors.awaitAvailable("grows");

    collectors.kubectl("scale", "otelcol/grows", "--replicas=3");

    collectors.awaitAvailable("grows");
    eventually(() -> assertThat(field("grows", "{.status.scale.statusReplicas}")).isEqualTo("3/3"));
    assertThat(field("grows", "{.status.scale.replicas}")).isEqualTo("3");
  }

  @Test
  void oldConfigurationsArePruned() {
    for (int i = 0; i < 4; i++) {
      apply("edited", "{sampling_initial: " + (i + 1) + "}", List.of("configVersions: 1"));
      collectors.awaitAvailable("edited");
    }

    eventually(
        () ->
            assertThat(collectors.configMaps("edited"))
                .as("the one in use and the one before")
                .hasSize(2)
                .contains(configMap(deployment("edited"))));
  }

  @Test
  void aRolloutRestartSurvives() {
    apply("restarted", "replicas: 1");
    collectors.awaitAvailable("restarted");
    String pod = collectors.pods("restarted").get(0).getMetadata().getName();

    collectors.kubectl("rollout", "restart", "deployment/restarted-collector");
    collectors.kubectl("rollout", "status", "deployment/restarted-collector", "--timeout=120s");
    collectors.kubectl("annotate", "otelcol/restarted", "example.com/edited=yes");

    eventually(
        () ->
            assertThat(deployment("restarted").getMetadata().getAnnotations())
                .containsEntry("example.com/edited", "yes"));
    collectors.awaitAvailable("restarted");
    assertThat(deployment("restarted").getSpec().getTemplate().getMetadata().getAnnotations())
        .containsKey("kubectl.kubernetes.io/restartedAt");
    assertThat(collectors.pods("restarted"))
        .noneMatch(other -> other.getMetadata().getName().equals(pod));
  }

  @Test
  void unmanagedLeavesEverythingAsItIs() {
    apply("free", "replicas: 1");
    collectors.awaitAvailable("free");

    apply("free", "managementState: unmanaged", "replicas: 2");
    collectors.awaitCondition("free", "Ready", "True", "Unmanaged");
    collectors.kubectl("delete", "service", "free-collector");
    operator.awaitRest();
    assertThat(names("service")).doesNotContain("free-collector\n");
    assertThat(deployment("free").getSpec().getReplicas()).isEqualTo(1);

    apply("free", "managementState: managed", "replicas: 2");
    collectors.awaitAvailable("free");
    assertThat(names("service")).contains("free-collector\n");
  }

  @Test
  void aCollectorThatIsNoLongerWatchedKeepsItsChildren() {
    apply("moves", "replicas: 1");
    collectors.awaitAvailable("moves");
    String uid = deployment("moves").getMetadata().getUid();

    collectors.kubectl("label", "otelcol/moves", "shard-");
    operator.awaitRest();

    assertThat(deployment("moves").getMetadata().getUid()).isEqualTo(uid);
    assertThat(collectors.configMaps("moves")).hasSize(1);
    assertThat(names("service")).contains("moves-collector-monitoring");
  }

  private void apply(String name, String... fields) {
    apply(name, "{}", List.of(fields));
  }

  private void apply(String name, String debug, List<String> fields) {
    collectors
        .apply(
            """
            apiVersion: opentelemetry.io/v1beta1
            kind: OpenTelemetryCollector
            metadata: {name: %s, labels: {shard: a}}
            spec:
            %s  config:
                receivers: {otlp: {protocols: {grpc: {}}}}
                exporters: {debug: %s}
                service: {pipelines: {traces: {receivers: [otlp], exporters: [debug]}}}
            """
                .formatted(name, String.join("\n", fields).indent(2), debug))
        .orFail();
  }

  private Deployment deployment(String collector) {
    Deployment deployment = collectors.deployment(collector + "-collector");
    assertThat(deployment).isNotNull();
    return deployment;
  }

  private static String configMap(Deployment deployment) {
    return deployment
        .getSpec()
        .getTemplate()
        .getSpec()
        .getVolumes()
        .get(0)
        .getConfigMap()
        .getName();
  }

  private String names(String kinds) {
    return collectors.kubectl("get", kinds, "-o", "name");
  }

  private String field(String collector, String path) {
    return collectors.kubectl("get", "otelcol", collector, "-o", "jsonpath=" + path);
  }

  private static void eventually(ThrowingRunnable assertion) {
    await().atMost(CollectorNamespace.PATIENCE).untilAsserted(assertion);
  }
}
