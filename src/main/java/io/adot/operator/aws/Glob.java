package io.adot.operator.aws;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A pattern as policies write it: {@code *} is any text, {@code ?} any character, {@code ${…}}
 * something about the request, and {@code ${*}}, {@code ${?}}, {@code ${$}} are the characters
 * themselves.
 */
final class Glob {

  /** Stand for the wildcards in a pattern that was read; Unicode has no such characters. */
  private static final char ANY_TEXT = '\uFFFE';

  private static final char ANY_CHARACTER = '\uFFFF';

  /** A variable with what stands for it where the request has no such key. */
  private static final Pattern VARIABLE =
      Pattern.compile("\\$\\{\\s*([^,}]*?)\\s*(?:,\\s*'([^'}]*)'\\s*)?}");

  /** Names of log groups and streams have no colon, so that it always divides them. */
  private static final Pattern OF_LOGS = Pattern.compile("arn:[^:]*:logs:.*");

  private final String pattern;
  private final boolean variable;

  private Glob(String pattern, boolean variable) {
    this.pattern = pattern;
    this.variable = variable;
  }

  /** A pattern whose variables stand for what a request has. */
  static Glob of(String text, RequestContext request) {
    return read(text, request, true);
  }

  /** A pattern in which wildcards are characters like others. */
  static Glob literal(String text, RequestContext request) {
    return read(text, request, false);
  }

  /** The same pattern for text in lower case. */
  Glob lowerCase() {
    return new Glob(pattern.toLowerCase(Locale.ROOT), variable);
  }

  static boolean isWild(String text) {
    return text.indexOf('*') >= 0 || text.indexOf('?') >= 0;
  }

  /** Whether the pattern fits a text in which every character is itself. */
  Truth matches(String text) {
    Truth plain = Truth.of(fits(text, true));
    return variable && plain == Truth.YES ? Truth.MAYBE : plain;
  }

  /**
   * Whether the pattern fits whatever a text stands for in which {@code *} is not known: yes if it
   * fits all of it, no if none.
   */
  Truth covers(String partlyKnown) {
    if (partlyKnown.indexOf('*') < 0) {
      return matches(partlyKnown);
    }
    if (fits(partlyKnown, false)) {
      return variable ? Truth.MAYBE : Truth.YES;
    }
    return meets(partlyKnown) ? Truth.MAYBE : Truth.NO;
  }

  private static Glob read(String text, RequestContext request, boolean wild) {
    StringBuilder pattern = new StringBuilder();
    boolean variable = false;
    Matcher next = VARIABLE.matcher(text);
    int done = 0;
    while (next.find()) {
      append(pattern, text.substring(done, next.start()), wild);
      Optional<String> value = value(next, request);
      pattern.append(value.orElse(String.valueOf(ANY_TEXT)));
      variable |= value.isEmpty();
      done = next.end();
    }
    append(pattern, text.substring(done), wild);
    return new Glob(pattern.toString(), variable);
  }

  private static void append(StringBuilder pattern, String text, boolean wild) {
    pattern.append(wild ? text.replace('*', ANY_TEXT).replace('?', ANY_CHARACTER) : text);
  }

  /** What a variable stands for; empty when that is not known. */
  private static Optional<String> value(Matcher variable, RequestContext request) {
    String name = variable.group(1);
    if (name.equals("*") || name.equals("?") || name.equals("$")) {
      return Optional.of(name);
    }
    return request.lacks(name) ? Optional.ofNullable(variable.group(2)) : request.value(name);
  }

  /**
   * Greedy matching that goes back to the last star only: linear for one star, never worse than
   * pattern times text.
   */
  private boolean fits(String text, boolean starIsCharacter) {
    int p = 0;
    int t = 0;
    int star = -1;
    int resume = 0;
    while (t < text.length()) {
      if (p < pattern.length() && pattern.charAt(p) == ANY_TEXT) {
        star = p++;
        resume = t;
      } else if (p < pattern.length() && same(pattern.charAt(p), text.charAt(t), starIsCharacter)) {
        p++;
        t++;
      } else if (star >= 0) {
        p = star + 1;
        t = ++resume;
      } else {
        return false;
      }
    }
    while (p < pattern.length() && pattern.charAt(p) == ANY_TEXT) {
      p++;
    }
    return p == pattern.length();
  }

  private static boolean same(char pattern, char text, boolean starIsCharacter) {
    return (starIsCharacter || text != '*') && (pattern == ANY_CHARACTER || pattern == text);
  }

  /** Whether some text fits both: a table over the ends of both, filled from the back. */
  private boolean meets(String other) {
    boolean colonDivides = OF_LOGS.matcher(other).matches();
    boolean[] next = new boolean[other.length() + 1];
    for (int p = pattern.length(); p >= 0; p--) {
      boolean[] row = new boolean[other.length() + 1];
      for (int o = other.length(); o >= 0; o--) {
        row[o] = meets(p, o, other, colonDivides, row, next);
      }
      next = row;
    }
    return next[0];
  }

  private boolean meets(
      int p, int o, String other, boolean colonDivides, boolean[] row, boolean[] next) {
    boolean patternEnds = p == pattern.length();
    boolean otherEnds = o == other.length();
    if (patternEnds && otherEnds) {
      return true;
    }
    boolean patternStar = !patternEnds && pattern.charAt(p) == ANY_TEXT;
    boolean otherStar = !otherEnds && other.charAt(o) == '*';
    if (patternStar) {
      return next[o] || !otherEnds && row[o + 1];
    }
    if (otherStar) {
      boolean mayStandFor = !patternEnds && !(colonDivides && pattern.charAt(p) == ':');
      return row[o + 1] || mayStandFor && next[o];
    }
    return !patternEnds
        && !otherEnds
        && (pattern.charAt(p) == ANY_CHARACTER || pattern.charAt(p) == other.charAt(o))
        && next[o + 1];
  }
}
