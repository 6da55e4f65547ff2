package io.adot.operator.component;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Changes in how a collector is told to report about itself. */
final class TelemetryChanges {
  private static final String PATH = "spec.config.service.telemetry.metrics.address";

  private TelemetryChanges() {}

  /** The address of the metrics became a reader. */
  static void metricsAddress(ConfigDraft draft) {
    if (!(draft.tree().path("service").path("telemetry").path("metrics")
            instanceof ObjectNode metrics)
        || !metrics.has("address")) {
      return;
    }
    JsonNode given = metrics.path("address");
    String text = given.isTextual() ? given.textValue().strip() : "";
    JsonNode readers = metrics.path("readers");
    boolean room = readers.isMissingNode() || readers.isNull() || readers.isArray();
    if (text.isEmpty() || !room) {
      metrics.remove("address");
      draft.removed(PATH);
      return;
    }
    ListenAddress address = ListenAddress.parse(text);
    ObjectNode prometheus = draft.tree().objectNode();
    prometheus.put("host", address.host().isEmpty() ? "0.0.0.0" : address.host());
    putPort(prometheus, address.port());
    ArrayNode list = readers instanceof ArrayNode array ? array : metrics.putArray("readers");
    if (!holds(list, prometheus)) {
      list.addObject().putObject("pull").putObject("exporter").set("prometheus", prometheus);
    }
    metrics.remove("address");
    draft.replaced(PATH, "readers: [{pull: {exporter: {prometheus: " + prometheus + "}}}]");
  }

  private static void putPort(ObjectNode prometheus, String port) {
    try {
      prometheus.put(
          "port", port.isEmpty() ? MetricsEndpoint.DEFAULT_PORT : Integer.parseInt(port));
    } catch (NumberFormatException reference) {
      prometheus.put("port", port);
    }
  }

  private static boolean holds(ArrayNode readers, ObjectNode prometheus) {
    for (JsonNode reader : readers) {
      JsonNode given = reader.path("pull").path("exporter").path("prometheus");
      if (given.path("host").equals(prometheus.path("host"))
          && given.path("port").equals(prometheus.path("port"))) {
        return true;
      }
    }
    return false;
  }
}
