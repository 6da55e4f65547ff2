package io.adot.operator.aws;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

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
  private static final int ARN_PARTS = 6;

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
    return request.value(key).map(value -> compare(value, request)).orElse(Truth.MAYBE);
  }

  /** Whether it compares text for equality, so that a wildcard in it is a character like others. */
  boolean isLiteral() {
    return comparison().equals("stringequals") || comparison().equals("stringequalsignorecase");
  }

  /** Whether a wildcard that is compared literally would fit if it were a wildcard. */
  boolean isLiteralWildcardFor(String actual) {
    return isLiteral()
        && values.stream()
            .filter(Glob::isWild)
            .anyMatch(it -> Glob.of(it, RequestContext.UNKNOWN).matches(actual) == Truth.YES);
  }

  private Truth ofMissingKey() {
    String lower = operator.toLowerCase(Locale.ROOT);
    if (lower.endsWith(IF_EXISTS) || lower.startsWith(ALL)) {
      return Truth.YES;
    }
    // ForAnyValue has no value to hold for, also when the comparison is negated.
    return matcher().map(it -> Truth.of(isNegated() && !lower.startsWith(ANY))).orElse(Truth.MAYBE);
  }

  private Truth isNull(RequestContext request) {
    if (request.lacks(key)) {
      return Truth.of(saysNull("true"));
    }
    return request.value(key).isPresent() ? Truth.of(saysNull("false")) : Truth.MAYBE;
  }

  private boolean saysNull(String wanted) {
    return values.stream().anyMatch(wanted::equalsIgnoreCase);
  }

  private Truth compare(String actual, RequestContext request) {
    return matcher()
        .map(
            matcher ->
                values.stream()
                    .map(value -> matcher.matches(value, actual, request))
                    .reduce(Truth.NO, Truth::or))
        .map(any -> isNegated() ? any.negated() : any)
        .orElse(Truth.MAYBE);
  }

  /** Whether it holds when none of the values fits. */
  private boolean isNegated() {
    return comparison().startsWith("stringnot") || comparison().startsWith("arnnot");
  }

  /** How a value of the policy is compared with that of the request. */
  private interface Matcher {
    Truth matches(String value, String actual, RequestContext request);
  }

  private Optional<Matcher> matcher() {
    return Optional.ofNullable(
        switch (comparison()) {
          case "stringequals", "stringnotequals" ->
              (value, actual, request) -> Glob.literal(value, request).matches(actual);
          case "stringequalsignorecase", "stringnotequalsignorecase", "bool" ->
              Condition::equalIgnoringCase;
          case "stringlike", "stringnotlike" ->
              (value, actual, request) -> Glob.of(value, request).matches(actual);
          case "arnequals", "arnlike", "arnnotequals", "arnnotlike" -> Condition::sameArn;
          default -> null;
        });
  }

  private static Truth equalIgnoringCase(String value, String actual, RequestContext request) {
    return Glob.literal(value, request).lowerCase().matches(actual.toLowerCase(Locale.ROOT));
  }

  /** ARNs are compared part by part, each with its own wildcards. */
  private static Truth sameArn(String value, String actual, RequestContext request) {
    String[] expected = value.split(":", ARN_PARTS);
    String[] parts = actual.split(":", ARN_PARTS);
    if (expected.length < ARN_PARTS || parts.length < ARN_PARTS) {
      return Truth.MAYBE;
    }
    return IntStream.range(0, ARN_PARTS)
        .mapToObj(i -> Glob.of(expected[i], request).matches(parts[i]))
        .reduce(Truth.YES, Truth::and);
  }

  private String comparison() {
    String name = operator.toLowerCase(Locale.ROOT);
    if (name.startsWith(ANY) || name.startsWith(ALL)) {
      name = name.substring(name.indexOf(':') + 1);
    }
    return name.endsWith(IF_EXISTS) ? name.substring(0, name.length() - IF_EXISTS.length()) : name;
  }
}
