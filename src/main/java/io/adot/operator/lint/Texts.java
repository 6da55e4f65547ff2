package io.adot.operator.lint;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.function.BiConsumer;

/** All texts in a tree, and where they stand. */
final class Texts {
  private static final int DEEPEST = 64;

  private Texts() {}

  /**
   * Visits the texts, in the order of the document.
   *
   * @param node where to begin
   * @param path of the node
   * @param visitor takes path and text
   */
  static void visit(JsonNode node, String path, BiConsumer<String, String> visitor) {
    visit(node, path, 0, visitor);
  }

  private static void visit(
      JsonNode node, String path, int depth, BiConsumer<String, String> visitor) {
    if (node.isTextual()) {
      visitor.accept(path, node.textValue());
    }
    if (depth > DEEPEST) {
      return;
    }
    for (Map.Entry<String, JsonNode> entry : node.properties()) {
      visit(entry.getValue(), path + "." + entry.getKey(), depth + 1, visitor);
    }
    for (int i = 0; node.isArray() && i < node.size(); i++) {
      visit(node.get(i), path + "[" + i + "]", depth + 1, visitor);
    }
  }
}
