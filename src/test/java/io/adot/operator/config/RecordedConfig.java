package io.adot.operator.config;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A configuration for which the Go operator was recorded.
 *
 * @param name the recorded case
 * @param config {@code spec.config} as stored, defaults filled in
 * @param text the ConfigMap's {@code collector.yaml}
 * @param shortHash the end of the ConfigMap's name
 * @param hash the pod template's annotation; empty for sidecars, which have no workload
 */
record RecordedConfig(String name, ObjectNode config, String text, String shortHash, String hash) {
  private static final Path CASES = Path.of("src/test/resources/recorded/render");
  private static final List<RecordedConfig> ALL = readAll();

  /** All recorded cases that have a ConfigMap for the collector. */
  static Stream<RecordedConfig> all() {
    return ALL.stream();
  }

  private static List<RecordedConfig> readAll() {
    try (Stream<Path> cases = Files.list(CASES)) {
      return cases.sorted().flatMap(RecordedConfig::read).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String toString() {
    return name;
  }

  private static Stream<RecordedConfig> read(Path folder) {
    JsonNode configMap =
        objects(folder, "ConfigMap-").stream()
            .filter(object -> object.at("/data").has("collector.yaml"))
            .findFirst()
            .orElse(null);
    if (configMap == null) {
      return Stream.empty();
    }
    String name = configMap.at("/metadata/name").textValue();
    String hash =
        Stream.of("Deployment-", "DaemonSet-", "StatefulSet-")
            .flatMap(kind -> objects(folder, kind).stream())
            .map(o -> o.at("/spec/template/metadata/annotations"))
            .map(o -> o.path("opentelemetry-operator-config/sha256").asText())
            .filter(annotation -> !annotation.isEmpty())
            .findFirst()
            .orElse("");
    return Stream.of(
        new RecordedConfig(
            folder.getFileName().toString(),
            (ObjectNode) yaml(folder.resolve("stored.yaml")).at("/spec/config"),
            configMap.at("/data").path("collector.yaml").textValue(),
            name.substring(name.lastIndexOf('-') + 1),
            hash));
  }

  private static List<JsonNode> objects(Path folder, String prefix) {
    Path out = folder.resolve("out");
    if (!Files.isDirectory(out)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(out)) {
      return files
          .filter(file -> file.getFileName().toString().startsWith(prefix))
          .filter(file -> !file.getFileName().toString().contains("targetallocator"))
          .sorted()
          .map(RecordedConfig::yaml)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode yaml(Path file) {
    try {
      return requireNonNull(Serialization.unmarshal(Files.readString(file), JsonNode.class));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
