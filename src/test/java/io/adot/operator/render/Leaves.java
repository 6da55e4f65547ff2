package io.adot.operator.render;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.TreeMap;

/** An object as its leaves: {@code spec.ports[0].name} and the like, each with its value. */
final class Leaves {
  private final Map<String, String> leaves = new TreeMap<>();

  private Leaves() {}

  static Map<String, String> of(JsonNode object) {
    Leaves leaves = new Leaves();
    leaves.add("", object);
    return leaves.leaves;
  }

  private void add(String path, JsonNode node) {
    if (node.isObject() && !node.isEmpty()) {
      node.properties().forEach(e -> add(child(path, e.getKey()), e.getValue()));
    } else if (node.isArray() && !node.isEmpty()) {
      for (int i = 0; i < node.size(); i++) {
        add(path + "[" + i + "]", node.get(i));
      }
    } else {
      leaves.put(path, node.isValueNode() ? node.asText() : node.toString());
    }
  }

  private static String child(String path, String key) {
    String name = key.matches("[\\w-]+") ? key : "'" + key + "'";
    return path.isEmpty() ? name : path + "." + name;
  }
}
