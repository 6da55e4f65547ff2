package io.adot.operator.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A fleet changes operators without one ConfigMap renamed and one pod restarted. */
class RecordedConfigTest {
  private static final Path DIFFERENCES = Path.of("src/test/resources/recorded/differences.yaml");

  static Stream<RecordedConfig> all() {
    return RecordedConfig.all();
  }

  /** With a target allocator the text is another one: its scrape jobs are rewritten. */
  static Stream<RecordedConfig> withoutTargetAllocator() {
    return RecordedConfig.all().filter(recorded -> !recorded.name().startsWith("ta-"));
  }

  @Test
  void thereAreManyRecordedCases() {
    assertThat(all()).hasSize(145);
    assertThat(withoutTargetAllocator()).hasSize(131);
  }

  @ParameterizedTest
  @MethodSource("all")
  void hashIsTheOneOfTheGoOperator(RecordedConfig recorded) {
    String hash = GoConfig.of(recorded.config()).hash();

    assertThat(hash).startsWith(recorded.shortHash());
    if (!recorded.hash().isEmpty()) {
      assertThat(hash).isEqualTo(recorded.hash());
    }
  }

  @ParameterizedTest
  @MethodSource("withoutTargetAllocator")
  void textIsTheOneOfTheGoOperatorButForListedLines(RecordedConfig recorded) throws IOException {
    String expected = recorded.text();
    for (JsonNode line : lines(recorded.name())) {
      assertThat(expected).containsOnlyOnce(line.path("go").textValue());
      expected = expected.replace(line.path("go").textValue(), line.path("ours").textValue());
    }

    assertThat(GoConfig.of(recorded.config()).yaml()).isEqualTo(expected);
  }

  @ParameterizedTest
  @MethodSource("all")
  void collectorReadsWhatWasConfigured(RecordedConfig recorded) {
    assertThat(CollectorYaml.read(GoConfig.of(recorded.config()).yaml()))
        .isEqualTo(CollectorYaml.comparable(recorded.config()));
  }

  /** The lines of a case that differ on purpose. */
  private static List<JsonNode> lines(String name) throws IOException {
    List<JsonNode> lines = new ArrayList<>();
    for (JsonNode entry : Serialization.unmarshal(Files.readString(DIFFERENCES), JsonNode.class)) {
      entry.path("lines").path(name).forEach(lines::add);
    }
    return lines;
  }
}
