package io.adot.operator.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.adot.operator.api.v1beta1.OpenTelemetryCollector;
import io.adot.operator.finding.Finding;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Whole renderings to read side by side: {@code in.yaml} is what a user writes, {@code out/} what
 * is applied, {@code findings.txt} what is said about it. Rewritten by {@code
 * -Dgolden.update=true}.
 */
class GoldenRenderTest {
  private static final Path GOLDEN = Path.of("src/test/resources/golden/render");
  private static final boolean UPDATE = Boolean.getBoolean("golden.update");

  @TestFactory
  Collection<DynamicTest> rendersAsRecorded() throws IOException {
    try (Stream<Path> cases = Files.list(GOLDEN)) {
      List<DynamicTest> tests =
          cases
              .sorted()
              .map(golden -> dynamicTest(golden.getFileName().toString(), () -> compare(golden)))
              .toList();
      assertThat(tests).isNotEmpty();
      return tests;
    }
  }

  private static void compare(Path golden) throws IOException {
    OpenTelemetryCollector cr = StoredCollectors.read(Files.readString(golden.resolve("in.yaml")));
    Map<String, String> rendered = files(StoredCollectors.render(cr));
    if (UPDATE) {
      write(golden, rendered);
    }
    assertThat(existing(golden)).isEqualTo(rendered);
  }

  private static Map<String, String> files(Rendering rendering) {
    Map<String, String> files = new TreeMap<>();
    for (HasMetadata object : rendering.objects()) {
      String name = object.getKind() + "-" + object.getMetadata().getName() + ".yaml";
      files.put("out/" + name, Serialization.asYaml(object));
    }
    if (!rendering.findings().isEmpty()) {
      files.put(
          "findings.txt",
          rendering.findings().stream()
              .map(Finding::text)
              .collect(Collectors.joining("\n", "", "\n")));
    }
    return files;
  }

  private static Map<String, String> existing(Path golden) throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> paths = Files.walk(golden)) {
      for (Path path : paths.filter(Files::isRegularFile).toList()) {
        String name = golden.relativize(path).toString().replace('\\', '/');
        if (!name.equals("in.yaml")) {
          files.put(name, Files.readString(path));
        }
      }
    }
    return files;
  }

  private static void write(Path golden, Map<String, String> files) throws IOException {
    for (String gone : existing(golden).keySet()) {
      if (!files.containsKey(gone)) {
        Files.delete(golden.resolve(gone));
      }
    }
    files.forEach(
        (name, text) -> {
          try {
            Path file = golden.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }
}
