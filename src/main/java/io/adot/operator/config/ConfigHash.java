package io.adot.operator.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.Map;

/** The hash of a configuration: SHA-256 over the JSON that Go makes of it. */
final class ConfigHash {
  private ConfigHash() {}

  /**
   * Hashes a configuration.
   *
   * @param ordered the whole configuration in the order to hash it in
   * @return 64 lower-case hexadecimal digits
   */
  static String of(ObjectNode ordered) {
    byte[] json = json(ordered).getBytes(StandardCharsets.UTF_8);
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(json));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }

  /** The configuration as Go's {@code encoding/json} writes it. */
  private static String json(ObjectNode ordered) {
    StringBuilder out = new StringBuilder();
    append(ordered, out);
    return out.toString();
  }

  private static void append(JsonNode node, StringBuilder out) {
    switch (node.getNodeType()) {
      case OBJECT -> appendMap(node, out);
      case ARRAY -> appendList(node, out);
      case STRING -> appendString(node.textValue(), out);
      case NUMBER -> out.append(GoNumber.json(node));
      default -> out.append(node.asText());
    }
  }

  private static void appendMap(JsonNode map, StringBuilder out) {
    out.append('{');
    Iterator<Map.Entry<String, JsonNode>> entries = map.properties().iterator();
    while (entries.hasNext()) {
      Map.Entry<String, JsonNode> entry = entries.next();
      appendString(entry.getKey(), out);
      out.append(':');
      append(entry.getValue(), out);
      out.append(entries.hasNext() ? "," : "");
    }
    out.append('}');
  }

  private static void appendList(JsonNode list, StringBuilder out) {
    out.append('[');
    for (int i = 0; i < list.size(); i++) {
      out.append(i == 0 ? "" : ",");
      append(list.get(i), out);
    }
    out.append(']');
  }

  private static void appendString(String text, StringBuilder out) {
    out.append('"');
    text.codePoints().forEach(c -> appendCharacter(c, out));
    out.append('"');
  }

  /** Go escapes what would be markup in HTML, and two line separators that JavaScript stops at. */
  private static void appendCharacter(int c, StringBuilder out) {
    switch (c) {
      case '"' -> out.append("\\\"");
      case '\\' -> out.append("\\\\");
      case '\b' -> out.append("\\b");
      case '\f' -> out.append("\\f");
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      case '<', '>', '&', 0x2028, 0x2029 -> out.append(String.format("\\u%04x", c));
      default -> {
        if (c < 0x20) {
          out.append(String.format("\\u%04x", c));
        } else if (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) {
          out.append("\ufffd");
        } else {
          out.appendCodePoint(c);
        }
      }
    }
  }
}
