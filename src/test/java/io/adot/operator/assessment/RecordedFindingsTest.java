package io.adot.operator.assessment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.adot.operator.api.v1beta1.OpenTelemetryCollector;
import io.adot.operator.render.Facts;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * All findings on all collectors that tests have, in one file, to see that each of them is right.
 * Rewritten by {@code -Dgolden.update=true}.
 */
class RecordedFindingsTest {
  private static final Path RESOURCES = Path.of("src/test/resources");
  private static final List<String> FOLDERS =
      List.of("workshop", "recorded/render", "golden/render", "bench");
  private static final Path GOLDEN = RESOURCES.resolve("golden/findings/recorded.txt");

  @Test
  void everyFindingIsOneThatAUserShouldSee() throws IOException {
    StringBuilder found = new StringBuilder();
    for (Path file : files()) {
      for (String document : Files.readString(file).split("(?m)^---\\s*$")) {
        collector(document).ifPresent(cr -> describe(file, cr, found));
      }
    }
    if (Boolean.getBoolean("golden.update")) {
      Files.createDirectories(GOLDEN.getParent());
      Files.writeString(GOLDEN, found);
    }
    assertThat(GOLDEN).hasContent(found.toString());
  }

  private static List<Path> files() throws IOException {
    List<Path> files = new ArrayList<>();
    for (String folder : FOLDERS) {
      try (Stream<Path> all = Files.walk(RESOURCES.resolve(folder))) {
        all.filter(file -> file.toString().endsWith(".yaml"))
            .filter(file -> !file.endsWith("stored.yaml"))
            .sorted()
            .forEach(files::add);
      }
    }
    return files;
  }

  private static Optional<OpenTelemetryCollector> collector(String document) {
    if (!document.contains("kind: OpenTelemetryCollector")
        || !document.contains("opentelemetry.io/v1beta1")) {
      return Optional.empty();
    }
    JsonNode tree = Serialization.unmarshal(document, JsonNode.class);
    return tree.path("kind").asText().equals("OpenTelemetryCollector")
        ? Optional.of(Serialization.unmarshal(document, OpenTelemetryCollector.class))
        : Optional.empty();
  }

  private static void describe(Path file, OpenTelemetryCollector cr, StringBuilder found) {
    found.append(RESOURCES.relativize(file)).append(" ").append(cr.getMetadata().getName());
    found.append('\n');
    for (var finding : Assessment.of(cr, Facts.defaults()).findings()) {
      found.append("  ").append(finding.severity()).append(' ').append(finding.text());
      found.append('\n');
    }
  }
}
