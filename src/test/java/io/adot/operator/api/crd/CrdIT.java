package io.adot.operator.api.crd;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.adot.operator.testing.CommandResult;
import io.adot.operator.testing.RealCluster;
import io.adot.operator.testing.TestCluster;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a real API server makes of {@code crd/}. */
@RealCluster
@TestInstance(Lifecycle.PER_CLASS)
class CrdIT {
  private static final String FILE = CrdFile.OPEN_TELEMETRY_COLLECTORS.path().toString();

  private static final String CONFIG =
      "{receivers: {otlp: {}}, exporters: {debug: {}},"
          + " service: {pipelines: {traces: {receivers: [otlp], exporters: [debug]}}}}";

  private final TestCluster cluster;
  private String namespace;

  CrdIT(TestCluster cluster) {
    this.cluster = cluster;
  }

  @BeforeAll
  void install() {
    cluster.kubectl("apply", "--server-side", "--force-conflicts", "-f", FILE).orFail();
    cluster.established("-f", FILE);
    namespace = cluster.namespace();
  }

  @Test
  void plainAndServerSideApplyAcceptIt() {
    cluster.kubectl("apply", "-f", FILE).orFail();
    cluster.kubectl("apply", "--server-side", "--force-conflicts", "-f", FILE).orFail();

    assertThat(
            cluster
                .kubectl(
                    "get",
                    "-f",
                    FILE,
                    "-o",
                    "jsonpath={.status.conditions[?(@.type=='NonStructuralSchema')]}")
                .orFail()
                .stdout())
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          otelcol                            | What the collector should be.
          otelcol.spec                       | Configuration of the collector, in the collector's own format.
          otelcol.spec.config.service        | Pipelines by signal
          otelcol.spec.targetAllocator       | Whether to run a target allocator for this collector.
          otelcol.spec.volumes               | Entries of a ConfigMap as files.
          otelcol.status.conditions          | The question that the condition answers.
          """)
  void kubectlExplainHelps(String path, String description) {
    await()
        .atMost(30, SECONDS)
        .untilAsserted(
            () ->
                assertThat(unwrapped(cluster.kubectl("explain", path).stdout()))
                    .contains(description));
  }

  @Test
  void theModeIsDeploymentUnlessGiven() {
    apply("simplest", "config: " + CONFIG).orFail();

    assertThat(get("simplest", "jsonpath={.spec.mode}")).isEqualTo("deployment");
    assertThat(
            get(
                "simplest",
                "jsonpath={.spec.replicas} {.spec.managementState} {.spec.configVersions} {.spec.ipFamilyPolicy}"))
        .isEqualTo("1 managed 3 SingleStack");
  }

  @Test
  void columnsAreTheGoOperatorsAndThenOurs() {
    apply("simplest", "config: " + CONFIG).orFail();

    assertThat(get("simplest", "wide").lines().findFirst().orElseThrow().split("  +"))
        .containsExactly(
            "NAME",
            "MODE",
            "VERSION",
            "READY",
            "AGE",
            "IMAGE",
            "MANAGEMENT",
            "STATUS",
            "MESSAGE",
            "CONFIG",
            "PERMS",
            "AWS");
    assertThat(cluster.kubectl("get", "otel", "-n", namespace).orFail().stdout())
        .contains("simplest", "deployment", "managed")
        .doesNotContain("MESSAGE");
  }

  @Test
  void kubectlScaleScalesIt() {
    apply("simplest", "config: " + CONFIG).orFail();

    cluster.kubectl("scale", "otelcol/simplest", "-n", namespace, "--replicas=3").orFail();

    assertThat(get("simplest", "jsonpath={.spec.replicas}")).isEqualTo("3");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mode: sidecar",
        "mode: sidecar, tolerations: [], additionalContainers: [], priorityClassName: ''",
        "mode: daemonset, tolerations: [{operator: Exists}], affinity: {}, priorityClassName: high",
        "tolerations: [{operator: Exists}], affinity: {}, additionalContainers: [{name: proxy}]",
        "targetAllocator: {filterStrategy: ''}",
        "autoscaler: {maxReplicas: 3, behavior: {scaleDown: {tolerance: '0.1'}}}"
      })
  void accepts(String spec) {
    apply("accepted", "{config: " + CONFIG + ", " + spec + "}").orFail();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {}                                                                  | spec.config: Required value
          {config: "receivers: {}"}                                           | spec.config: Invalid value: "string"
          {config: {receivers: {}, exporters: {}, service: {}}}               | spec.config.service.pipelines: Required value
          {config: {receivers: {}, exporters: {}}}                            | spec.config.service: Required value
          {config: {receivers: {}, exporters: {}, service: {pipelines: {traces: {receivers: [otlp]}}}}} | spec.config.service.pipelines.traces.exporters: Required value
          {config: CONFIG, mode: swarm}                                       | supported values: "daemonset", "deployment", "sidecar", "statefulset"
          {config: CONFIG, mode: sidecar, tolerations: [{operator: Exists}]}  | tolerations have no effect in mode sidecar
          {config: CONFIG, mode: sidecar, priorityClassName: high}            | priorityClassName has no effect in mode sidecar
          {config: CONFIG, mode: sidecar, affinity: {nodeAffinity: {}}}       | affinity has no effect in mode sidecar
          {config: CONFIG, mode: sidecar, additionalContainers: [{name: a}]}  | additionalContainers have no effect in mode sidecar
          {config: CONFIG, configVersions: 0}                                 | spec.configVersions
          {config: CONFIG, command: []}                                       | spec.command
          {config: CONFIG, ports: [{name: a}]}                                | spec.ports[0].port: Required value
          {config: CONFIG, ports: [{port: 1, hostPort: 65536}]}               | spec.ports[0].hostPort
          {config: CONFIG, replica: 2}                                        | unknown field "spec.replica"
          {config: CONFIG, targetAllocator: {collectorNotReadyGracePeriod: soon}} | spec.targetAllocator.collectorNotReadyGracePeriod
          {config: CONFIG, resources: {limits: {cpu: lots}}}                  | spec.resources.limits.cpu
          """)
  void refusesAndSaysWhere(String spec, String complaint) {
    CommandResult refused = apply("refused", spec.replace("CONFIG", CONFIG));

    assertThat(refused.exit()).isNotZero();
    assertThat(refused.stderr()).contains(complaint);
  }

