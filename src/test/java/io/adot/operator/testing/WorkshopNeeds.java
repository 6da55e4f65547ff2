package io.adot.operator.testing;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What a module of the workshop needs of the Kubernetes API, from {@code workshop/needs.yaml},
 * which is written by hand.
 *
 * @param module {@code oss-metrics/adot}
 * @param tag the tag of its image
 * @param required what it cannot do without
 * @param optional what it can do without
 */
public record WorkshopNeeds(
    String module, String tag, List<String> required, List<String> optional) {
  private static final Path ROOT = Path.of("src/test/resources/workshop");

  /** All that are written down. */
  public static Stream<WorkshopNeeds> all() {
    List<WorkshopNeeds> all = new ArrayList<>();
    for (JsonNode row : yaml(read(ROOT.resolve("needs.yaml")))) {
      for (String tag : texts(row.path("tags"))) {
        all.add(
            new WorkshopNeeds(
                row.path("module").asText(),
                tag,
                texts(row.path("required")),
                texts(row.path("optional"))));
      }
    }
    return all.stream();
  }

  /**
   * The module's collector with the image of this tag.
   *
   * @param variables what {@code envsubst} puts in; other references stay as they are
   */
  public String collector(Map<String, String> variables) {
    String text = read(ROOT.resolve(module).resolve("opentelemetrycollector.yaml"));
    for (Map.Entry<String, String> variable : variables.entrySet()) {
      text = text.replace("${" + variable.getKey() + "}", variable.getValue());
    }
    return text.replaceFirst("(image: .*):[^:\n]+", "$1:" + tag);
  }

  @Override
  public String toString() {
    return module + " " + tag;
  }

  private static JsonNode yaml(String text) {
    return Serialization.unmarshal(text, JsonNode.class);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> texts(JsonNode list) {
    List<String> texts = new ArrayList<>();
    list.forEach(text -> texts.add(text.asText()));
    return texts;
  }
}
