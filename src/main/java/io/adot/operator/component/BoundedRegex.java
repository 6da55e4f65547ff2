package io.adot.operator.component;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A regular expression out of a configuration. Prometheus' engine takes linear time, Java's may
 * take exponential time for the same expression, so a match that looks at too many characters is
 * given up: nobody's configuration may hold up the others.
 */
final class BoundedRegex {
  /** A reference to a capture group in a replacement. */
  static final Pattern CAPTURE = Pattern.compile("\\$(?:(\\d+)|\\{(\\d+)})");

  private static final int MAX_LENGTH = 2_000;
  private static final int MAX_STEPS = 50_000;

  private final Pattern pattern;

  private BoundedRegex(Pattern pattern) {
    this.pattern = pattern;
  }

  /** Reads an expression in RE2 syntax; nothing when it is too long or Java cannot read it. */
  static Optional<BoundedRegex> compile(String regex) {
    if (regex.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    try {
      return Optional.of(new BoundedRegex(Pattern.compile(regex.replace("(?P<", "(?<"))));
    } catch (PatternSyntaxException | StackOverflowError unusable) {
      return Optional.empty();
    }
  }

  /**
   * Matches the whole text.
   *
   * @return the match or its absence; nothing when the match was given up
   */
  Optional<Optional<Matcher>> match(String text) {
    Matcher matcher = pattern.matcher(new Budgeted(text));
    try {
      return Optional.of(matcher.matches() ? Optional.of(matcher) : Optional.empty());
    } catch (BudgetExhausted | StackOverflowError givenUp) {
      return Optional.empty();
    }
  }

  private static final class BudgetExhausted extends RuntimeException {
    BudgetExhausted() {
      super("", null, false, false);
    }
  }

  private static final class Budgeted implements CharSequence {
    private final String text;
    private int steps;

    Budgeted(String text) {
      this.text = text;
    }

    @Override
    public char charAt(int index) {
      if (++steps > MAX_STEPS) {
        throw new BudgetExhausted();
      }
      return text.charAt(index);
    }

    @Override
    public int length() {
      return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return text.substring(start, end);
    }

    @Override
    public String toString() {
      return text;
    }
  }
}
