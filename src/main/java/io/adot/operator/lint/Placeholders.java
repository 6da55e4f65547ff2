package io.adot.operator.lint;

import io.adot.operator.finding.Finding;
import io.adot.operator.finding.FindingCode;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Placeholders of examples that were to be replaced. Only what cannot mean anything else. */
final class Placeholders implements Rule {
  private static final Pattern PLACEHOLDER =
      Pattern.compile(
          "(?i:<your[ _-][a-z0-9 _-]+>)|(?<![?P])<[A-Z][A-Z0-9]*([_-][A-Z0-9]+)+>|^AMP_WORKSPACE_URL$");

  @Override
  public void check(Subject subject, Consumer<Finding> findings) {
    Texts.visit(
        subject.config().tree(),
        "spec.config",
        (spot, text) -> {
          boolean possible = text.indexOf('<') >= 0 || text.startsWith("AMP_");
          Matcher placeholder = PLACEHOLDER.matcher(text);
          if (possible && placeholder.find()) {
            findings.accept(
                new Finding(
                    FindingCode.OTC1402,
                    spot.path(),
                    "still has the placeholder `" + placeholder.group() + "`",
                    "put your own value in its place"));
          }
        });
  }
}
