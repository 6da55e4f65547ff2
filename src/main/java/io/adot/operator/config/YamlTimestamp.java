package io.adot.operator.config;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Timestamps in YAML, as two Go libraries understand them: which strings the Go operator quotes as
 * timestamps, and which a collector reads as one.
 */
final class YamlTimestamp {
  private static final String FRACTION = "(?:[.,]\\d+)?";
  private static final String ZONE = "(?:Z|[-+](?:[01]\\d|2[0-4]):[0-6]\\d)";

  private static final Pattern GO_QUOTED =
      Pattern.compile(
          "(\\d{4})-(\\d\\d)-(\\d\\d)(?:[Tt](?:[01]?\\d|2[0-3]):[0-5]\\d:[0-5]\\d"
              + FRACTION
              + ZONE
              + "| +(?:[01]?\\d|2[0-3]):[0-5]\\d:[0-5]\\d"
              + FRACTION
              + ")?");

  private static final Pattern READ =
      Pattern.compile(
          "(\\d{4})-(\\d{1,2})-(\\d{1,2})(?:[Tt](?:[01]?\\d|2[0-3]):[0-5]?\\d:[0-5]?\\d"
              + FRACTION
              + ZONE
              + "| +(?:[01]?\\d|2[0-3]):[0-5]?\\d:[0-5]?\\d"
              + FRACTION
              + ")?");

  private YamlTimestamp() {}

  static boolean isGoQuoted(String text) {
    return isDay(GO_QUOTED.matcher(text));
  }

  static boolean isRead(String text) {
    return isDay(READ.matcher(text));
  }

  private static boolean isDay(Matcher matcher) {
    if (!matcher.matches()) {
      return false;
    }
    try {
      LocalDate.of(
          Integer.parseInt(matcher.group(1)),
          Integer.parseInt(matcher.group(2)),
          Integer.parseInt(matcher.group(3)));
      return true;
    } catch (DateTimeException noSuchDay) {
      return false;
    }
  }
}
