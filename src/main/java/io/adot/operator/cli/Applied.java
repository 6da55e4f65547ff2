package io.adot.operator.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.adot.operator.api.v1beta1.OpenTelemetryCollector;
import io.adot.operator.config.DroppedNulls;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a stored collector becomes when a file is applied to it, as {@code kubectl apply} does. */
final class Applied {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private Applied() {}

  /**
   * Applies. What the last application had and this one has no more goes; where the resource does
   * not tell of a last application, its spec is replaced.
   *
   * @param file labels, annotations and spec count
   * @param stored as the cluster has it; not changed
   * @return the stored one with what the file changes; without a resource version, as it has none
   *     yet
   */
  static OpenTelemetryCollector to(OpenTelemetryCollector stored, OpenTelemetryCollector file) {
    ObjectNode result = MAPPER.valueToTree(stored);
    ObjectNode wanted = MAPPER.valueToTree(file);
    Optional<JsonNode> last = last(stored);
    ObjectNode metadata = result.withObjectProperty("metadata");
    for (String map : List.of("labels", "annotations")) {
      ObjectNode there = metadata.withObjectProperty(map);
      JsonNode before = last.orElseGet(MAPPER::missingNode).path("metadata").path(map);
      merge(there, before, wanted.path("metadata").path(map));
    }
    metadata.remove("resourceVersion");
    if (last.isPresent()) {
      merge(result.withObjectProperty("spec"), last.get().path("spec"), wanted.path("spec"));
    } else {
      result.set("spec", wanted.path("spec"));
    }
    return MAPPER.convertValue(result, OpenTelemetryCollector.class);
  }

  /** Lists are replaced: those of a custom resource have no keys for kubectl to merge by. */
  private static void merge(ObjectNode live, JsonNode last, JsonNode file) {
    last.fieldNames()
        .forEachRemaining(
            name -> {
              if (!file.has(name)) {
                live.remove(name);
              }
            });
    for (Map.Entry<String, JsonNode> field : file.properties()) {
      String name = field.getKey();
      if (field.getValue().isObject() && live.get(name) instanceof ObjectNode there) {
        merge(there, last.path(name), field.getValue());
      } else {
        live.set(name, field.getValue());
      }
    }
  }

  private static Optional<JsonNode> last(OpenTelemetryCollector stored) {
    Map<String, String> annotations = stored.getMetadata().getAnnotations();
    String text = annotations == null ? null : annotations.get(DroppedNulls.LAST_APPLIED);
    try {
      return text == null ? Optional.empty() : Optional.of(MAPPER.readTree(text));
    } catch (JsonProcessingException malformed) {
      return Optional.empty();
    }
  }
}
