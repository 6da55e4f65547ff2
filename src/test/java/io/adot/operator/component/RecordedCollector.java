package io.adot.operator.component;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A collector for which the Go operator was recorded.
 *
 * @param name the recorded case
 * @param given {@code spec} as it was created
 * @param stored {@code spec} after admission
 * @param objects what was made for it
 */
record RecordedCollector(String name, JsonNode given, JsonNode stored, List<JsonNode> objects) {
  private static final Path CASES = Path.of("src/test/resources/recorded/render");
  private static final List<RecordedCollector> ALL = readAll();

  /** The recorded cases without a target allocator, which rewrites the configuration. */
  static Stream<RecordedCollector> all() {
    return ALL.stream();
  }

  private static List<RecordedCollector> readAll() {
    try (Stream<Path> cases = Files.list(CASES)) {
      return cases
          .filter(folder -> !folder.getFileName().toString().startsWith("ta-"))
          .filter(folder -> Files.exists(folder.resolve("stored.yaml")))
          .sorted()
          .map(RecordedCollector::read)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The only object of a kind whose name ends so; a missing node when there is none. */
  JsonNode object(String kind, String nameEnd) {
    return objects.stream()
        .filter(object -> object.path("kind").asText().equals(kind))
        .filter(object -> object.at("/metadata/name").asText().endsWith(nameEnd))
        .findFirst()
        .orElse(MissingNode.getInstance());
  }

  /** The collector's container, in whichever workload. */
  JsonNode container() {
    return objects.stream()
        .map(object -> object.at("/spec/template/spec/containers"))
        .flatMap(
            containers ->
                Stream.iterate(0, i -> i < containers.size(), i -> i + 1).map(containers::get))
        .filter(container -> container.path("name").asText().equals("otc-container"))
        .findFirst()
        .orElse(MissingNode.getInstance());
  }

  /** The literal variables of {@code spec.env}. */
  Map<String, String> env() {
    Map<String, String> env = new HashMap<>();
    stored.path("env").forEach(e -> env.put(e.path("name").asText(), e.path("value").asText()));
    return env;
  }

  @Override
  public String toString() {
    return name;
  }

  private static RecordedCollector read(Path folder) {
    List<JsonNode> objects = new ArrayList<>();
    Path out = folder.resolve("out");
    if (Files.isDirectory(out)) {
      try (Stream<Path> files = Files.list(out)) {
        files.sorted().flatMap(RecordedCollector::documents).forEach(objects::add);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    JsonNode given =
        documents(folder.resolve("in.yaml"))
            .filter(object -> object.path("kind").asText().equals("OpenTelemetryCollector"))
            .findFirst()
            .orElseThrow();
    JsonNode stored = documents(folder.resolve("stored.yaml")).findFirst().orElseThrow();
    return new RecordedCollector(
        folder.getFileName().toString(), given.path("spec"), stored.path("spec"), objects);
  }

  private static Stream<JsonNode> documents(Path file) {
    try {
      return Stream.of(Files.readString(file).split("(?m)^---$"))
          .filter(document -> !document.isBlank())
          .map(document -> requireNonNull(Serialization.unmarshal(document, JsonNode.class)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
