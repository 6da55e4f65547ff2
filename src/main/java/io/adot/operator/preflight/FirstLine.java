package io.adot.operator.preflight;

/** The first line of a verdict's message, which has to fit where people read it. */
final class FirstLine {
  private static final int LIMIT = 200;

  private FirstLine() {}

  /** The first of the wordings that fits, else the last one cut to fit. */
  static String atMost200(String... wordings) {
    for (String wording : wordings) {
      if (wording.length() <= LIMIT && wording.indexOf('\n') < 0) {
        return wording;
      }
    }
    String last = wordings[wordings.length - 1].replaceAll("\\s+", " ");
    return last.length() <= LIMIT ? last : last.substring(0, LIMIT - 1).stripTrailing() + "…";
  }
}
