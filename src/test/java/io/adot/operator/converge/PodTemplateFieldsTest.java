package io.adot.operator.converge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.utils.Serialization;
import org.junit.jupiter.api.Test;

class PodTemplateFieldsTest {
  @Test
  void whatOthersWroteIntoAPodTemplateIsToldByItsKeys() {
    JsonNode live =
        tree(
            """
            metadata: {labels: {own: "1", injected: "1"}}
            spec:
              template:
                metadata:
                  labels: {own: "1", team: x}
                  annotations: {ours: old, kubectl.kubernetes.io/restartedAt: "now"}
            """);
    JsonNode desired =
        tree(
            """
            spec: {template: {metadata: {labels: {own: "1", more: "1"}, annotations: {ours: new}}}}
            """);

    assertThat(PodTemplateFields.undesired(live, desired))
        .containsExactly("team", "kubectl.kubernetes.io/restartedAt");
    assertThat(PodTemplateFields.undesired(tree("data: {a: b}"), desired)).isEmpty();
  }

  private static JsonNode tree(String yaml) {
    return Serialization.unmarshal(yaml, JsonNode.class);
  }
}
