package io.adot.operator.demo;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The objects of a module of {@code manifests/}, as kustomize and envsubst would print them. */
final class ModuleManifests {
  private ModuleManifests() {}

  /**
   * Reads a module.
   *
   * @param directory with {@code kustomization.yaml}
   * @param variables values for <code>${NAME}</code>; others stay as they are
   * @return in the order of the kustomization
   */
  static List<HasMetadata> read(Path directory, Map<String, String> variables) throws IOException {
    KubernetesSerialization serialization = new KubernetesSerialization();
    Map<?, ?> kustomization =
        serialization.unmarshal(
            Files.readString(directory.resolve("kustomization.yaml")), Map.class);
    List<HasMetadata> objects = new ArrayList<>();
    for (Object resource : (List<?>) kustomization.get("resources")) {
      String text = Files.readString(directory.resolve(resource.toString()));
      for (Map.Entry<String, String> variable : variables.entrySet()) {
        text = text.replace("${" + variable.getKey() + "}", variable.getValue());
      }
      objects.addAll(objects(serialization, text));
    }
    return objects;
  }

  /** The objects of a YAML text. */
  static List<HasMetadata> objects(KubernetesSerialization serialization, String yaml) {
    Object read = serialization.unmarshal(yaml);
    if (read instanceof HasMetadata one) {
      return List.of(one);
    }
    return ((List<?>) read).stream().map(HasMetadata.class::cast).toList();
  }
}
