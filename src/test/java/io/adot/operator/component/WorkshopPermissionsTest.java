package io.adot.operator.component;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.adot.operator.testing.WorkshopNeeds;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The three modules of the EKS workshop, with the image they pin and with newer ones. */
class WorkshopPermissionsTest {
  private static final String WORKSPACE =
      "https://aps-workspaces.us-west-2.amazonaws.com/workspaces/ws-12345678-abcd-4abc-8abc-123456789abc/";

  @Test
  @DisplayName("Prometheus metrics: discovers nodes and pods, scrapes kubelets by the API server")
  void ossMetrics() {
    ImpliedPermissions implied = module("oss-metrics/adot", "", substituted());

    assertThat(implied.kubernetes())
        .containsExactly(
            "REQUIRED receiver prometheus: list,watch nodes",
            "REQUIRED receiver prometheus: list,watch pods",
            "REQUIRED receiver prometheus: get nodes/proxy");
    assertThat(implied.aws())
        .containsExactly(
            "REQUIRED exporter prometheusremotewrite: aps:RemoteWrite on"
                + " arn:${Partition}:aps:us-west-2:${Account}:workspace/ws-12345678-abcd-4abc-8abc-123456789abc"
                + " [us-west-2]");
  }

  @ParameterizedTest
  @MethodSource("io.adot.operator.testing.WorkshopNeeds#all")
  @DisplayName("with the image that is pinned and with newer ones: just what is written by hand")
  void asWrittenByHand(WorkshopNeeds needs) {
    JsonNode resource = Serialization.unmarshal(needs.collector(substituted()), JsonNode.class);
    ImpliedPermissions implied =
        ImpliedPermissions.of(
            resource.path("spec").path("image").asText(),
            literals(resource.path("spec").path("env")),
            resource.path("spec").path("config"));

    assertThat(resource.path("spec").path("image").asText()).endsWith(":" + needs.tag());
    assertThat(implied.kubernetes().stream().map(line -> line.replaceFirst(" .*?: ", " ")))
        .containsExactlyInAnyOrderElementsOf(
            Stream.concat(
                    needs.required().stream().map(line -> "REQUIRED " + line),
                    needs.optional().stream().map(line -> "OPTIONAL " + line))
                .toList());
  }

