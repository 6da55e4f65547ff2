package io.adot.operator.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.adot.operator.runtime.Settings;
import io.adot.operator.testing.CollectorNamespace;
import io.adot.operator.testing.CommandResult;
import io.adot.operator.testing.OperatorUnderTest;
import io.adot.operator.testing.RealCluster;
import io.adot.operator.testing.TestCluster;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What people get wrong, and what only looks wrong. */
@RealCluster
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadInputIT {
  private static final String CONFIG =
      """
      receivers: {otlp: {protocols: {grpc: {}}}}
      exporters: {debug: {}}
      service: {pipelines: {traces: {receivers: [otlp], exporters: [debug]}}}
      """;

  private final TestCluster cluster;
  private CollectorNamespace collectors;
  private OperatorUnderTest operator;
  private int others;

  BadInputIT(TestCluster cluster) {
    this.cluster = cluster;
  }

  @BeforeAll
  void start() {
    OperatorUnderTest.install(cluster);
    collectors = new CollectorNamespace(cluster);
    operator =
        OperatorUnderTest.start(
            cluster, Settings.embedded().watching(Set.of(collectors.namespace()), ""));
  }

  @AfterAll
  void stop() {
    operator.close();
    collectors.close();
  }

  /** Whatever a test did, the next collector is served. */
  @AfterEach
  void theOthersAreServed() {
    String name = "other-" + others++;
    collectors.apply(collector(name, "", CONFIG)).orFail();
    collectors.awaitAvailable(name);
  }

  @Test
  void theSchemaRefusesAConfigThatIsNoMap() {
    assertRefused(collector("text", "", "just some text\n"), "spec.config", "object");
    assertRefused(collector("list", "", "[otlp]\n"), "spec.config", "object");
  }

  @Test
  void theSchemaRefusesAConfigWithoutPipelines() {
    assertRefused(
        collector("none", "", "receivers: {otlp: {}}\nexporters: {debug: {}}\n"),
        "spec.config.service",
        "Required");
    assertRefused(
        collector(
            "empty",
            "",
            "receivers: {otlp: {}}\nexporters: {debug: {}}\nservice: {telemetry: {}}\n"),
        "spec.config.service.pipelines",
        "Required");
  }

  @Test
  void anImageInARegistryWithAPortAndADigestWorks() {
    String image = "registry:5000/x@sha256:" + "0123456789abcdef".repeat(4);
    collectors.apply(collector("digest", "image: " + image, CONFIG)).orFail();

    collectors.awaitAvailable("digest");
    assertThat(
            deployment("digest-collector")
                .getSpec()
                .getTemplate()
                .getSpec()
                .getContainers()
                .get(0)
                .getImage())
        .isEqualTo(image);
  }

  @Test
  void aNameOf63CharactersWorks() {
    String name = "c0123456789-0123456789-0123456789-0123456789-0123456789-abcdef9";
    assertThat(name).hasSize(63);
    collectors.apply(collector(name, "", CONFIG)).orFail();

    collectors.awaitAvailable(name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"apply", "apply --server-side", "create"})
  void componentsWithoutSettingsWorkHoweverTheyAreApplied(String command) {
    String name = "null-" + command.replaceAll("[^a-z]", "");
    String yaml =
        collector(
            name,
            "",
            """
            receivers: {otlp: {protocols: {grpc: , http: }}}
            processors:
              batch:
            exporters:
              debug:
            extensions:
              health_check:
            service:
              extensions: [health_check]
              pipelines: {traces: {receivers: [otlp], processors: [batch], exporters: [debug]}}
            """);
    collectors.kubectlReading(yaml, (command + " -f-").split(" ")).orFail();

    collectors.awaitAvailable(name);
    assertThat(configOf(name + "-collector"))
        .contains("batch:", "debug:", "health_check:", "0.0.0.0:4317", "0.0.0.0:4318");
  }

  @Test
  void aValueThatEnvsubstLeftEmptyWorks() {
    String name = "envsubst";
    collectors
        .apply(
            collector(
                name,
                "",
                """
                receivers: {otlp: {protocols: {grpc: {endpoint: }}}}
                exporters:
                  debug:
                    verbosity:
                service: {pipelines: {traces: {receivers: [otlp], exporters: [debug]}}}
                """))
        .orFail();

    collectors.awaitAvailable(name);
  }

  @Test
  void aReceiverThatIsNotThereIsNamed() {
    collectors
        .apply(collector("typo", "", CONFIG.replace("receivers: [otlp]", "receivers: [oltp]")))
        .orFail();

    assertThat(
            collectors
                .awaitCondition("typo", "ConfigValid", "False", "UndefinedReference")
                .getMessage())
        .contains("spec.config.service.pipelines.traces.receivers[0]", "`oltp`", "add it under");
    collectors.awaitCondition("typo", "Ready", "False", "ConfigInvalid");
  }

  @Test
  void aPortThatCannotBeIsNamed() {
    collectors
        .apply(
            collector("port", "", CONFIG.replace("grpc: {}", "grpc: {endpoint: '0.0.0.0:99999'}")))
        .orFail();

    assertThat(
            collectors.awaitCondition("port", "ConfigValid", "False", "PortInvalid").getMessage())
        .contains("spec.config.receivers.otlp.protocols.grpc.endpoint", "99999", "65535");
    collectors.awaitCondition("port", "Ready", "False", "ConfigInvalid");
  }

  @Test
  void anEmptyRoleIsNamed() {
    collectors
        .apply(
            """
            apiVersion: v1
            kind: ServiceAccount
            metadata:
              name: norole
              annotations: {eks.amazonaws.com/role-arn: ""}
            ---
            """
                + collector(
                    "norole",
                    "serviceAccount: norole",
                    """
                    receivers: {otlp: {protocols: {grpc: {}}}}
                    exporters:
                      prometheusremotewrite:
                        endpoint: https://aps-workspaces.us-west-2.amazonaws.com/workspaces/ws-1/api/v1/remote_write
                        auth: {authenticator: sigv4auth}
                    extensions: {sigv4auth: {region: us-west-2}}
                    service:
                      extensions: [sigv4auth]
                      pipelines: {metrics: {receivers: [otlp], exporters: [prometheusremotewrite]}}
                    """))
        .orFail();

    assertThat(
            collectors
                .awaitCondition("norole", "AwsIdentityReady", "False", "RoleArnInvalid")
                .getMessage())
        .contains("eks.amazonaws.com/role-arn", "norole", "\"\"", "arn:aws:iam::");
    assertThat(collectors.awaitAvailable("norole").getMessage())
        .contains("AwsIdentityReady=False: RoleArnInvalid");
  }

  @Test
  void aConfigurationTooLargeForAConfigMapIsNamed() {
    String large =
        collector(
            "large", "", CONFIG.replace("debug: {}", "debug: {x: " + "y".repeat(1_048_576) + "}"));
    // Client-side apply would keep a copy in an annotation, which has a limit of its own.
    collectors.kubectlReading(large, "create", "-f-").orFail();

    assertThat(
            collectors
                .awaitCondition("large", "ConfigValid", "False", "ConfigTooLarge")
                .getMessage())
        .contains("`spec.config`", "bytes", "split it");
    collectors.awaitCondition("large", "Ready", "False", "ConfigInvalid");
  }

  @Test
  void anInvalidConfigurationNeverReachesARunningCollector() {
    collectors.apply(collector("runs", "", CONFIG)).orFail();
    collectors.awaitAvailable("runs");
    Deployment before = deployment("runs-collector");
    List<String> configMaps = collectors.configMaps("runs");

    collectors
        .apply(
            collector(
                "runs", "replicas: 2", CONFIG.replace("exporters: [debug]", "exporters: [bug]")))
        .orFail();

    collectors.awaitCondition("runs", "ConfigValid", "False", "UndefinedReference");
    assertThat(collectors.awaitCondition("runs", "Ready", "False", "ConfigInvalid").getMessage())
        .contains("the last good revision keeps running");
    operator.awaitRest();
    assertThat(deployment("runs-collector").getMetadata().getGeneration())
        .isEqualTo(before.getMetadata().getGeneration());
    assertThat(collectors.configMaps("runs")).isEqualTo(configMaps);

    collectors.apply(collector("runs", "replicas: 2", CONFIG)).orFail();
    collectors.awaitAvailable("runs");
    collectors.awaitCondition("runs", "ConfigValid", "True", "Valid");
    await()
        .atMost(CollectorNamespace.PATIENCE)
        .untilAsserted(
            () ->
                assertThat(deployment("runs-collector").getStatus().getReadyReplicas())
                    .isEqualTo(2));
  }

  private void assertRefused(String yaml, String path, String why) {
    CommandResult result = collectors.apply(yaml);
    assertThat(result.exit()).isNotZero();
    assertThat(result.stderr()).contains(path, why);
  }

  private static String collector(String name, String field, String config) {
    return """
        apiVersion: opentelemetry.io/v1beta1
        kind: OpenTelemetryCollector
        metadata:
          name: %s
        spec:
          %s
          config:
        %s"""
        .formatted(name, field, config.indent(4));
  }

  private Deployment deployment(String name) {
    Deployment deployment = collectors.deployment(name);
    assertThat(deployment).isNotNull();
    return deployment;
  }

  private String configOf(String deployment) {
    String name =
        deployment(deployment)
            .getSpec()
            .getTemplate()
            .getSpec()
            .getVolumes()
            .get(0)
            .getConfigMap()
            .getName();
    ConfigMap config =
        collectors.admin().configMaps().inNamespace(collectors.namespace()).withName(name).get();
    return config.getData().get("collector.yaml");
  }
}
