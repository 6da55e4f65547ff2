package io.adot.operator.lint;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** All texts in a tree, and where they stand. */
final class Texts {
  private static final int DEEPEST = 64;

  private Texts() {}

  /**
   * Where a text stands; put into words only for the few that something is said of.
   *
   * @param above where the map or list stands that it is in
   * @param key in the map; empty in a list
   * @param index in the list
   */
  record Spot(@Nullable Spot above, String key, int index) {

    /** The path, as findings give it. */
    String path() {
      if (above == null) {
        return key;
      }
      return above.path() + (key.isEmpty() ? "[" + index + "]" : "." + key);
    }
  }

  /**
   * Visits the texts, in the order of the document.
   *
   * @param node where to begin
   * @param path of the node
   * @param visitor takes spot and text
   */
  static void visit(JsonNode node, String path, BiConsumer<Spot, String> visitor) {
    visit(node, new Spot(null, path, 0), 0, visitor);
  }

  private static void visit(JsonNode node, Spot spot, int depth, BiConsumer<Spot, String> visitor) {
    if (node.isTextual()) {
      visitor.accept(spot, node.textValue());
    }
    if (depth > DEEPEST) {
      return;
    }
    if (node.isObject()) {
      for (Map.Entry<String, JsonNode> entry : node.properties()) {
        visit(entry.getValue(), new Spot(spot, entry.getKey(), 0), depth + 1, visitor);
      }
    }
    for (int i = 0; node.isArray() && i < node.size(); i++) {
      visit(node.get(i), new Spot(spot, "", i), depth + 1, visitor);
    }
  }
}