  @Test
  @DisplayName("Prometheus metrics before envsubst: any workspace, in the pod's region")
  void ossMetricsUnresolved() {
    ImpliedPermissions implied = module("oss-metrics/adot", "", Map.of());

    assertThat(implied.kubernetes())
        .isEqualTo(module("oss-metrics/adot", "", substituted()).kubernetes());
    assertThat(implied.aws())
        .containsExactly(
            "REQUIRED exporter prometheusremotewrite: aps:RemoteWrite on"
                + " arn:${Partition}:aps:${Region}:${Account}:workspace/*");
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "v0.40.0, endpoints",
    "v0.45.1, endpoints",
    "v0.46.0, endpointslices.discovery.k8s.io",
    "v0.49.0, endpointslices.discovery.k8s.io",
    "latest,  endpointslices.discovery.k8s.io"
  })
  @DisplayName("Container Insights: Services by what the image's version reads")
  void containerInsights(String tag, String servicesBy) {
    ImpliedPermissions implied = module("container-insights/adot", tag, substituted());

    String receiver = " receiver awscontainerinsightreceiver: ";
    assertThat(implied.kubernetes())
        .containsExactly(
            "REQUIRED" + receiver + "list,watch pods",
            "REQUIRED" + receiver + "list,watch nodes",
            "OPTIONAL" + receiver + "list,watch " + servicesBy,
            "REQUIRED" + receiver + "list,watch replicasets.apps",
            "OPTIONAL" + receiver + "list,watch jobs.batch",
            "REQUIRED" + receiver + "get nodes/proxy or nodes/pods",
            "REQUIRED" + receiver + "create leases.coordination.k8s.io in other",
            "REQUIRED"
                + receiver
                + "get,update leases.coordination.k8s.io@otel-container-insight-clusterleader in other",
            "OPTIONAL" + receiver + "create configmaps in other",
            "OPTIONAL" + receiver + "get configmaps@otel-container-insight-clusterleader in other",
            "OPTIONAL" + receiver + "create,patch events in other");
  }

  @Test
  @DisplayName("Container Insights: the instance's tags and volumes, a log stream for each node")
  void containerInsightsAws() {
    String group =
        "arn:${Partition}:logs:${Region}:${Account}:log-group:/aws/containerinsights/workshop/performance";
    assertThat(module("container-insights/adot", "", substituted()).aws())
        .containsExactly(
            "REQUIRED receiver awscontainerinsightreceiver: ec2:DescribeTags on *",
            "OPTIONAL receiver awscontainerinsightreceiver: ec2:DescribeVolumes on *",
            "REQUIRED exporter awsemf/performance: logs:CreateLogStream,logs:PutLogEvents on "
                + group
                + ":log-stream:*",
            "OPTIONAL exporter awsemf/performance: logs:CreateLogGroup on " + group);
  }

  @Test
  @DisplayName("Container Insights before envsubst: any cluster's log group")
  void containerInsightsUnresolved() {
    String group =
        "arn:${Partition}:logs:${Region}:${Account}:log-group:/aws/containerinsights/*/performance";
    assertThat(module("container-insights/adot", "", Map.of()).aws())
        .endsWith(
            "REQUIRED exporter awsemf/performance: logs:CreateLogStream,logs:PutLogEvents on "
                + group
                + ":log-stream:*",
            "OPTIONAL exporter awsemf/performance: logs:CreateLogGroup on " + group);
  }

  @Test
  @DisplayName("Application metrics: discovers pods, a log stream for each pod")
  void containerInsightsDeployment() {
    ImpliedPermissions implied = module("container-insights/adot-deployment", "", substituted());

    assertThat(implied.kubernetes())
        .containsExactly("REQUIRED receiver prometheus: list,watch pods");
    String group =
        "arn:${Partition}:logs:us-west-2:${Account}:log-group:/aws/containerinsights/workshop/prometheus";
    assertThat(implied.aws())
        .containsExactly(
            "REQUIRED exporter awsemf/prometheus: logs:CreateLogStream,logs:PutLogEvents on "
                + group
                + ":log-stream:* [us-west-2]",
            "OPTIONAL exporter awsemf/prometheus: logs:CreateLogGroup on "
                + group
                + " [us-west-2]");
  }

  private static Map<String, String> substituted() {
    return Map.of(
        "EKS_CLUSTER_NAME", "workshop",
        "AWS_REGION", "us-west-2",
        "AWS_ACCOUNT_ID", "111122223333",
        "AMP_ENDPOINT", WORKSPACE);
  }

  /** Substitutes as {@code envsubst} does, but for the variables it is not told. */
  private static ImpliedPermissions module(
      String module, String tag, Map<String, String> substitutions) {
    String yaml = read("/workshop/" + module + "/opentelemetrycollector.yaml");
    for (Map.Entry<String, String> variable : substitutions.entrySet()) {
      yaml = yaml.replace("${" + variable.getKey() + "}", variable.getValue());
    }
    JsonNode resource = Serialization.unmarshal(yaml, JsonNode.class);
    String image = resource.path("spec").path("image").asText();
    String upgraded = tag.isEmpty() ? image : image.replaceFirst(":[^:/]*$", ":" + tag);
    return ImpliedPermissions.of(
        upgraded,
        literals(resource.path("spec").path("env")),
        resource.path("spec").path("config"));
  }

  private static Map<String, String> literals(JsonNode env) {
    Map<String, String> literals = new HashMap<>();
    for (JsonNode variable : env) {
      if (variable.has("value")) {
        literals.put(variable.path("name").asText(), variable.path("value").asText());
      }
    }
    return literals;
  }

  private static String read(String resource) {
    try (InputStream in = WorkshopPermissionsTest.class.getResourceAsStream(resource)) {
      assertThat(in).as(resource).isNotNull();
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
