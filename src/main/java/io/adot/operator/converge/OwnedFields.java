package io.adot.operator.converge;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import java.util.Map;
import java.util.Optional;

/**
 * The part of a live object that a field manager applied, read from {@code metadata.managedFields}
 * (format FieldsV1 of structured-merge-diff: {@code f:} a field, {@code k:} an item by its keys,
 * {@code v:} an item by its value, {@code .} the thing itself).
 */
final class OwnedFields {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private OwnedFields() {}

  /**
   * What the manager owns by server-side apply.
   *
   * @param live the object with its managed fields
   * @param tree the same object as a tree; unchanged
   * @return empty when the manager never applied it
   */
  static Optional<JsonNode> of(HasMetadata live, JsonNode tree, String manager) {
    return live.getMetadata().getManagedFields().stream()
        .filter(entry -> manager.equals(entry.getManager()))
        .filter(entry -> "Apply".equals(entry.getOperation()))
        .filter(entry -> entry.getSubresource() == null || entry.getSubresource().isEmpty())
        .findFirst()
        .map(ManagedFieldsEntry::getFieldsV1)
        .map(fields -> extract(tree, MAPPER.valueToTree(fields)));
  }

  /** Whether a tree has any of the values that a set of managed fields names. */
  static boolean isAnyIn(JsonNode tree, JsonNode fields) {
    for (Map.Entry<String, JsonNode> field : fields.properties()) {
      String key = field.getKey();
      boolean leaf = field.getValue().isEmpty();
      if (key.startsWith("f:") && tree.has(key.substring(2))) {
        if (leaf || isAnyIn(tree.get(key.substring(2)), field.getValue())) {
          return true;
        }
      } else if (!key.startsWith("f:") && tree.isArray()) {
        for (JsonNode item : tree) {
          if (isItem(key, item) && (leaf || isAnyIn(item, field.getValue()))) {
            return true;
          }
        }
      }
    }
    return false;
  }

  private static JsonNode extract(JsonNode live, JsonNode fields) {
    if (fields.isEmpty()) {
      return live;
    }
    return live.isArray() ? items(live, fields) : members(live, fields);
  }

  private static ObjectNode members(JsonNode live, JsonNode fields) {
    ObjectNode owned = MAPPER.createObjectNode();
    for (Map.Entry<String, JsonNode> field : fields.properties()) {
      String name = field.getKey().startsWith("f:") ? field.getKey().substring(2) : "";
      if (!name.isEmpty() && live.has(name)) {
        owned.set(name, extract(live.get(name), field.getValue()));
      }
    }
    return owned;
  }

  /** Items come in the order of the live list, whatever the order of the managed fields. */
  private static ArrayNode items(JsonNode live, JsonNode fields) {
    ArrayNode owned = MAPPER.createArrayNode();
    for (JsonNode item : live) {
      for (Map.Entry<String, JsonNode> field : fields.properties()) {
        if (isItem(field.getKey(), item)) {
          owned.add(field.getKey().startsWith("k:") ? extract(item, field.getValue()) : item);
          break;
        }
      }
    }
    return owned;
  }

  private static boolean isItem(String selector, JsonNode item) {
    if (selector.length() < 2) {
      return false;
    }
    JsonNode wanted = parse(selector.substring(2));
    if (selector.startsWith("v:")) {
      return wanted.equals(item);
    }
    return selector.startsWith("k:")
        && wanted.properties().stream()
            .allMatch(key -> key.getValue().equals(item.get(key.getKey())));
  }

  private static JsonNode parse(String json) {
    try {
      return MAPPER.readTree(json);
    } catch (JsonProcessingException malformed) {
      return MAPPER.missingNode();
    }
  }
}
