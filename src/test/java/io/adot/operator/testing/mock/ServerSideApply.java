package io.adot.operator.testing.mock;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Server-side apply: what is applied is merged in, what the same manager applied before and no
 * longer does is taken away. Conflicts count as forced. Fields that others set by plain updates are
 * not tracked, they are nobody's.
 */
final class ServerSideApply {
  private final ObjectNode current;
  private final ObjectNode applied;
  private final String manager;

  /**
   * Takes both sides.
   *
   * @param current what is stored; unchanged. An empty object when nothing is
   * @param applied in the form in which it would be stored
   * @param manager who applies
   */
  ServerSideApply(ObjectNode current, ObjectNode applied, String manager) {
    this.current = current;
    this.applied = applied;
    this.manager = manager;
  }

  /**
   * What is to be stored, with its managed fields.
   *
   * @throws Refusal for a list with two items of one key, as the API server does
   */
  ObjectNode result() {
    ObjectNode result = merge(current, applied);
    ObjectNode claimed = FieldSet.of(applied);
    ArrayNode others = result.arrayNode();
    Optional<JsonNode> before = Optional.empty();
    for (JsonNode entry : current.path("metadata").path("managedFields")) {
      if (entry.path("manager").asText().equals(manager)) {
        before = Optional.of(entry);
      } else {
        others.add(entry);
      }
    }
    before.ifPresent(entry -> takeAway(result, entry.path("fieldsV1"), claimed, others));
    ArrayNode managed = others.deepCopy();
    managed.add(
        before
            .filter(entry -> entry.path("fieldsV1").equals(claimed))
            .orElseGet(() -> entry(claimed)));
    result.withObject("metadata").set("managedFields", managed);
    return result;
  }

  private ObjectNode entry(ObjectNode fields) {
    return fields
        .objectNode()
        .put("manager", manager)
        .put("operation", "Apply")
        .put("apiVersion", applied.path("apiVersion").asText())
        .put("time", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString())
        .put("fieldsType", "FieldsV1")
        .set("fieldsV1", fields);
  }

  private static ObjectNode merge(JsonNode current, JsonNode applied) {
    ObjectNode merged = current.deepCopy();
    for (Map.Entry<String, JsonNode> field : applied.properties()) {
      JsonNode before = merged.get(field.getKey());
      merged.set(field.getKey(), mergeValue(field.getKey(), before, field.getValue()));
    }
    return merged;
  }

  private static JsonNode mergeValue(String field, @Nullable JsonNode before, JsonNode value) {
    if (value instanceof ObjectNode object) {
      boolean fresh = !(before instanceof ObjectNode) || MergeKeys.isReplaced(field);
      return merge(fresh ? object.objectNode() : before, object);
    }
    if (value instanceof ArrayNode list) {
      ArrayNode old = before instanceof ArrayNode there ? there : list.arrayNode();
      if (field.equals("finalizers")) {
        return union(old, list);
      }
      return MergeKeys.of(field, list)
          .<JsonNode>map(keys -> byKey(field, old, list, keys))
          .orElse(list);
    }
    return value;
  }

  /** Applied items first, in their order, then those of others. */
  private static ArrayNode byKey(String field, ArrayNode old, ArrayNode list, List<String> keys) {
    Map<String, JsonNode> left = new LinkedHashMap<>();
    old.forEach(item -> left.put(FieldSet.selector(item, keys), item));
    Set<String> seen = new HashSet<>();
    ArrayNode merged = list.arrayNode();
    for (JsonNode item : list) {
      String selector = FieldSet.selector(item, keys);
      if (!seen.add(selector)) {
        throw new Refusal(
            500,
            "failed to create typed patch object: "
                + field
                + ": duplicate entries for key "
                + selector);
      }
      JsonNode before = left.remove(selector);
      merged.add(merge(before == null ? list.objectNode() : before, item));
    }
    return merged.addAll(left.values());
  }

  private static ArrayNode union(ArrayNode old, ArrayNode list) {
    Set<JsonNode> all = new LinkedHashSet<>();
    list.forEach(all::add);
    old.forEach(all::add);
    return list.arrayNode().addAll(all);
  }

  /** Removes what was claimed before, no longer is, and nobody else claims. */
  private static void takeAway(JsonNode node, JsonNode before, JsonNode now, JsonNode others) {
    for (Map.Entry<String, JsonNode> field : before.properties()) {
      String selector = field.getKey();
      JsonNode child = child(node, selector);
      if (child == null) {
        continue;
      }
      JsonNode still = now.path(selector);
      boolean gone = still.isMissingNode();
      boolean whole = field.getValue().isEmpty() || gone && selector.startsWith("k:");
      ArrayNode rest = othersBelow(others, selector);
      if (!whole && (gone || !still.isEmpty())) {
        takeAway(child, field.getValue(), still, rest);
      }
      if (gone && rest.isEmpty() && (whole || child.isContainerNode() && child.isEmpty())) {
        remove(node, selector, child);
      }
    }
  }

  /** What the other managers own below a field: one set of fields for each that does. */
  private static ArrayNode othersBelow(JsonNode others, String selector) {
    ArrayNode below = ((ArrayNode) others).arrayNode();
    for (JsonNode other : others) {
      JsonNode fields = other.has("fieldsV1") ? other.get("fieldsV1") : other;
      if (fields.has(selector)) {
        below.add(fields.get(selector));
      }
    }
    return below;
  }

  private static @Nullable JsonNode child(JsonNode node, String selector) {
    if (selector.startsWith("f:")) {
      return node.get(selector.substring(2));
    }
    for (JsonNode item : node) {
      if (selector.equals("v:" + item) || selector.startsWith("k:") && hasKey(item, selector)) {
        return item;
      }
    }
    return null;
  }

  private static boolean hasKey(JsonNode item, String selector) {
    ObjectNode key = Json.object(selector.substring(2));
    return key.properties().stream()
        .allMatch(part -> part.getValue().equals(item.get(part.getKey())));
  }

  private static void remove(JsonNode node, String selector, JsonNode child) {
    if (node instanceof ObjectNode object) {
      object.remove(selector.substring(2));
    } else if (node instanceof ArrayNode list) {
      for (int i = 0; i < list.size(); i++) {
        if (list.get(i) == child) {
          list.remove(i);
          return;
        }
      }
    }
  }
}
