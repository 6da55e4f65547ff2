package io.adot.operator.testing.mock;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.utils.Serialization;

/** JSON and YAML as trees. */
final class Json {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private Json() {}

  static ObjectNode object(String json) {
    return read(json) instanceof ObjectNode object ? object : MAPPER.createObjectNode();
  }

  static JsonNode read(String json) {
    try {
      return MAPPER.readTree(json);
    } catch (JsonProcessingException malformed) {
      throw new Refusal(400, "not JSON: " + malformed.getOriginalMessage());
    }
  }

  /** JSON is YAML too. */
  static ObjectNode yamlObject(String yaml) {
    return Serialization.unmarshal(yaml, ObjectNode.class);
  }

  static ObjectNode empty() {
    return MAPPER.createObjectNode();
  }
}
