package io.adot.operator.testing.mock;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The fields of an object in the format of managed fields (FieldsV1). */
final class FieldSet {
  private static final List<String> IDENTITY = List.of("apiVersion", "kind", "status");
  private static final List<String> METADATA =
      List.of("labels", "annotations", "ownerReferences", "finalizers");

  private FieldSet() {}

  /** The fields that an applied object claims. */
  static ObjectNode of(ObjectNode applied) {
    ObjectNode claimed = applied.deepCopy();
    claimed.remove(IDENTITY);
    if (claimed.get("metadata") instanceof ObjectNode metadata) {
      metadata.retain(METADATA);
      if (metadata.isEmpty()) {
        claimed.remove("metadata");
      }
    }
    return members(claimed);
  }

  private static ObjectNode members(JsonNode object) {
    ObjectNode fields = ((ObjectNode) object).objectNode();
    for (Map.Entry<String, JsonNode> member : object.properties()) {
      fields.set("f:" + member.getKey(), value(member.getKey(), member.getValue(), fields));
    }
    return fields;
  }

  private static ObjectNode value(String field, JsonNode value, ObjectNode factory) {
    if (value.isObject() && !MergeKeys.isReplaced(field)) {
      return members(value);
    }
    ObjectNode fields = factory.objectNode();
    if (field.equals("finalizers")) {
      value.forEach(item -> fields.set("v:" + item, factory.objectNode()));
    } else if (value.isArray()) {
      Optional<List<String>> keys = MergeKeys.of(field, value);
      keys.ifPresent(names -> value.forEach(item -> fields.set(selector(item, names), item(item))));
    }
    return fields;
  }

  static String selector(JsonNode item, List<String> keys) {
    return "k:" + MergeKeys.key(item, keys);
  }

  private static ObjectNode item(JsonNode item) {
    ObjectNode fields = members(item);
    fields.putObject(".");
    return fields;
  }
}
