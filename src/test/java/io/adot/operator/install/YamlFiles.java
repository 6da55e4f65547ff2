package io.adot.operator.install;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Objects in the YAML files of a directory, without the kustomization. */
final class YamlFiles {

  private static final KubernetesSerialization YAML = new KubernetesSerialization();

  private YamlFiles() {}

  static List<HasMetadata> in(String directory) {
    try (Stream<Path> files = Files.list(Path.of(directory))) {
      List<HasMetadata> objects = new ArrayList<>();
      files
          .filter(file -> file.toString().endsWith(".yaml"))
          .filter(file -> !file.endsWith("kustomization.yaml"))
          .sorted()
          .forEach(file -> objects.addAll(objects(file)));
      return objects;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<HasMetadata> objects(Path file) {
    try {
      return Stream.of(Files.readString(file).split("(?m)^---$"))
          .filter(document -> !document.isBlank())
          .<HasMetadata>map(YAML::unmarshal)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
