package io.adot.operator.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Damages JSON at random: what is there goes, becomes something else, or stands where it should
 * not.
 */
public final class Mutation {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private static final List<String> ODD =
      List.of(
          "",
          " ",
          "null",
          "true",
          "0",
          "-1",
          "1e999",
          "99999999999999999999",
          "${env:",
          "${}",
          "${env:A:-${env:B}}",
          "$",
          "$$",
          "[::]:4317",
          "[",
          ":",
          "::",
          "0.0.0.0:0",
          ":99999",
          "0.0.0.0:${env:PORT}",
          "unix:///x",
          "http://h:1/p?q",
          "a/b/c",
          "/",
          "/x",
          "x/",
          "*",
          "\u0000",
          "\n",
          "a\nb: c",
          "\ud83d\ude80",
          "\ufeff",
          "é".repeat(300),
          "x".repeat(5000),
          "{{",
          "- a",
          "#",
          "arn:aws:iam::1:role/x",
          "(((((",
          "(a+)+$",
          "127.0.0.1",
          "${file:/etc/passwd}",
          "%s%n",
          "..");

  private final Random random;

  /**
   * @param random where chance comes from
   */
  public Mutation(Random random) {
    this.random = random;
  }

  /** Damages a few places of a tree below one of its members, which it changes. */
  public void damage(ObjectNode tree) {
    for (int i = 1 + random.nextInt(4); i > 0; i--) {
      List<JsonNode> holders = new ArrayList<>();
      collect(tree, holders);
      JsonNode holder = holders.get(random.nextInt(holders.size()));
      if (holder instanceof ObjectNode object && !object.isEmpty()) {
        List<String> keys = new ArrayList<>();
        object.fieldNames().forEachRemaining(keys::add);
        String key = keys.get(random.nextInt(keys.size()));
        switch (random.nextInt(4)) {
          case 0 -> object.remove(key);
          case 1 -> object.set(text(), object.get(key).deepCopy());
          case 2 -> object.set(key, holders.get(random.nextInt(holders.size())).deepCopy());
          default -> object.set(key, value());
        }
      } else if (holder instanceof ArrayNode array && !array.isEmpty()) {
        int at = random.nextInt(array.size());
        switch (random.nextInt(3)) {
          case 0 -> array.remove(at);
          case 1 -> array.add(array.get(at).deepCopy());
          default -> array.set(at, value());
        }
      }
    }
  }

  /** Any value that is rarely expected. */
  public JsonNode value() {
    return switch (random.nextInt(9)) {
      case 0 -> JSON.nullNode();
      case 1 -> JSON.booleanNode(random.nextBoolean());
      case 2 -> JSON.numberNode(random.nextInt());
      case 3 -> JSON.numberNode(BigInteger.TWO.pow(random.nextInt(300)).negate());
      case 4 -> JSON.numberNode(new BigDecimal("1e" + random.nextInt(400)));
      case 5 -> JSON.arrayNode().add(text());
      case 6 -> JSON.objectNode().put(text(), text());
      default -> JSON.textNode(text());
    };
  }

  /** Odd text, or random bytes. */
  public String text() {
    return random.nextBoolean() ? ODD.get(random.nextInt(ODD.size())) : bytes(40);
  }

  /** Random bytes as text, rich in what has a meaning in YAML. */
  public String bytes(int atMost) {
    byte[] bytes = new byte[random.nextInt(atMost + 1)];
    random.nextBytes(bytes);
    byte[] marks = "{}[]:,-\"'\n $&*!|>#%@0aA/".getBytes(StandardCharsets.US_ASCII);
    for (int i = 0; i < bytes.length; i++) {
      if (random.nextBoolean()) {
        bytes[i] = marks[random.nextInt(marks.length)];
      }
    }
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static void collect(JsonNode node, List<JsonNode> holders) {
    if (node.isContainerNode()) {
      holders.add(node);
      node.forEach(child -> collect(child, holders));
    }
  }
}
