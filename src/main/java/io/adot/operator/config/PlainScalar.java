package io.adot.operator.config;

import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a collector reads a plain YAML scalar as. Collectors read YAML with go.yaml.in/yaml v3: YAML
 * 1.2 with the integers and timestamps of YAML 1.1.
 */
final class PlainScalar {
  private static final Set<String> WORDS =
      Set.of(
          "true", "True", "TRUE", "false", "False", "FALSE", "~", "null", "Null", "NULL", ".nan",
          ".NaN", ".NAN", ".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF", "-.inf", "-.Inf",
          "-.INF", "<<");

  /**
   * As {@code strconv.ParseInt} with base 0, underscores taken out; go-yaml itself cuts off {@code
   * 0b} and {@code 0o}, so that a sign may follow.
   */
  private static final Pattern INTEGER =
      Pattern.compile(
          "[-+]?(?:0[xX][0-9a-fA-F]+|0[bB][-+]?[01]+|0[oO][-+]?[0-7]+|0[0-7]*|[1-9][0-9]*)");

  private static final Pattern FLOAT =
      Pattern.compile("[-+]?(?:\\.[0-9]+|[0-9]+(?:\\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?");

  private PlainScalar() {}

  /**
   * Whether it is a string.
   *
   * @param text as it would stand in the file; not empty
   */
  static boolean isString(String text) {
    if (WORDS.contains(text)) {
      return false;
    }
    char first = text.charAt(0);
    if (first == '.') {
      // Go's own float syntax, without the underscores that base 0 alone allows.
      return !FLOAT.matcher(text).matches();
    }
    if ("+-0123456789".indexOf(first) < 0) {
      return true;
    }
    String digits = text.replace("_", "");
    return !INTEGER.matcher(digits).matches()
        && !FLOAT.matcher(digits).matches()
        && !YamlTimestamp.isRead(text);
  }
}
