package io.adot.operator.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.adot.operator.api.ConditionType;
import io.adot.operator.api.Reason;
import io.adot.operator.runtime.Settings;
import io.adot.operator.testing.Collectors;
import io.adot.operator.testing.OperatorUnderTest;
import io.adot.operator.testing.RealCluster;
import io.adot.operator.testing.TestCluster;
import io.adot.operator.testing.Workshop;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A collector under {@code adot.io/preflight: hold}, from the gap to its fix and back. */
@RealCluster
class HoldIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final TestCluster cluster;
  private String namespace;
  private OperatorUnderTest operator;

  HoldIT(TestCluster cluster) {
    this.cluster = cluster;
  }

  @BeforeEach
  void start() {
    OperatorUnderTest.install(cluster);
    namespace = cluster.namespace();
    operator = OperatorUnderTest.start(cluster, Settings.embedded());
  }

  @AfterEach
  void stop() {
    operator.close();
  }

  @Test
  void theFixThatIsPrintedStartsTheCollectorAndWhatRunsIsNeverHeld() {
    Workshop workshop = new Workshop(cluster, "src/test/resources/workshop");
    String module =
        workshop
            .text("oss-metrics/adot")
            .replace("namespace: other", "namespace: " + namespace)
            .replace("  name: adot\n", "  name: adot\n  annotations: {adot.io/preflight: hold}\n");
    cluster.kubectlReading(without(module, "ClusterRoleBinding"), "apply", "-f-").orFail();

    Condition gap = awaitCondition(ConditionType.PermissionsReady, "False");
    assertThat(gap.getReason()).isEqualTo(Reason.MissingKubernetesPermissions.name());
    assertThat(gap.getMessage()).contains("nodes/proxy").contains("prometheus");
    assertThat(awaitCondition(ConditionType.Ready, "False").getReason())
        .isEqualTo(Reason.PermissionsMissing.name());
    assertThat(deployment()).isNull();
    assertThat(
            cluster
                .admin()
                .services()
                .inNamespace(namespace)
                .withName("adot-collector-monitoring")
                .get())
        .as("everything but the workload is there")
        .isNotNull();

    cluster.kubectlReading(manifest(gap), "apply", "-f-").orFail();

    await("the start after the fix")
        .atMost(Duration.ofSeconds(10))
        .until(() -> deployment() != null);
    awaitCondition(ConditionType.Ready, "True");
    awaitCondition(ConditionType.PermissionsReady, "True");
    Deployment running = deployment();

    cluster.kubectlReading(manifest(gap), "delete", "-f-").orFail();

    await("the report of the gap")
        .atMost(Duration.ofSeconds(90))
        .untilAsserted(
            () ->
                assertThat(
                        Collectors.condition(
                                cluster, namespace, "adot", ConditionType.PermissionsReady)
                            .getStatus())
                    .isEqualTo("False"));
    assertThat(deployment().getMetadata().getUid()).isEqualTo(running.getMetadata().getUid());
    assertThat(deployment().getMetadata().getGeneration())
        .isEqualTo(running.getMetadata().getGeneration());
    Condition ready = Collectors.condition(cluster, namespace, "adot", ConditionType.Ready);
    assertThat(ready.getStatus()).isEqualTo("True");
    assertThat(ready.getMessage()).contains("PermissionsReady=False: MissingKubernetesPermissions");
    await("the event")
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(
                        cluster
                            .kubectl(
                                "get",
                                "events",
                                "-n",
                                namespace,
                                "-o",
                                "name",
                                "--field-selector",
                                "type=Warning,reason=MissingKubernetesPermissions")
                            .orFail()
                            .stdout())
                    .isNotEmpty());
  }

  private Condition awaitCondition(ConditionType type, String status) {
    return Collectors.await(cluster, namespace, "adot", type, status);
  }

  private Deployment deployment() {
    return cluster
        .admin()
        .apps()
        .deployments()
        .inNamespace(namespace)
        .withName("adot-collector")
        .get();
  }

  /** The objects that a condition's message prints: all after the line that says what they do. */
  private static String manifest(Condition condition) {
    return condition.getMessage().substring(condition.getMessage().indexOf("apiVersion:"));
  }

  private static String without(String documents, String kind) {
    return String.join(
        "---\n",
        List.of(documents.split("---\n")).stream()
            .filter(d -> !d.contains("kind: " + kind + "\n"))
            .toList());
  }
}
