package io.adot.operator.api.crd;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What the fabric8 model classes do not say of the Kubernetes types: required properties, list
 * types, formats, defaults ({@code kubernetes-types.json}, distilled from Kubernetes' OpenAPI
 * documents by the script next to it) and our own descriptions of the types that a spec embeds
 * directly ({@code kubernetes-descriptions.tsv}).
 */
final class KubernetesFacts {
  private final JsonNode types;
  private final Map<String, String> descriptions;
  private final Set<String> unusedDescriptions;

  private KubernetesFacts(JsonNode types, Map<String, String> descriptions) {
    this.types = types;
    this.descriptions = descriptions;
    this.unusedDescriptions = new TreeSet<>(descriptions.keySet());
  }

  static KubernetesFacts load() {
    try (InputStream json = resource("kubernetes-types.json")) {
      Map<String, String> descriptions = new TreeMap<>();
      for (List<String> row : table("kubernetes-descriptions.tsv")) {
        descriptions.put(row.get(0), row.get(1));
      }
      return new KubernetesFacts(new ObjectMapper().readTree(json), descriptions);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The rows of a tab-separated resource of this package, without its header. */
  static List<List<String>> table(String name) {
    try (InputStream in = resource(name)) {
      List<List<String>> rows = new ArrayList<>();
      for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
        rows.add(List.of(line.split("\t", -1)));
      }
      return rows.subList(1, rows.size());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static InputStream resource(String name) {
    return Objects.requireNonNull(KubernetesFacts.class.getResourceAsStream(name), name);
  }

  /**
   * Property names of a type with the schema keywords of each, and the names of those that are
   * required.
   */
  Type type(Class<?> model) {
    JsonNode type = types.path(model.getSimpleName());
    if (type.isMissingNode()) {
      throw new IllegalStateException(
          model.getSimpleName() + " is not in kubernetes-types.json: add it to the script's roots");
    }
    Map<String, ObjectNode> properties = new TreeMap<>();
    type.get("properties")
        .properties()
        .forEach(entry -> properties.put(entry.getKey(), (ObjectNode) entry.getValue()));
    List<String> required = new ArrayList<>();
    type.path("required").forEach(name -> required.add(name.asText()));
    JsonNode mapType = type.get("x-kubernetes-map-type");
    return new Type(properties, required, mapType == null ? null : mapType.asText());
  }

  String description(Class<?> model, String property) {
    String key = model.getSimpleName() + "." + property;
    String description = descriptions.get(key);
    if (description == null) {
      throw new IllegalStateException(key + " has no description in kubernetes-descriptions.tsv");
    }
    unusedDescriptions.remove(key);
    return description;
  }

  /** The descriptions that nobody has asked for. */
  Set<String> unusedDescriptions() {
    return unusedDescriptions;
  }

  record Type(
      Map<String, ObjectNode> properties, List<String> required, @Nullable String mapType) {}
}
