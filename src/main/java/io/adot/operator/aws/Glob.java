package io.adot.operator.aws;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A pattern as policies write it: {@code *} is any text, {@code ?} any character, {@code ${…}}
 * something about the request.
 */
final class Glob {

  private static final Pattern VARIABLE = Pattern.compile("\\$\\{[^}]*}");

  /** Names of log groups and streams have no colon, so that it always divides them. */
  private static final Pattern OF_LOGS = Pattern.compile("arn:[^:]*:logs:.*");

  private final String pattern;
  private final boolean variable;

  private Glob(String pattern, boolean variable) {
    this.pattern = pattern;
    this.variable = variable;
  }

  static Glob of(String text) {
    String literals = text.replace("${$}", "$");
    boolean variable = VARIABLE.matcher(literals).find();
    return new Glob(variable ? VARIABLE.matcher(literals).replaceAll("*") : literals, variable);
  }

  static Glob ignoringCase(String text) {
    Glob glob = of(text);
    return new Glob(glob.pattern.toLowerCase(Locale.ROOT), glob.variable);
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
      if (p < pattern.length() && pattern.charAt(p) == '*') {
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
    while (p < pattern.length() && pattern.charAt(p) == '*') {
      p++;
    }
    return p == pattern.length();
  }

  private static boolean same(char pattern, char text, boolean starIsCharacter) {
    return pattern == '?' ? starIsCharacter || text != '*' : pattern == text;
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
    boolean patternStar = !patternEnds && pattern.charAt(p) == '*';
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
        && (pattern.charAt(p) == '?' || pattern.charAt(p) == other.charAt(o))
        && next[o + 1];
  }
}
