package io.adot.operator.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DroppedNullsTest {
  private static final String WRITTEN =
      """
      {"spec": {"config": {
        "receivers": {"otlp": null, "gone": {"a": 1}},
        "processors": {"batch": null, "unused": null},
        "service": {"pipelines": {"traces": {"receivers": ["otlp"], "processors": ["batch"]}}}}}}
      """;

  private static final JsonNode STORED =
      yaml(
          """
          receivers: {otlp: {protocols: {}}}
          processors: {}
          service: {pipelines: {traces: {receivers: [otlp], processors: [batch]}}}
          """);

  @Test
  void whatIsReferredToComesBack() {
    assertThat(DroppedNulls.restored(STORED, Map.of(DroppedNulls.LAST_APPLIED, WRITTEN)))
        .isEqualTo(
            yaml(
                """
                receivers: {otlp: {protocols: {}}}
                processors: {batch: null}
                service: {pipelines: {traces: {receivers: [otlp], processors: [batch]}}}
                """));
  }

  @Test
  void protocolsWithoutSettingsComeBack() {
    JsonNode stored =
        yaml("receivers: {otlp: {protocols: {}}, jaeger: {protocols: {grpc: {endpoint: a}}}}");
    String written =
        """
        {"spec": {"config": {"receivers": {
          "otlp": {"protocols": {"grpc": null, "http": null}},
          "jaeger": {"protocols": {"grpc": {"endpoint": null}, "thrift_http": null}},
          "zipkin": {"protocols": {"no": null}}}}}}
        """;

    assertThat(DroppedNulls.restored(stored, Map.of(DroppedNulls.LAST_APPLIED, written)))
        .isEqualTo(
            yaml(
                """
                receivers:
                  otlp: {protocols: {grpc: null, http: null}}
                  jaeger: {protocols: {grpc: {endpoint: a}, thrift_http: null}}
                """));
  }

  @Test
  void withoutTheAnnotationOrWithANonsensicalOneNothingChanges() {
    assertThat(DroppedNulls.restored(STORED, Map.of())).isSameAs(STORED);
    assertThat(DroppedNulls.restored(STORED, null)).isSameAs(STORED);
    assertThat(DroppedNulls.restored(null, Map.of(DroppedNulls.LAST_APPLIED, WRITTEN))).isNull();
    assertThat(DroppedNulls.restored(STORED, Map.of(DroppedNulls.LAST_APPLIED, "{")))
        .isSameAs(STORED);
    assertThat(DroppedNulls.restored(STORED, Map.of(DroppedNulls.LAST_APPLIED, "[1]")))
        .isSameAs(STORED);
  }

  private static JsonNode yaml(String text) {
    return Serialization.unmarshal(text, JsonNode.class);
  }
}
