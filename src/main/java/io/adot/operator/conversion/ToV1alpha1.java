package io.adot.operator.conversion;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.adot.operator.config.GoConfig;
import java.util.ArrayList;
import java.util.List;

/**
 * An OpenTelemetryCollector of {@code v1beta1} as one of {@code v1alpha1}. What that has no field
 * for goes into an annotation, from which {@link FromV1alpha1} takes it back.
 *
 * @param resource the converted resource
 * @param kept the paths of what is in the annotation: {@code spec.httpRoute}
 */
public record ToV1alpha1(ObjectNode resource, List<String> kept) {
  /** Holds, as JSON, the part of {@code spec} that {@code v1alpha1} has no fields for. */
  public static final String ANNOTATION = "adot.io/v1beta1-spec";

  private static final List<String> SELECTORS =
      List.of("podMonitorSelector", "serviceMonitorSelector");

  /** Copies the list. */
  public ToV1alpha1 {
    kept = List.copyOf(kept);
  }

  /**
   * Converts.
   *
   * @param resource the resource; stays as it is
   */
  public static ToV1alpha1 convert(ObjectNode resource) {
    ObjectNode converted = resource.deepCopy();
    converted.put("apiVersion", FromV1alpha1.API_VERSION);
    if (converted.get("status") instanceof ObjectNode status) {
      // The operator writes them anew.
      status.remove(List.of("conditions", "observedGeneration"));
    }
    if (!(converted.get("spec") instanceof ObjectNode spec)) {
      return new ToV1alpha1(converted, List.of());
    }
    ObjectNode newer = converted.objectNode();
    List<String> kept = new ArrayList<>(OldFields.takeNewer(spec, newer));
    absentSelectors(spec.path("targetAllocator").path("prometheusCR"), newer, kept);
    if (!newer.isEmpty()) {
      converted
          .withObjectProperty("metadata")
          .withObjectProperty("annotations")
          .put(ANNOTATION, newer.toString());
    }
    rename(spec, "daemonSetUpdateStrategy", "updateStrategy");
    metrics(spec);
    if (spec.get("targetAllocator") instanceof ObjectNode allocator) {
      metrics(allocator);
      selectors(allocator);
    }
    if (spec.hasNonNull("config") && !spec.path("config").isTextual()) {
      spec.put("config", text(spec.path("config")));
    }
    return new ToV1alpha1(converted, kept.stream().map(path -> "spec." + path).toList());
  }

  private static String text(JsonNode config) {
    return config instanceof ObjectNode map ? GoConfig.of(map).yaml() : config.toString();
  }

  /** Without a selector nothing is selected; the older version takes that for all. */
  private static void absentSelectors(JsonNode prometheus, ObjectNode newer, List<String> kept) {
    for (String selector : SELECTORS) {
      if (prometheus.path("enabled").asBoolean() && !prometheus.hasNonNull(selector)) {
        newer
            .withObjectProperty("targetAllocator")
            .withObjectProperty("prometheusCR")
            .putNull(selector);
        kept.add("targetAllocator.prometheusCR." + selector);
      }
    }
  }

  private static void metrics(ObjectNode of) {
    if (of.path("observability").path("metrics") instanceof ObjectNode metrics) {
      rename(metrics, "disablePrometheusAnnotations", "DisablePrometheusAnnotations");
    }
  }

  private static void selectors(ObjectNode allocator) {
    if (allocator.get("prometheusCR") instanceof ObjectNode prometheus) {
      for (String selector : SELECTORS) {
        if (prometheus.path(selector).path("matchLabels") instanceof ObjectNode labels) {
          prometheus.set(selector, labels);
        }
      }
    }
  }

  private static void rename(ObjectNode map, String name, String newName) {
    if (map.has(name)) {
      map.set(newName, map.remove(name));
    }
  }
}
