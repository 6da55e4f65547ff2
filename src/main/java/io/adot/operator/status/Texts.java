package io.adot.operator.status;

import io.adot.operator.finding.Finding;
import io.adot.operator.preflight.Fix;
import io.adot.operator.preflight.Verdict;
import java.util.List;
import java.util.stream.Collectors;

/** How verdicts and findings read in a condition. */
final class Texts {
  /** The API allows 32768 characters in a message. */
  private static final int LONGEST = 30_000;

  private static final int MOST_FINDINGS = 10;

  private Texts() {}

  static String firstLine(String text) {
    int end = text.indexOf('\n');
    return end < 0 ? text : text.substring(0, end);
  }

  static String withFixes(Verdict verdict) {
    return verdict.message() + fixes(verdict.fixes());
  }

  /** Fixes as they stand below a message. */
  static String fixes(List<Fix> fixes) {
    return fixes.stream()
        .map(fix -> "\n\n" + fix.title() + ":\n" + fix.text().stripTrailing())
        .collect(Collectors.joining());
  }

  /** A text, cut where it is too long for a condition. */
  static String fitting(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
  }

  static String findings(List<Finding> findings) {
    String listed =
        findings.stream().limit(MOST_FINDINGS).map(Finding::text).collect(Collectors.joining("\n"));
    int more = findings.size() - MOST_FINDINGS;
    return more > 0 ? listed + "\nand " + more + " more" : listed;
  }
}
