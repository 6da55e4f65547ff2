package io.adot.operator.converge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A live object as somebody wants to see it beside a desired one: the fields that applying would
 * set or take away, and no others, written as the desired object writes them where both mean the
 * same.
 */
final class Contrast {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** Fields that tell an item of a list from its siblings, the first that an item has. */
  private static final List<String> KEYS =
      List.of("name", "mountPath", "uid", "containerPort", "port", "type", "topologyKey");

  /** Of these, nothing is filled in by the API server. */
  private static final Set<String> MAPS = Set.of("labels", "annotations", "data", "matchLabels");

  private final boolean withoutDefaults;

  private Contrast(boolean withoutDefaults) {
    this.withoutDefaults = withoutDefaults;
  }

  /**
   * What the desired object is to be compared with.
   *
   * @param desired in canonical form
   * @param owned the live fields that we own
   * @param live all live fields
   * @param inherited whether another operator's plain updates made them ours: then what is not
   *     desired may be no more than what the API server filled in, and would fill in again
   */
  static ObjectNode of(JsonNode desired, JsonNode owned, JsonNode live, boolean inherited) {
    return new Contrast(inherited).members(desired, owned, live, "");
  }

  private JsonNode node(JsonNode desired, JsonNode owned, JsonNode live, String field) {
    JsonNode compared = owned.isMissingNode() ? live : owned;
    if (Sameness.holds(desired, compared, live, field)) {
      return desired;
    }
    if (desired.isObject() && live.isObject()) {
      return members(desired, owned, live, field);
    }
    return desired.isArray() && live.isArray()
        ? items(desired, owned, live, field)
        : Sameness.holds(desired, live, live, field) ? desired : live;
  }

  private ObjectNode members(JsonNode desired, JsonNode owned, JsonNode live, String field) {
    ObjectNode seen = MAPPER.createObjectNode();
    for (Map.Entry<String, JsonNode> wanted : desired.properties()) {
      String name = wanted.getKey();
      if (live.has(name)) {
        String kind = Sameness.isQuantities(field) ? field : name;
        seen.set(name, node(wanted.getValue(), owned.path(name), live.get(name), kind));
      } else if (Sameness.isOmitted(wanted.getValue())) {
        seen.set(name, wanted.getValue());
      }
    }
    for (Map.Entry<String, JsonNode> ours : owned.properties()) {
      boolean leaves = !desired.has(ours.getKey()) && !Sameness.isEmptyContainer(ours.getValue());
      if (leaves && (!withoutDefaults || MAPS.contains(field))) {
        seen.set(ours.getKey(), ours.getValue());
      }
    }
    return seen;
  }

  private ArrayNode items(JsonNode desired, JsonNode owned, JsonNode live, String field) {
    List<JsonNode> left = new ArrayList<>();
    desired.forEach(left::add);
    ArrayNode seen = MAPPER.createArrayNode();
    for (JsonNode item : live) {
      JsonNode ours = like(item, owned).orElse(MissingNode.getInstance());
      Optional<JsonNode> wanted = like(item, left);
      if (wanted.isPresent()) {
        left.remove(wanted.get());
        seen.add(node(wanted.get(), ours, item, ""));
      } else if (!ours.isMissingNode()) {
        seen.add(ours);
      }
    }
    return Sameness.isWithoutOrder(field) ? inOrderOf(desired, seen) : seen;
  }

  private static ArrayNode inOrderOf(JsonNode desired, ArrayNode items) {
    List<JsonNode> left = new ArrayList<>();
    items.forEach(left::add);
    ArrayNode sorted = MAPPER.createArrayNode();
    for (JsonNode wanted : desired) {
      like(wanted, left)
          .ifPresent(
              item -> {
                left.remove(item);
                sorted.add(item);
              });
    }
    return sorted.addAll(left);
  }

  private static Optional<JsonNode> like(JsonNode item, Iterable<JsonNode> others) {
    JsonNode key = key(item);
    for (JsonNode other : others) {
      if (key(other).equals(key)) {
        return Optional.of(other);
      }
    }
    return Optional.empty();
  }

  private static JsonNode key(JsonNode item) {
    return KEYS.stream()
        .filter(item::has)
        .findFirst()
        .<JsonNode>map(name -> MAPPER.createObjectNode().set(name, item.get(name)))
        .orElse(item);
  }
}
