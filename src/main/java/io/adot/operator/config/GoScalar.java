package io.adot.operator.config;

import java.util.Set;
import java.util.regex.Pattern;

/**
 * How the Go operator's YAML writer (goccy/go-yaml 1.19) puts a string: plain, double-quoted or as
 * a block; and where a collector (go.yaml.in/yaml v3) would read that as something else, so that it
 * is double-quoted here.
 */
final class GoScalar {
  /** What numbers, times and timestamps begin with. */
  private static final String NUMERIC_FIRST = "+-.0123456789";

  private static final String QUOTED_FIRST = "*&[{}],!|>%'\"@ `";

  private static final Set<String> QUOTED_WORDS =
      Set.of(
          "null", "Null", "NULL", "~", "true", "True", "TRUE", "false", "False", "FALSE", "y", "Y",
          "yes", "Yes", "YES", "n", "N", "no", "No", "NO", "on", "On", "ON", "off", "Off", "OFF");

  private static final Pattern QUOTED_TIME = Pattern.compile("(?:[01]?\\d|2[0-3]):[0-5]?\\d");

  private GoScalar() {}

  /** A key, plain or quoted. */
  static String key(String key) {
    return goQuotes(key) || !readsBack(key) || key.indexOf('\n') >= 0 ? quote(key) : key;
  }

  /** A value that {@link #fitsBlock} refuses, plain or quoted. */
  static String value(String value) {
    return key(value);
  }

  /** Whether a string is written as a literal block. */
  static boolean fitsBlock(String text) {
    if (text.indexOf('\n') < 0 || goQuotes(text) || !isPlainText(text)) {
      return false;
    }
    // Readers take the indentation of a block from its first line that is not empty, and need one.
    int start = 0;
    while (start < text.length() && text.charAt(start) == '\n') {
      start++;
    }
    return start < text.length() && text.charAt(start) != ' ' && text.charAt(start) != '\t';
  }

  /** Whether the Go operator's YAML writer puts the string between quotes. */
  private static boolean goQuotes(String text) {
    if (text.isEmpty()
        || QUOTED_WORDS.contains(text)
        || text.equals("-")
        || QUOTED_FIRST.indexOf(text.charAt(0)) >= 0
        || text.endsWith(":")
        || text.endsWith(" ")) {
      return true;
    }
    return text.indexOf('#') >= 0
        || text.indexOf('\\') >= 0
        || text.contains(": ")
        || text.contains("- ")
        || NUMERIC_FIRST.indexOf(text.charAt(0)) >= 0
            && (GoNumberText.isNumber(text)
                || QUOTED_TIME.matcher(text).matches()
                || YamlTimestamp.isGoQuoted(text));
  }

  /** Whether a collector reads the string, written plain, as that very string. */
  private static boolean readsBack(String text) {
    char first = text.charAt(0);
    boolean indicator =
        (first == '?' || first == ':' || first == '-')
            && (text.length() == 1 || text.charAt(1) == ' ' || text.charAt(1) == '\t');
    return !indicator
        && first != '\t'
        && !text.endsWith("\t")
        && !text.contains(":\t")
        && isPlainText(text)
        && PlainScalar.isString(text);
  }

  /** No character that a reader refuses, drops or takes for a line break of another kind. */
  private static boolean isPlainText(String text) {
    return text.codePoints()
        .noneMatch(
            c ->
                c < 0x20 && c != '\t' && c != '\n'
                    || c >= 0x7f && c < 0xa0
                    || c == 0x2028
                    || c == 0x2029
                    || c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE
                    || c == 0xfeff
                    || c == 0xfffe
                    || c == 0xffff);
  }

  /** The string between double quotes, as Go's {@code strconv.Quote}. */
  static String quote(String text) {
    StringBuilder out = new StringBuilder("\"");
    text.codePoints().forEach(c -> appendQuoted(c, out));
    return out.append('"').toString();
  }

  private static void appendQuoted(int c, StringBuilder out) {
    switch (c) {
      case '"' -> out.append("\\\"");
      case '\\' -> out.append("\\\\");
      case 0x07 -> out.append("\\a");
      case '\b' -> out.append("\\b");
      case '\f' -> out.append("\\f");
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      case 0x0b -> out.append("\\v");
      default -> {
        if (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) {
          out.append("\ufffd");
        } else if (isPrintable(c)) {
          out.appendCodePoint(c);
        } else {
          String escape = c < 0x20 || c == 0x7f ? "\\x%02x" : c <= 0xffff ? "\\u%04x" : "\\U%08x";
          out.append(String.format(escape, c));
        }
      }
    }
  }

  /** As Go's {@code unicode.IsPrint}: letters, marks, numbers, punctuation, symbols, space. */
  private static boolean isPrintable(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      case Character.SPACE_SEPARATOR -> c == ' ';
      default -> true;
    };
  }
}
