package io.adot.operator.offline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a scalar without quotes is. Manifests are read as kubectl reads them, by YAML 1.1, where
 * {@code yes} is true; a collector's own file as a collector reads it.
 */
enum PlainScalars {
  KUBERNETES(true),
  COLLECTOR(false);

  private static final Set<String> TRUE = Set.of("true", "True", "TRUE");
  private static final Set<String> FALSE = Set.of("false", "False", "FALSE");
  private static final Set<String> YES = Set.of("yes", "Yes", "YES", "y", "Y", "on", "On", "ON");
  private static final Set<String> NO = Set.of("no", "No", "NO", "n", "N", "off", "Off", "OFF");
  private static final Set<String> NULLS = Set.of("", "~", "null", "Null", "NULL");
  private static final Pattern INTEGER =
      Pattern.compile("([-+]?)(0[xX][0-9a-fA-F]+|0[oO]?[0-7]+|0[bB][01]+|0|[1-9][0-9]*)");
  private static final Pattern FLOAT =
      Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]{1,3})?");
  private static final int LONGEST_NUMBER = 400;

  private final boolean wordsToo;

  PlainScalars(boolean wordsToo) {
    this.wordsToo = wordsToo;
  }

  /** The value as JSON; infinities and times, which JSON lacks, stay text. */
  JsonNode value(String text) {
    JsonNodeFactory json = JsonNodeFactory.instance;
    if (NULLS.contains(text)) {
      return json.nullNode();
    }
    if (TRUE.contains(text) || wordsToo && YES.contains(text)) {
      return json.booleanNode(true);
    }
    if (FALSE.contains(text) || wordsToo && NO.contains(text)) {
      return json.booleanNode(false);
    }
    if (text.length() > LONGEST_NUMBER || "+-.0123456789".indexOf(text.charAt(0)) < 0) {
      return json.textNode(text);
    }
    String digits = text.replace("_", "");
    Matcher integer = INTEGER.matcher(digits);
    if (integer.matches()) {
      return integer(integer.group(1), integer.group(2).toLowerCase(Locale.ROOT));
    }
    return FLOAT.matcher(digits).matches()
        ? json.numberNode(new BigDecimal(digits).doubleValue())
        : json.textNode(text);
  }

  private static JsonNode integer(String sign, String digits) {
    BigInteger amount;
    if (digits.startsWith("0x")) {
      amount = new BigInteger(digits.substring(2), 16);
    } else if (digits.startsWith("0b")) {
      amount = new BigInteger(digits.substring(2), 2);
    } else if (digits.startsWith("0") && digits.length() > 1) {
      amount = new BigInteger(digits.replace("o", ""), 8);
    } else {
      amount = new BigInteger(digits);
    }
    BigInteger value = sign.equals("-") ? amount.negate() : amount;
    JsonNodeFactory json = JsonNodeFactory.instance;
    if (value.bitLength() < 32) {
      return json.numberNode(value.intValue());
    }
    return value.bitLength() < 64 ? json.numberNode(value.longValue()) : json.numberNode(value);
  }
}
