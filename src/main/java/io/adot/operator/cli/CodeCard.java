package io.adot.operator.cli;

import io.adot.operator.finding.Explanation;
import io.adot.operator.finding.FindingCode;
import java.util.Locale;
import java.util.stream.Collectors;

/** What there is to know of a finding's code. */
final class CodeCard {
  private CodeCard() {}

  static String of(FindingCode code) {
    Explanation explanation = code.explanation();
    String effect =
        switch (code.severity()) {
          case ERROR -> "the configuration is not rolled out; what runs goes on running";
          case WARNING -> "the collector runs, but something is likely not what was meant";
          case INFO -> "nothing needs to be done";
        };
    return code
        + "  "
        + explanation.title()
        + "\n"
        + explanation.text().strip()
        + "\n\n"
        + code.severity().name().toLowerCase(Locale.ROOT)
        + ": "
        + effect
        + " (reason "
        + code.reason()
        + " of the condition ConfigValid)\n"
        + example("Wrong", explanation.wrong())
        + example("Right", explanation.right())
        + (explanation.fix().isBlank() ? "" : "\n→ " + explanation.fix().strip() + "\n");
  }

  private static String example(String title, String text) {
    return text.isBlank()
        ? ""
        : "\n"
            + title
            + ":\n"
            + text.lines().map(line -> "    " + line + "\n").collect(Collectors.joining());
  }
}
