package io.adot.operator.aws;

import java.util.List;
import java.util.Locale;

/**
 * One key of a statement's {@code Condition}.
 *
 * @param operator as it is written: {@code ForAnyValue:StringLikeIfExists}
 * @param key as it is written
 * @param values of which one has to fit
 */
record Condition(String operator, String key, List<String> values) {

  private static final String ANY = "foranyvalue:";
  private static final String ALL = "forallvalues:";
  private static final String IF_EXISTS = "ifexists";

  Condition {
    values = List.copyOf(values);
  }

  /** Whether the condition holds for a request. */
  Truth holds(RequestContext request) {
    if (comparison().equals("null")) {
      return isNull(request);
    }
    if (request.lacks(key)) {
      return ofMissingKey();
    }
    return request
        .value(key)
        .map(value -> isNegated() ? compare(value).negated() : compare(value))
        .orElse(Truth.MAYBE);
  }

  /** Whether it compares text for equality, so that a wildcard in it is a character like others. */
  boolean isLiteral() {
    return comparison().equals("stringequals") || comparison().equals("stringequalsignorecase");
  }

  /** Whether it holds when the values don't fit. */
  boolean isNegated() {
    return comparison().startsWith("stringnot");
  }

  /** Whether a wildcard that is compared literally would fit if it were a wildcard. */
  boolean isLiteralWildcardFor(String actual) {
    return isLiteral()
        && values.stream()
            .anyMatch(value -> Glob.isWild(value) && Glob.of(value).matches(actual) == Truth.YES);
  }

  private Truth ofMissingKey() {
    String lower = operator.toLowerCase(Locale.ROOT);
    if (lower.endsWith(IF_EXISTS) || lower.startsWith(ALL)) {
      return Truth.YES;
    }
    return switch (comparison()) {
      case "stringequals", "stringequalsignorecase", "stringlike" -> Truth.NO;
      // ForAnyValue has no value to hold for, also when the comparison is negated.
      case "stringnotequals", "stringnotequalsignorecase", "stringnotlike" ->
          Truth.of(!lower.startsWith(ANY));
      default -> Truth.MAYBE;
    };
  }

  private Truth isNull(RequestContext request) {
    boolean wantsMissing = values.contains("true");
    if (request.lacks(key)) {
      return Truth.of(wantsMissing);
    }
    return request.value(key).isPresent() ? Truth.of(!wantsMissing) : Truth.MAYBE;
  }

  private Truth compare(String actual) {
    return switch (comparison()) {
      case "stringequals", "stringnotequals" -> any(value -> equal(value, actual));
      case "stringequalsignorecase", "stringnotequalsignorecase" ->
          any(value -> equal(value.toLowerCase(Locale.ROOT), actual.toLowerCase(Locale.ROOT)));
      case "stringlike", "stringnotlike" -> any(value -> Glob.of(value).matches(actual));
      case "arnequals", "arnlike" -> any(value -> Glob.of(value).matches(actual));
      default -> Truth.MAYBE;
    };
  }

  private Truth any(java.util.function.Function<String, Truth> match) {
    return values.stream().map(match).reduce(Truth.NO, Truth::or);
  }

  private static Truth equal(String value, String actual) {
    // A policy variable stands for something that is not known here.
    return value.contains("${") ? Truth.MAYBE : Truth.of(value.equals(actual));
  }

  private String comparison() {
    String name = operator.toLowerCase(Locale.ROOT);
    if (name.startsWith(ANY) || name.startsWith(ALL)) {
      name = name.substring(name.indexOf(':') + 1);
    }
    return name.endsWith(IF_EXISTS) ? name.substring(0, name.length() - IF_EXISTS.length()) : name;
  }
}
