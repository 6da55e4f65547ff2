package io.adot.operator.config;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What somebody probably meant: the name that is nearest to the one that was written. */
public final class Nearest {
  private static final int MAX_DISTANCE = 2;

  /** What is too far from each other for one to be a slip of the other. */
  private static final int FAR = Integer.MAX_VALUE;

  private Nearest() {}

  /**
   * Finds the nearest name: one that differs in underscores, dashes and case only, else one that at
   * most two letters tell from it, in a short name one.
   *
   * @param written as it was written
   * @param names what could have been meant
   */
  public static Optional<String> to(String written, Collection<String> names) {
    @Nullable String nearest = null;
    int least = FAR;
    for (String name : names) {
      int distance = name.equals(written) ? FAR : distance(written, name);
      boolean first = nearest == null || name.compareTo(nearest) < 0;
      if (distance < least || distance == least && distance != FAR && first) {
        nearest = name;
        least = distance;
      }
    }
    return Optional.ofNullable(nearest);
  }

  private static int distance(String written, String name) {
    String a = plain(written);
    String b = plain(name);
    if (a.equals(b)) {
      return 0;
    }
    int allowed = Math.min(MAX_DISTANCE, Math.min(a.length(), b.length()) / 3);
    if (Math.abs(a.length() - b.length()) > allowed) {
      return FAR;
    }
    int edits = edits(a, b);
    return edits <= allowed ? edits : FAR;
  }

  private static String plain(String name) {
    return name.replace("_", "").replace("-", "").toLowerCase(Locale.ROOT);
  }

  /** Letters to insert, leave out, replace, or swap with their neighbours. */
  private static int edits(String a, String b) {
    int[][] d = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          d[i][j] = i + j;
          continue;
        }
        int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        d[i][j] = Math.min(Math.min(d[i - 1][j] + 1, d[i][j - 1] + 1), d[i - 1][j - 1] + change);
        boolean swapped =
            i > 1
                && j > 1
                && a.charAt(i - 1) == b.charAt(j - 2)
                && a.charAt(i - 2) == b.charAt(j - 1);
        if (swapped) {
          d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
        }
      }
    }
    return d[a.length()][b.length()];
  }
}
