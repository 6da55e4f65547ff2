package io.adot.operator.conversion;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * An OpenTelemetryCollector of {@code v1alpha1} as one of {@code v1beta1}. Fields that are alike in
 * both stay as they are, known or not; defaults are left to the reader. What {@link ToV1alpha1}
 * kept in an annotation comes back to its place.
 */
public final class FromV1alpha1 {
  /** The version that is converted. */
  public static final String API_VERSION = "opentelemetry.io/v1alpha1";

  private FromV1alpha1() {}

  /**
   * Converts.
   *
   * @param resource the resource; stays as it is
   * @param config its configuration, read from the text of {@code spec.config}
   */
  public static ObjectNode convert(ObjectNode resource, JsonNode config) {
    ObjectNode converted = resource.deepCopy();
    converted.put("apiVersion", "opentelemetry.io/v1beta1");
    if (converted.get("spec") instanceof ObjectNode spec) {
      spec.set("config", config);
      move(spec, "updateStrategy", spec, "daemonSetUpdateStrategy");
      autoscaler(spec);
      metrics(spec);
      if (spec.get("targetAllocator") instanceof ObjectNode allocator) {
        metrics(allocator);
        selectors(allocator);
      }
      restore(converted, spec);
    }
    if (converted.get("status") instanceof ObjectNode status) {
      // Both were given up before v1beta1; the operator writes what is in their place.
      status.remove(List.of("messages", "replicas"));
    }
    return converted;
  }

  /** What came from {@code v1beta1} and had no field; an annotation that is no JSON stays. */
  private static void restore(ObjectNode resource, ObjectNode spec) {
    if (resource.path("metadata").path("annotations") instanceof ObjectNode annotations
        && annotations.hasNonNull(ToV1alpha1.ANNOTATION)) {
      try {
        OldFields.putBack(
            new ObjectMapper().readTree(annotations.path(ToV1alpha1.ANNOTATION).asText()), spec);
        annotations.remove(ToV1alpha1.ANNOTATION);
        if (annotations.isEmpty()) {
          resource.withObjectProperty("metadata").remove("annotations");
        }
      } catch (JsonProcessingException notOurs) {
        // Whoever wrote it finds it where it was.
      }
    }
  }

  /** The bounds had fields of their own before there was an autoscaler. */
  private static void autoscaler(ObjectNode spec) {
    for (String bound : List.of("minReplicas", "maxReplicas")) {
      if (spec.hasNonNull(bound)) {
        move(spec, bound, spec.withObjectProperty("autoscaler"), bound);
      } else {
        spec.remove(bound);
      }
    }
  }

  private static void metrics(ObjectNode of) {
    if (of.path("observability").path("metrics") instanceof ObjectNode metrics) {
      move(metrics, "DisablePrometheusAnnotations", metrics, "disablePrometheusAnnotations");
    }
  }

  /** Labels became selectors; where there were none all was selected, not nothing. */
  private static void selectors(ObjectNode allocator) {
    if (allocator.get("prometheusCR") instanceof ObjectNode prometheus) {
      for (String selector : List.of("podMonitorSelector", "serviceMonitorSelector")) {
        JsonNode labels = prometheus.path(selector);
        ObjectNode converted = prometheus.putObject(selector);
        if (labels.isObject() && !labels.isEmpty()) {
          converted.set("matchLabels", labels);
        }
      }
    }
  }

  /** What is there already under the new name counts. */
  private static void move(ObjectNode from, String name, ObjectNode to, String newName) {
    JsonNode value = from.remove(name);
    if (value != null && !to.hasNonNull(newName)) {
      to.set(newName, value);
    }
  }
}
