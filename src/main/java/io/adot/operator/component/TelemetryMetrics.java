package io.adot.operator.component;

import com.fasterxml.jackson.databind.JsonNode;
import io.adot.operator.component.PortReader.Port;

/** Where the telemetry block of a configuration offers the collector's own metrics. */
final class TelemetryMetrics {
  private static final String PATH = "spec.config.service.telemetry.metrics";

  private TelemetryMetrics() {}

  /**
   * The endpoint: of the first Prometheus reader, else of the older setting {@code address}, else
   * the default.
   *
   * @param telemetry {@code service.telemetry}, or a missing node
   */
  static MetricsEndpoint endpoint(JsonNode telemetry, PortReader ports) {
    JsonNode metrics = telemetry.path("metrics");
    JsonNode readers = metrics.path("readers");
    JsonNode address = metrics.path("address");
    if (readers.isEmpty() && address.isTextual() && !address.textValue().isBlank()) {
      return ofAddress(address.textValue(), ports);
    }
    for (int i = 0; i < readers.size(); i++) {
      JsonNode exporter = readers.path(i).path("pull").path("exporter");
      if (exporter.has("prometheus")) {
        String path = PATH + ".readers[" + i + "].pull.exporter.prometheus.port";
        return ofReader(exporter.path("prometheus"), path, ports);
      }
    }
    return MetricsEndpoint.DEFAULT;
  }

  private static MetricsEndpoint ofAddress(String text, PortReader ports) {
    Port port = ports.ofAddress(text, MetricsEndpoint.DEFAULT_PORT, PATH + ".address");
    return endpoint(ListenAddress.parse(text).host(), port);
  }

  private static MetricsEndpoint ofReader(JsonNode prometheus, String path, PortReader ports) {
    JsonNode port = prometheus.path("port");
    boolean given = port.isValueNode() && !port.isNull() && !port.asText().isEmpty();
    String text = given ? port.asText() : String.valueOf(MetricsEndpoint.DEFAULT_PORT);
    return endpoint(
        prometheus.path("host").asText(""), ports.of(text, MetricsEndpoint.DEFAULT_PORT, path));
  }

  private static MetricsEndpoint endpoint(String host, Port port) {
    return new MetricsEndpoint(
        host.isEmpty() ? MetricsEndpoint.DEFAULT.host() : host,
        port.exists() ? port.number() : MetricsEndpoint.DEFAULT_PORT);
  }
}
