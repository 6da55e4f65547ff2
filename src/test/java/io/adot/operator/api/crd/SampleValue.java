package io.adot.operator.api.crd;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** Values that a schema admits, with every property of it present. */
enum SampleValue {
  /** Values that mean something. */
  TELLING {
    @Override
    JsonNode scalar(JsonNode schema) {
      return switch (schema.path("type").asText()) {
        case "boolean" -> JSON.booleanNode(true);
        case "integer" -> JSON.numberNode(17);
        case "string" -> JSON.textNode(text(schema.path("format").asText()));
        default -> JSON.textNode("1500m");
      };
    }

    private String text(String format) {
      return switch (format) {
        case "date-time" -> "2026-01-01T00:00:00Z";
        case "duration" -> "1m30s";
        default -> "text";
      };
    }
  },
  /** Values that a careless serialiser takes for absent. */
  ZERO {
    @Override
    JsonNode scalar(JsonNode schema) {
      return switch (schema.path("type").asText()) {
        case "boolean" -> JSON.booleanNode(false);
        case "integer" -> JSON.numberNode(0);
        case "string" -> JSON.textNode("");
        default -> JSON.textNode("0");
      };
    }
  };

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  abstract JsonNode scalar(JsonNode schema);

  JsonNode of(JsonNode schema) {
    return of(schema, false);
  }

  private JsonNode of(JsonNode schema, boolean free) {
    boolean preserving = free || schema.has("x-kubernetes-preserve-unknown-fields");
    if (schema.has("enum")) {
      return schema.get("enum").get(schema.get("enum").size() - 1);
    } else if (schema.has("items")) {
      return JSON.arrayNode().add(of(schema.get("items"), preserving));
    } else if (!schema.path("type").asText().equals("object")) {
      return scalar(schema);
    }
    ObjectNode object = JSON.objectNode();
    for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
      object.set(property.getKey(), of(property.getValue()));
    }
    if (schema.has("additionalProperties")) {
      object.set("any.key/of-it", of(schema.get("additionalProperties")));
    } else if (preserving) {
      ObjectNode unknown = object.putObject("unknown");
      unknown.putNull("nothing").put("big", 9007199254740993L).put("digits", "017");
      unknown.putArray("list").add(1).add(true).addObject().put("deep", "x");
    }
    return object;
  }
}
