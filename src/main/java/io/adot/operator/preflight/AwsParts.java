package io.adot.operator.preflight;

import io.adot.operator.preflight.Verdict.Outcome;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** Puts the verdicts on the parts of an identity together. */
final class AwsParts {

  private static final int LONGEST_FIRST_LINE = 200;
  private static final int LONGEST_VALUE = 60;

  private AwsParts() {}

  /**
   * The verdict on the whole: the first that is false decides, else the first that is unknown. What
   * the others say follows in the message.
   *
   * @param parts in the order of importance; at least one
   */
  static Verdict together(List<Verdict> parts) {
    List<Verdict> ordered = new ArrayList<>(parts);
    ordered.sort(Comparator.comparingInt(part -> rank(part.outcome())));
    Verdict first = ordered.get(0);
    return new Verdict(
        first.outcome(),
        first.reason(),
        ordered.stream().map(Verdict::message).distinct().collect(Collectors.joining("\n")),
        ordered.stream().flatMap(part -> part.fixes().stream()).distinct().toList());
  }

  /** The same verdict with a first line of at most 200 characters; a longer one follows in full. */
  static Verdict bounded(Verdict verdict) {
    String message = verdict.message();
    int end = message.indexOf('\n');
    String first = end < 0 ? message : message.substring(0, end);
    if (first.length() <= LONGEST_FIRST_LINE) {
      return verdict;
    }
    return new Verdict(
        verdict.outcome(),
        verdict.reason(),
        first.substring(0, LONGEST_FIRST_LINE - 1) + "…\n" + message,
        verdict.fixes());
  }

  /** A value as it was written, on one line, in quotes, cut when it is long. */
  static String quoted(String written) {
    String value = written.replaceAll("\\p{Cntrl}", " ");
    return "\""
        + (value.length() <= LONGEST_VALUE ? value : value.substring(0, LONGEST_VALUE - 1) + "…")
        + "\"";
  }

  private static int rank(Outcome outcome) {
    return switch (outcome) {
      case FALSE -> 0;
      case UNKNOWN -> 1;
      case TRUE -> 2;
    };
  }
}
