package io.adot.operator.render;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The fields of a collector's spec that hold values and not further fields, as the CRD lists them:
 * items of a list are at {@code []}, values of a map at <code>{}</code>.
 */
final class SpecFields {
  /**
   * A field.
   *
   * @param path below {@code spec}
   * @param with specs in which the field, and what its holders require, is set: one for each value
   *     worth trying
   * @param without the same spec without the field
   */
  record SpecField(String path, List<JsonNode> with, JsonNode without) {}

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  /** What no schema tells: strings that Kubernetes or this operator reads as something. */
  private static final Map<String, String> TEXTS =
      Map.of(
          "ports[].protocol", "UDP",
          "initContainers[].ports[].protocol", "UDP",
          "additionalContainers[].ports[].protocol", "UDP",
          "ipFamilies[]", "IPv6",
          "sessionAffinity", "ClientIP",
          "trafficDistribution", "PreferClose",
          "ipFamilyPolicy", "PreferDualStack");

  private final List<SpecField> fields = new ArrayList<>();

  private SpecFields() {}

  /** All fields, in the order of the CRD. */
  static List<SpecField> all() {
    SpecFields fields = new SpecFields();
    for (Map.Entry<String, JsonNode> property : spec().path("properties").properties()) {
      String name = property.getKey();
      fields.add(
          name,
          property.getValue(),
          value -> JSON.objectNode().set(name, value),
          JSON.objectNode());
    }
    return fields.fields;
  }

  private static JsonNode spec() {
    try {
      return new YAMLMapper()
          .readTree(Path.of("crd", "opentelemetry.io_opentelemetrycollectors.yaml").toFile())
          .at("/spec/versions/0/schema/openAPIV3Schema/properties/spec");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Puts a value where it belongs in a spec. */
  private interface Place {
    JsonNode spec(JsonNode value);
  }

  private void add(String path, JsonNode schema, Place place, JsonNode without) {
    if (schema.has("properties")) {
      for (Map.Entry<String, JsonNode> property : schema.get("properties").properties()) {
        ObjectNode siblings = required(path, schema);
        siblings.remove(property.getKey());
        add(
            path + "." + property.getKey(),
            property.getValue(),
            value -> place.spec(siblings.deepCopy().set(property.getKey(), value)),
            place.spec(siblings));
      }
    } else if (schema.has("items")) {
      ArrayNode none = JSON.arrayNode();
      add(
          path + "[]",
          schema.get("items"),
          value -> place.spec(none.deepCopy().add(value)),
          place.spec(none));
    } else if (schema.path("additionalProperties").isObject()) {
      ObjectNode none = JSON.objectNode();
      add(
          path + "{}",
          schema.get("additionalProperties"),
          value -> place.spec(none.deepCopy().set("key", value)),
          place.spec(none));
    } else {
      List<JsonNode> with = values(path, schema).stream().map(place::spec).toList();
      fields.add(new SpecField(path, with, without));
    }
  }

  private static ObjectNode required(String path, JsonNode schema) {
    ObjectNode object = JSON.objectNode();
    for (JsonNode name : schema.path("required")) {
      String property = name.asText();
      object.set(property, sample(path + "." + property, schema.at("/properties/" + property)));
    }
    return object;
  }

  private static JsonNode sample(String path, JsonNode schema) {
    return switch (schema.path("type").asText()) {
      case "object" -> required(path, schema);
      case "array" -> JSON.arrayNode().add(sample(path + "[]", schema.get("items")));
      default -> values(path, schema).get(0);
    };
  }

  private static List<JsonNode> values(String path, JsonNode schema) {
    if (schema.has("enum")) {
      List<JsonNode> values = new ArrayList<>();
      schema.get("enum").forEach(values::add);
      return values;
    }
    return switch (schema.path("type").asText()) {
      case "boolean" -> List.of(JSON.booleanNode(true), JSON.booleanNode(false));
      case "integer" -> List.of(JSON.numberNode(17));
      case "string" -> List.of(JSON.textNode(TEXTS.getOrDefault(path, "text")));
      case "object" -> List.of(JSON.objectNode().put("any", 17));
      default -> List.of(JSON.textNode("20"));
    };
  }
}
