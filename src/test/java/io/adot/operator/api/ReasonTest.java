package io.adot.operator.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Reasons are public interface, so each is documented. */
class ReasonTest {
  private static final Path REFERENCE = Path.of("docs/conditions.md");

  @ParameterizedTest
  @EnumSource(Reason.class)
  void everyReasonIsDocumented(Reason reason) throws Exception {
    assertThat(Files.readString(REFERENCE)).contains("| `" + reason.name() + "` |");
  }

  @ParameterizedTest
  @EnumSource(ConditionType.class)
  void everyConditionIsDocumented(ConditionType type) throws Exception {
    assertThat(Files.readString(REFERENCE)).contains("| `" + type.name() + "` |");
  }
}
