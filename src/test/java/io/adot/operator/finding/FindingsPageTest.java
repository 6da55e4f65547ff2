package io.adot.operator.finding;

import static org.assertj.core.api.Assertions.assertThat;

import io.adot.operator.api.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The reference page of findings, made of their codes. Rewritten by {@code -Dgolden.update=true}.
 */
class FindingsPageTest {
  private static final Path PAGE = Path.of("docs/findings.md");

  @Test
  void thePageSaysWhatTheCodesSay() throws IOException {
    String page = page();
    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(PAGE, page);
    }
    assertThat(PAGE).as("regenerate with -Dgolden.update=true").hasContent(page);
  }

  @ParameterizedTest
  @EnumSource(FindingCode.class)
  void everyCodeIsExplained(FindingCode code) {
    Explanation explanation = code.explanation();

    assertThat(explanation.title()).isNotBlank().doesNotEndWith(".").doesNotContain("\n");
    assertThat(explanation.text()).endsWith(".");
    assertThat(explanation.wrong()).isNotBlank().isNotEqualTo(explanation.right());
    assertThat(explanation.right()).isNotBlank();
    assertThat(explanation.fix()).endsWith(".").doesNotContain("\n");
  }

  private static String page() {
    StringBuilder page = new StringBuilder();
    page.append(
        """
        # Findings

        <!-- Made of the codes by FindingsPageTest: -Dgolden.update=true writes it anew. -->

        What the operator and the command line say about a collector, before it runs. Codes are public interface: a code keeps its number and its meaning.

        - **error**: the collector would not start, or would not do what was asked. The new revision is not rolled out; what ran before goes on.
        - **warning**: it runs, but something is not honoured or is likely a mistake.
        - **info**: good to know.

        10xx are about structure and references, 11xx about fields of the resource, 12xx about releases, 13xx about components and images, 14xx about values.

        | Code | | What | Reason of `ConfigValid` |
        |---|---|---|---|
        """);
    for (FindingCode code : FindingCode.values()) {
      page.append(
          "| [%s](#%s) | %s | %s | %s |\n"
              .formatted(code, anchor(code), severity(code), code.title(), reason(code)));
    }
    for (FindingCode code : FindingCode.values()) {
      Explanation explanation = code.explanation();
      page.append(
          """

          ## %s

          **%s** (%s). %s

          ```yaml
          # wrong
          %s
          ```

          ```yaml
          # right
          %s
          ```

          %s
          """
              .formatted(
                  code,
                  explanation.title(),
                  severity(code),
                  explanation.text(),
                  explanation.wrong(),
                  explanation.right(),
                  explanation.fix()));
    }
    return page.toString();
  }

  private static String anchor(FindingCode code) {
    return code.name().toLowerCase(Locale.ROOT);
  }

  /** The least important findings do not show in the reason. */
  private static String reason(FindingCode code) {
    return switch (code.severity()) {
      case ERROR -> "`" + code.reason() + "`";
      case WARNING -> "`" + Reason.ValidWithWarnings + "`";
      case INFO -> "`" + Reason.Valid + "`";
    };
  }

  private static String severity(FindingCode code) {
    return code.severity().name().toLowerCase(Locale.ROOT);
  }
}
