package io.adot.operator.config;

import java.util.regex.Pattern;

/** Which strings the Go operator's YAML writer takes for numbers, and therefore quotes. */
final class GoNumberText {
  private static final Pattern FLOAT =
      Pattern.compile("[-+]?(?:[0-9]+\\.[0-9]*|\\.[0-9]+)(?:[eE][-+]?[0-9]+)?");

  private static final Pattern HEX = Pattern.compile("[0-9a-fA-F]+");
  private static final Pattern OCTAL = Pattern.compile("[0-7]+");
  private static final Pattern BINARY = Pattern.compile("[01]+");
  private static final Pattern DECIMAL = Pattern.compile("[0-9]+");

  private GoNumberText() {}

  static boolean isNumber(String text) {
    long dots = text.chars().filter(c -> c == '.').count();
    if (text.startsWith("_") || dots > 1) {
      return false;
    }
    boolean negative = text.startsWith("-");
    String unsigned = text.startsWith("+") ? text.substring(1) : text;
    unsigned = (unsigned.startsWith("-") ? unsigned.substring(1) : unsigned).replace("_", "");
    if (unsigned.startsWith("0x")) {
      return HEX.matcher(unsigned.substring(2)).matches();
    }
    if (unsigned.startsWith("0o")) {
      return OCTAL.matcher(unsigned.substring(2)).matches();
    }
    if (unsigned.startsWith("0b")) {
      return BINARY.matcher(unsigned.substring(2)).matches();
    }
    if (dots == 1) {
      return FLOAT.matcher(negative ? "-" + unsigned : unsigned).matches();
    }
    boolean octal = unsigned.startsWith("0") && unsigned.length() > 1;
    return (octal ? OCTAL : DECIMAL).matcher(unsigned).matches();
  }
}
