package io.adot.operator.config;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * Reads YAML with the types that a collector gives to plain scalars (go.yaml.in/yaml v3). Written
 * apart from the code under test, by parsing instead of by patterns.
 */
final class CollectorYaml {
  private static final BigInteger LARGEST = BigInteger.TWO.pow(64).subtract(BigInteger.ONE);
  private static final BigInteger SMALLEST = BigInteger.TWO.pow(63).negate();

  private static final Pattern TIMESTAMP =
      Pattern.compile(
          "(\\d{4})-(\\d{1,2})-(\\d{1,2})"
              + "(?:(?:[Tt]|\\s+)(\\d{1,2}):(\\d{1,2}):(\\d{1,2})(?:[.,]\\d+)?"
              + "(?:Z|[-+]\\d\\d:\\d\\d)?)?");

  private CollectorYaml() {}

  /** The text as maps, lists, strings, booleans, nulls, whole numbers and floats. */
  static @Nullable Object read(String yaml) {
    // The library fails on a surrogate pair that ends its buffer, so the whole text gets into one.
    LoadSettings settings =
        LoadSettings.builder()
            .setCodePointLimit(Integer.MAX_VALUE)
            .setBufferSize(yaml.length() + 2)
            .build();
    return value(new Compose(settings).composeString(yaml).orElseThrow());
  }

  /** A tree in the form that {@link #read} gives, with the numbers that a reader can hold. */
  static @Nullable Object comparable(JsonNode node) {
    return switch (node.getNodeType()) {
      case OBJECT -> {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        node.properties().forEach(e -> map.put(e.getKey(), comparable(e.getValue())));
        yield map;
      }
      case ARRAY -> {
        List<@Nullable Object> list = new ArrayList<>();
        node.forEach(element -> list.add(comparable(element)));
        yield list;
      }
      case NUMBER -> number(node);
      case BOOLEAN -> node.booleanValue();
      case NULL -> null;
      default -> node.asText();
    };
  }

  private static Object number(JsonNode node) {
    BigDecimal decimal = node.decimalValue();
    boolean whole = decimal.stripTrailingZeros().scale() <= 0;
    boolean digits = node.isIntegralNumber() || decimal.abs().compareTo(new BigDecimal("1e21")) < 0;
    return whole && digits ? whole(decimal.toBigIntegerExact()) : (Object) node.doubleValue();
  }

  private static Object whole(BigInteger integer) {
    boolean fits = integer.compareTo(SMALLEST) >= 0 && integer.compareTo(LARGEST) <= 0;
    return fits ? integer : (Object) integer.doubleValue();
  }

  private static @Nullable Object value(Node node) {
    if (node instanceof MappingNode mapping) {
      Map<@Nullable Object, @Nullable Object> map = new LinkedHashMap<>();
      mapping.getValue().forEach(t -> map.put(value(t.getKeyNode()), value(t.getValueNode())));
      return map;
    }
    if (node instanceof SequenceNode sequence) {
      List<@Nullable Object> list = new ArrayList<>();
      sequence.getValue().forEach(element -> list.add(value(element)));
      return list;
    }
    ScalarNode scalar = (ScalarNode) node;
    return scalar.getScalarStyle() == ScalarStyle.PLAIN
        ? plain(scalar.getValue())
        : scalar.getValue();
  }

  private static @Nullable Object plain(String text) {
    switch (text) {
      case "", "~", "null", "Null", "NULL":
        return null;
      case "true", "True", "TRUE":
        return true;
      case "false", "False", "FALSE":
        return false;
      case ".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF":
        return Double.POSITIVE_INFINITY;
      case "-.inf", "-.Inf", "-.INF":
        return Double.NEGATIVE_INFINITY;
      case ".nan", ".NaN", ".NAN":
        return Double.NaN;
      case "<<":
        throw new IllegalArgumentException("merge key");
      default:
        return "+-.0123456789".indexOf(text.charAt(0)) < 0 ? text : numberOrText(text);
    }
  }

  private static Object numberOrText(String text) {
    if (isTimestamp(text)) {
      throw new IllegalArgumentException("timestamp " + text);
    }
    String digits = text.replace("_", "");
    try {
      return whole(integer(digits));
    } catch (NumberFormatException notWhole) {
      boolean javaOnly = digits.isEmpty() || !Character.isDigit(digits.charAt(digits.length() - 1));
      boolean decimal = digits.chars().allMatch(c -> "+-.eE0123456789".indexOf(c) >= 0);
      try {
        return decimal && (!javaOnly || digits.endsWith(".")) ? Double.valueOf(digits) : text;
      } catch (NumberFormatException notANumber) {
        return text;
      }
    }
  }

  private static BigInteger integer(String digits) {
    boolean signed = digits.startsWith("-") || digits.startsWith("+");
    String sign = digits.startsWith("-") ? "-" : "";
    String unsigned = (signed ? digits.substring(1) : digits).toLowerCase(java.util.Locale.ROOT);
    if (unsigned.isEmpty() || !Character.isLetterOrDigit(unsigned.charAt(0))) {
      throw new NumberFormatException(digits);
    }
    if (unsigned.startsWith("0x")) {
      // Unlike after 0b and 0o, which go-yaml cuts off itself, no second sign may follow.
      if (!unsigned.matches("0x\\p{XDigit}+")) {
        throw new NumberFormatException(digits);
      }
      return new BigInteger(sign + unsigned.substring(2), 16);
    }
    if (unsigned.startsWith("0b")) {
      return new BigInteger(sign + unsigned.substring(2), 2);
    }
    if (unsigned.startsWith("0o")) {
      return new BigInteger(sign + unsigned.substring(2), 8);
    }
    return new BigInteger(sign + unsigned, unsigned.startsWith("0") ? 8 : 10);
  }

  private static boolean isTimestamp(String text) {
    Matcher parts = TIMESTAMP.matcher(text);
    if (!parts.matches()) {
      return false;
    }
    try {
      LocalDate.of(number(parts, 1), number(parts, 2), number(parts, 3));
      if (parts.group(4) != null) {
        LocalTime.of(number(parts, 4), number(parts, 5), number(parts, 6));
      }
      return true;
    } catch (DateTimeException noSuchTime) {
      return false;
    }
  }

  private static int number(Matcher parts, int group) {
    return Integer.parseInt(parts.group(group));
  }
}
