package io.adot.operator.render;

import io.adot.operator.api.v1beta1.MetricsSettings;
import io.adot.operator.api.v1beta1.ObservabilitySettings;
import io.adot.operator.api.v1beta1.OpenTelemetryCollector;
import java.util.Map;
import java.util.TreeMap;

/** Annotations of the objects made for a collector: the Go operator's. */
final class Annotations {
  static final String PROMETHEUS_PORT = "prometheus.io/port";

  /** The Go operator writes this port whatever the collector's telemetry is configured to. */
  static final String GO_PROMETHEUS_PORT = "8888";

  private static final String CONFIG_HASH = "opentelemetry-operator-config/sha256";
  private static final String PROMETHEUS_ADDED =
      "operator.opentelemetry.io/prometheus-annotations-added";
  private static final Map<String, String> PROMETHEUS =
      Map.of(
          "prometheus.io/scrape",
          "true",
          PROMETHEUS_PORT,
          GO_PROMETHEUS_PORT,
          "prometheus.io/path",
          "/metrics");

  private final Map<String, String> object;
  private final Map<String, String> pod;
  private final boolean portAdded;

  Annotations(OpenTelemetryCollector cr, Facts facts, String configHash) {
    Map<String, String> own = cr.getMetadata().getAnnotations();
    this.object = Labels.passing(own == null ? Map.of() : own, facts.annotationFilters());
    this.pod = new TreeMap<>(object);
    // Annotations meant for pods were asked for by name, so only the filters concern them.
    cr.getSpec()
        .getPodAnnotations()
        .forEach(
            (key, value) -> {
              if (facts.annotationFilters().stream().noneMatch(f -> f.matcher(key).find())) {
                pod.put(key, Text.orEmpty(value));
              }
            });
    this.portAdded = announcesMetrics(cr) && !pod.containsKey(PROMETHEUS_PORT);
    if (announcesMetrics(cr)) {
      int before = pod.size();
      PROMETHEUS.forEach(pod::putIfAbsent);
      if (pod.size() > before) {
        pod.put(PROMETHEUS_ADDED, "true");
      }
    }
    pod.put(CONFIG_HASH, configHash);
  }

  /** Annotations of every object. */
  Map<String, String> object() {
    return object;
  }

  /** Annotations of the pods. */
  Map<String, String> pod() {
    return pod;
  }

  /** Whether the port announced to Prometheus is our word and not the user's. */
  boolean portAdded() {
    return portAdded;
  }

  private static boolean announcesMetrics(OpenTelemetryCollector cr) {
    ObservabilitySettings observability = cr.getSpec().getObservability();
    MetricsSettings metrics = observability == null ? null : observability.getMetrics();
    return metrics == null || !Boolean.TRUE.equals(metrics.getDisablePrometheusAnnotations());
  }
}
