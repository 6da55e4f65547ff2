package io.adot.operator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.adot.operator.api.v1beta1.OpenTelemetryCollector;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import org.junit.jupiter.api.Test;

class AppliedTest {
  private static final String FILE =
      """
      metadata: {name: a, namespace: n, labels: {mine: new}}
      spec: {config: {receivers: {otlp: {}}}, args: {new: "1"}}
      """;

  @Test
  void whatTheLastApplicationHadAndThisOneHasNotGoes() {
    OpenTelemetryCollector result =
        Applied.to(
            collector(
                """
                metadata:
                  name: a
                  namespace: n
                  uid: u
                  resourceVersion: "7"
                  labels: {mine: old, gone: soon, others: stay}
                  annotations:
                    kubectl.kubernetes.io/last-applied-configuration: >-
                      {"metadata": {"labels": {"mine": "old", "gone": "soon"}},
                       "spec": {"image": "x", "config": {"receivers": {"zipkin": {}, "otlp": {}}}}}
                spec:
                  image: x
                  replicas: 4
                  config: {receivers: {zipkin: {}, otlp: {}}}
                status: {image: x}
                """),
            collector(FILE));

    assertThat(result.getMetadata().getLabels())
        .containsOnlyKeys("mine", "others")
        .containsEntry("mine", "new");
    assertThat(result.getMetadata().getUid()).isEqualTo("u");
    assertThat(result.getMetadata().getResourceVersion()).isNull();
    assertThat(result.getSpec().getImage()).isNull();
    assertThat(result.getSpec().getReplicas()).as("which somebody scaled").isEqualTo(4);
    assertThat(result.getSpec().getConfig()).hasToString("{\"receivers\":{\"otlp\":{}}}");
    assertThat(result.getSpec().getArgs()).containsEntry("new", "1");
    assertThat(result.getStatus().getImage()).isEqualTo("x");
  }

  @Test
  void withoutALastApplicationTheSpecIsTheFiles() {
    OpenTelemetryCollector result =
        Applied.to(
            collector(
                """
                metadata: {name: a, namespace: n, uid: u, labels: {others: stay}}
                spec: {image: x, config: {receivers: {zipkin: {}}}}
                """),
            collector(FILE));

    assertThat(result.getMetadata().getLabels()).containsOnlyKeys("mine", "others");
    assertThat(result.getSpec().getImage()).isNull();
    assertThat(result.getSpec().getConfig()).hasToString("{\"receivers\":{\"otlp\":{}}}");
  }

  private static OpenTelemetryCollector collector(String yaml) {
    return new KubernetesSerialization().unmarshal(yaml, OpenTelemetryCollector.class);
  }
}