  @Test
  void everyFieldComesBackAsItWas() throws IOException {
    JsonNode schema =
        CrdFile.schema(CrdFile.OPEN_TELEMETRY_COLLECTORS.generate(KubernetesFacts.load()));
    ObjectNode spec = (ObjectNode) SampleValue.TELLING.of(schema.at("/properties/spec"));
    ObjectMapper mapper = new ObjectMapper();
    ObjectNode written = mapper.createObjectNode();
    written.put("apiVersion", "opentelemetry.io/v1beta1").put("kind", "OpenTelemetryCollector");
    written.putObject("metadata").put("name", "full");
    written.set("spec", spec);

    cluster
        .kubectlReading(written.toString(), "apply", "--server-side", "-n", namespace, "-f", "-")
        .orFail();

    JsonNode read = mapper.readTree(get("full", "json"));
    assertThat(lines(read.get("spec"))).containsExactlyElementsOf(lines(spec));
  }

  private CommandResult apply(String name, String spec) {
    String manifest =
        "apiVersion: opentelemetry.io/v1beta1\nkind: OpenTelemetryCollector\nmetadata: {name: %s}\nspec:\n  %s\n"
            .formatted(name, spec);
    return cluster.kubectlReading(manifest, "apply", "-n", namespace, "-f", "-");
  }

  private String get(String name, String output) {
    return cluster.kubectl("get", "otelcol", name, "-n", namespace, "-o", output).orFail().stdout();
  }

  private static String unwrapped(String text) {
    return text.replaceAll("\\s+", " ");
  }

  private static List<String> lines(JsonNode node) {
    return node.toPrettyString().lines().map(line -> line.replaceAll(",$", "")).sorted().toList();
  }
}
