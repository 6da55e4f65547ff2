package io.adot.operator.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.adot.operator.runtime.Settings;
import io.adot.operator.testing.CollectorNamespace;
import io.adot.operator.testing.OperatorUnderTest;
import io.adot.operator.testing.RealCluster;
import io.adot.operator.testing.TestCluster;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
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
    awaitEvent("turns", "ModeChanged", "Deployment " + collectors.namespace() + "/turns-collector");
  }

  @Test
  void theOldWorkloadServesUntilTheNewOneIsReady() {
    apply("slow", "mode: deployment");
    collectors.awaitAvailable("slow");
    String pod = collectors.pods("slow").get(0).getMetadata().getName();

    apply("slow", "mode: daemonset", "podAnnotations: {test.adot.io/fail: unready}");

    eventually(
        () ->
            assertThat(collectors.condition("slow", "Ready"))
                .hasValueSatisfying(
                    ready ->
                        assertThat(ready.getMessage())
                            .startsWith("0/2 pods ready")
                            .contains("until it is ready, Deployment")));
    operator.awaitRest();
    assertThat(names("deployment")).contains("slow-collector");
    assertThat(names("poddisruptionbudget")).contains("slow-collector");
    assertThat(names("pods")).contains(pod);

    apply("slow", "mode: daemonset");
    collectors.awaitAvailable("slow");
    eventually(
        () -> assertThat(names("deployment,poddisruptionbudget")).doesNotContain("slow-collector"));
  }

  @Test
  void aSidecarTakesNobodysPlace() {
    apply("aside", "mode: deployment");
    collectors.awaitAvailable("aside");

    apply("aside", "mode: sidecar");

    collectors.awaitCondition("aside", "Ready", "True", "SidecarConfigPublished");
    eventually(
        () ->
            assertThat(names("deployment,service,poddisruptionbudget"))
                .doesNotContain("aside-collector"));
    awaitEvent("aside", "ModeChanged", "nothing takes its place");
  }

  @Test
  void whatCannotBeChangedInAStatefulSetIsMadeAnewAroundItsPods() {
    volumes(2);
    String[] fields = {
      "mode: statefulset",
      "replicas: 2",
      "serviceName: one",
      "podManagementPolicy: Parallel",
      "volumeClaimTemplates: [{metadata: {name: data}, spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}, storageClassName: by-hand}}]",
      "volumeMounts: [{name: data, mountPath: /data}]"
    };
    apply("sticky", fields);
    collectors.awaitAvailable("sticky");
    List<String> pods = podUids("sticky");
    String before = statefulSet("sticky").getMetadata().getUid();

    String[][] changes = {
      {"serviceName: one", "serviceName: two"},
      {"Parallel", "OrderedReady"},
      {"storage: 1Gi", "storage: 2Gi"}
    };
    for (String[] change : changes) {
      fields = Stream.of(fields).map(f -> f.replace(change[0], change[1])).toArray(String[]::new);
      apply("sticky", fields);
      collectors.awaitAvailable("sticky");
      String now = statefulSet("sticky").getMetadata().getUid();
      assertThat(now).as(change[1]).isNotEqualTo(before);
      assertThat(podUids("sticky")).as(change[1]).isEqualTo(pods);
      before = now;
    }
    for (String field : List.of("serviceName", "podManagementPolicy", "volumeClaimTemplates")) {
      awaitEvent("sticky", "Recreated", "spec." + field + " be changed; its pods keep running");
    }

    // A StatefulSet that went without its pods, as when the operator ends before it makes it anew.
    collectors.kubectl("delete", "statefulset", "sticky-collector", "--cascade=orphan");
    eventually(() -> assertThat(names("statefulset")).contains("sticky-collector"));
    collectors.awaitAvailable("sticky");
    assertThat(podUids("sticky")).isEqualTo(pods);
  }

  @Test
  void otherClaimsTakeOtherPods() {
    volumes(2);
    String[] fields = {
      "mode: statefulset",
      "volumeClaimTemplates: [{metadata: {name: data}, spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}, storageClassName: by-hand}}]",
    };
    apply("claims", fields);
    collectors.awaitAvailable("claims");
    fields[1] = fields[1].replace("name: data", "name: other");
    apply("claims", fields);
    collectors.awaitAvailable("claims");
    eventually(
        () ->
            assertThat(names("pvc"))
                .contains("data-claims-collector-0")
                .contains("other-claims-collector-0"));
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
  void theCountIsTheResourcesWithinTheAutoscalersFloor() {
    apply("floor", "replicas: 3", "autoscaler: {minReplicas: 2, maxReplicas: 4}");
    collectors.awaitAvailable("floor");
    String template = deployment("floor").getSpec().getTemplate().toString();

    collectors.kubectl("scale", "otelcol/floor", "--replicas=1");
    eventually(() -> assertThat(deployment("floor").getSpec().getReplicas()).isEqualTo(2));
    assertThat(field("floor", "{.spec.replicas}")).isEqualTo("1");

    collectors.kubectl("scale", "deployment/floor-collector", "--replicas=5");
    eventually(() -> assertThat(deployment("floor").getSpec().getReplicas()).isEqualTo(2));
    collectors.awaitAvailable("floor");
    assertThat(deployment("floor").getSpec().getTemplate()).hasToString(template);
  }

  @Test
  void oldConfigurationsArePruned() {
    for (int i = 1; i <= 5; i++) {
      apply("edited", "{sampling_initial: " + i + "}", List.of());
      collectors.awaitAvailable("edited");
    }
    eventually(() -> assertThat(collectors.configMaps("edited")).hasSize(4));

    apply("edited", "{sampling_initial: 5}", List.of("configVersions: 1"));
    eventually(
        () ->
            assertThat(collectors.configMaps("edited"))
                .as("the one in use and the one before")
                .hasSize(2)
                .contains(configMap(deployment("edited"))));
  }

  @Test
  void whatLeavesTheResourceLeavesItsChildren() {
    String manifest =
        """
        apiVersion: opentelemetry.io/v1beta1
        kind: OpenTelemetryCollector
        metadata:
          name: bare
          labels: {shard: a%s}
          annotations: {other: "1"%s}
        spec:
          podAnnotations: {kept: "1"%s}
          config:
            receivers: {otlp: {protocols: {grpc: {}}}}
            exporters: {debug: {}}
            service: {pipelines: {traces: {receivers: [otlp], exporters: [debug]}}}
        """;
    collectors.apply(manifest.formatted(", team: x", ", note: \"1\"", ", extra: \"1\"")).orFail();
    collectors.awaitAvailable("bare");
    assertThat(deployment("bare").getSpec().getTemplate().getMetadata().toString())
        .contains("team=x", "note=1", "extra=1");

    collectors.apply(manifest.formatted("", "", "")).orFail();

    collectors.awaitAvailable("bare");
    eventually(
        () ->
            assertThat(
                    collectors.kubectl(
                        "get",
                        "deployment,service,configmap,serviceaccount,networkpolicy,poddisruptionbudget",
                        "-l",
                        "app.kubernetes.io/instance=" + collectors.namespace() + ".bare",
                        "-o",
                        "jsonpath={.items[*]['metadata','spec.template.metadata']['labels','annotations']}"))
                .contains("\"shard\"", "\"other\"", "\"kept\"")
                .doesNotContain("\"team\"", "\"note\"", "\"extra\""));
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

    apply("free", "managementState: unmanaged", "mode: daemonset");
    assertThat(collectors.awaitCondition("free", "Ready", "True", "Unmanaged").getMessage())
        .as("the pods of the mode before")
        .startsWith("1/1 pods");

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

  /** There is nothing that makes volumes for claims. */
  private void volumes(int count) {
    for (int i = 0; i < count; i++) {
      collectors
          .kubectlReading(
              """
              apiVersion: v1
              kind: PersistentVolume
              metadata: {generateName: by-hand-}
              spec:
                storageClassName: by-hand
                capacity: {storage: 1Gi}
                accessModes: [ReadWriteOnce]
                hostPath: {path: /tmp}
              """,
              "create",
              "-f-")
          .orFail();
    }
  }

  private StatefulSet statefulSet(String collector) {
    return collectors
        .admin()
        .apps()
        .statefulSets()
        .inNamespace(collectors.namespace())
        .withName(collector + "-collector")
        .require();
  }

  private List<String> podUids(String collector) {
    return collectors.pods(collector).stream()
        .map(pod -> pod.getMetadata().getUid())
        .sorted()
        .toList();
  }

  private void awaitEvent(String collector, String reason, String words) {
    eventually(
        () ->
            assertThat(
                    collectors.kubectl(
                        "get",
                        "events.events.k8s.io",
                        "--field-selector=reason=" + reason,
                        "-o",
                        "jsonpath={range .items[?(@.regarding.name==\""
                            + collector
                            + "\")]}{.note}{\"\\n\"}{end}"))
                .contains(words));
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
