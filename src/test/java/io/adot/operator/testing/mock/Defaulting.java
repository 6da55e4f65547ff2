package io.adot.operator.testing.mock;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;

/** The few defaults of the API server that others rely on. */
final class Defaulting {
  private static final Set<String> SCALED = Set.of("Deployment", "StatefulSet");

  private static final Set<String> WITH_PODS_OR_PORTS =
      Set.of("Deployment", "StatefulSet", "DaemonSet", "Pod", "Service", "NetworkPolicy");

  private Defaulting() {}

  /** Completes an object in place. */
  static void complete(ObjectNode object) {
    String kind = object.path("kind").asText();
    if (SCALED.contains(kind)) {
      putIfAbsent(object.withObject("spec"), "replicas", 1);
    } else if (kind.equals("OpenTelemetryCollector")) {
      putIfAbsent(object.withObject("spec"), "mode", "deployment");
    }
    if (WITH_PODS_OR_PORTS.contains(kind)) {
      walk(object.path("spec"), "spec");
    }
  }

  private static void walk(JsonNode node, String field) {
    if (node instanceof ObjectNode object) {
      switch (field) {
        case "fieldRef" -> putIfAbsent(object, "apiVersion", "v1");
        case "resourceFieldRef" -> putIfAbsent(object, "divisor", "0");
        case "serviceAccountToken" -> putIfAbsent(object, "expirationSeconds", 3600);
        default -> {}
      }
      object.properties().forEach(member -> walk(member.getValue(), member.getKey()));
    } else if (node instanceof ArrayNode list) {
      for (JsonNode item : list) {
        if (field.equals("ports") && item instanceof ObjectNode port) {
          putIfAbsent(port, "protocol", "TCP");
        }
        walk(item, "");
      }
    }
  }

  private static void putIfAbsent(ObjectNode object, String field, Object value) {
    if (!object.has(field)) {
      object.set(
          field,
          value instanceof Integer number
              ? object.numberNode(number)
              : object.textNode(value.toString()));
    }
  }
}
