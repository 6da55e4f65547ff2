package io.adot.operator.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/**
 * Writes a configuration as the Go operator does, so that a ConfigMap which it made stays as it is.
 *
 * <p>The Go operator's text does not always read back as the configuration it was made of: a string
 * such as {@code 012345678901} becomes a number, a whole number from 1e6 on a float. Where that
 * would happen, the text here differs: whatever this class writes, a collector reads as the very
 * tree that was given.
 */
final class GoYaml {
  private static final int INDENT = 2;

  /** A YAML reader takes no longer key than this without being told that it is one. */
  private static final int LONGEST_SIMPLE_KEY = 1024 - 2;

  private final StringBuilder out = new StringBuilder();

  private GoYaml() {}

  /**
   * Writes a configuration.
   *
   * @param ordered the whole configuration in the order to write it in
   * @return YAML that ends with a line break
   */
  static String write(ObjectNode ordered) {
    GoYaml writer = new GoYaml();
    if (ordered.isEmpty()) {
      return "{}\n";
    }
    writer.entries(ordered, 0, 0);
    return writer.out.toString();
  }

  /**
   * Writes a map, an entry a line.
   *
   * @param indent of each entry
   * @param firstIndent what of it the first entry still needs: nothing behind the dash of a list
   */
  private void entries(JsonNode map, int indent, int firstIndent) {
    int missing = firstIndent;
    for (Map.Entry<String, JsonNode> entry : map.properties()) {
      out.append(" ".repeat(missing));
      key(entry.getKey(), indent);
      value(entry.getValue(), indent);
      missing = indent;
    }
  }

  private void key(String key, int indent) {
    String text = GoScalar.key(key);
    if (text.codePointCount(0, text.length()) > LONGEST_SIMPLE_KEY) {
      out.append("? ").append(text).append('\n').append(" ".repeat(indent));
    } else {
      out.append(text);
    }
    out.append(':');
  }

  private void value(JsonNode value, int indent) {
    if (value.isEmpty() || value.isValueNode()) {
      out.append(' ');
      scalar(value, indent, false);
    } else if (value.isObject()) {
      out.append('\n');
      entries(value, indent + INDENT, indent + INDENT);
    } else {
      out.append('\n');
      elements(value, indent + INDENT, indent + INDENT);
    }
  }

  private void elements(JsonNode list, int indent, int firstIndent) {
    int missing = firstIndent;
    for (JsonNode element : list) {
      out.append(" ".repeat(missing)).append("- ");
      if (element.isValueNode() || element.isEmpty()) {
        scalar(element, indent, true);
      } else if (element.isObject()) {
        entries(element, indent + INDENT, 0);
      } else {
        elements(element, indent + INDENT, 0);
      }
      missing = indent;
    }
  }

  private void scalar(JsonNode value, int indent, boolean inList) {
    switch (value.getNodeType()) {
      case OBJECT -> out.append("{}");
      case ARRAY -> out.append("[]");
      case STRING -> string(value.textValue(), indent + INDENT, inList);
      case NUMBER -> out.append(GoNumber.yaml(value));
      default -> out.append(value.asText());
    }
    out.append('\n');
  }

  private void string(String text, int indent, boolean inList) {
    if (GoScalar.fitsBlock(text)) {
      block(text, indent, inList);
    } else {
      out.append(GoScalar.value(text));
    }
  }

  /** A literal block, ending before its last line break. */
  private void block(String text, int indent, boolean inList) {
    String lines = text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
    out.append(lines.endsWith("\n") ? "|+" : lines.equals(text) ? "|-" : "|");
    String[] parts = lines.split("\n", -1);
    for (int i = 0; i < parts.length; i++) {
      boolean bare = parts[i].isEmpty() && (inList || i == parts.length - 1);
      out.append('\n').append(bare ? "" : " ".repeat(indent)).append(parts[i]);
    }
  }
}
