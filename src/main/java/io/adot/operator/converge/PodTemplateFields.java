package io.adot.operator.converge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/**
 * The pod template in a tree of a workload, and in the set of its managed fields. Any change of it
 * restarts the pods. Other kinds have none.
 */
final class PodTemplateFields {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private PodTemplateFields() {}

  /** The pod template of an object, or the part of it that the tree holds. */
  static JsonNode of(JsonNode tree) {
    return tree.path("spec").path("template");
  }

  /** Whether a set of fields has labels or annotations of a pod template. */
  static boolean hasMetadata(JsonNode fields) {
    return fields.path("f:spec").path("f:template").has("f:metadata");
  }

  /**
   * Takes the labels and annotations of the pod template that are not desired out of a set of
   * fields.
   *
   * @param fields changed
   * @return what was taken out; empty if nothing
   */
  static ObjectNode splitUndesired(ObjectNode fields, JsonNode desired) {
    ObjectNode spared = MAPPER.createObjectNode();
    for (String map : List.of("labels", "annotations")) {
      JsonNode wanted = of(desired).path("metadata").path(map);
      List<String> path = List.of("f:spec", "f:template", "f:metadata", "f:" + map);
      for (String key : keys(fields, path)) {
        if (key.startsWith("f:") && !wanted.has(key.substring(2))) {
          remove(fields, path, key);
          ObjectNode node = spared;
          for (String step : path) {
            node = node.withObjectProperty(step);
          }
          node.putObject(key);
        }
      }
    }
    return spared;
  }

  /** The keys of labels and annotations that the pod template of a live object has beyond ours. */
  static List<String> undesired(JsonNode live, JsonNode desired) {
    List<String> undesired = new ArrayList<>();
    for (String map : List.of("labels", "annotations")) {
      JsonNode wanted = of(desired).path("metadata").path(map);
      keys(of(live), List.of("metadata", map)).stream()
          .filter(key -> !wanted.has(key))
          .forEach(undesired::add);
    }
    return undesired;
  }

  private static List<String> keys(JsonNode fields, List<String> path) {
    JsonNode node = fields;
    for (String step : path) {
      node = node.path(step);
    }
    List<String> keys = new ArrayList<>();
    node.fieldNames().forEachRemaining(keys::add);
    return keys;
  }

  /**
   * Takes a field out of a set. An empty set would mean the whole field, so what becomes empty goes
   * as well.
   */
  static void remove(ObjectNode node, List<String> path, String key) {
    if (path.isEmpty()) {
      node.remove(key);
    } else if (node.get(path.get(0)) instanceof ObjectNode child && !child.isEmpty()) {
      remove(child, path.subList(1, path.size()), key);
      if (child.isEmpty()) {
        node.remove(path.get(0));
      }
    }
  }
}
