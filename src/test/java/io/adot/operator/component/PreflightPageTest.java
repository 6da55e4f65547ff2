package io.adot.operator.component;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page for users knows every component that the tables know, and every action in AWS. */
class PreflightPageTest {
  private static final Pattern COMPONENT =
      Pattern.compile("^(?:receiver|processor|exporter|extension) (\\w+) ");
  private static final Pattern ACTION = Pattern.compile("\\b[a-z0-9-]+:([A-Z]\\w+)");

  @ParameterizedTest
  @ValueSource(strings = {"kubernetes-rules.txt", "aws-actions.txt"})
  void namesEveryComponentAndActionOfTheTables(String table) throws IOException {
    String page = Files.readString(Path.of("docs/preflight.md"));
    List<String> rows =
        Files.readAllLines(Path.of("src/main/resources/io/adot/operator/component", table)).stream()
            .filter(row -> COMPONENT.matcher(row).find())
            .toList();

    assertThat(rows).isNotEmpty();
    for (String row : rows) {
      assertThat(page).contains(first(COMPONENT, row));
      assertThat(ACTION.matcher(row.split("\\|")[3]).results().map(action -> action.group(1)))
          .allSatisfy(action -> assertThat(page).contains(action));
    }
  }

  private static String first(Pattern pattern, String text) {
    return "`" + pattern.matcher(text).results().findFirst().orElseThrow().group(1) + "`";
  }
}
