package io.adot.operator.api.v1beta1;

import io.adot.operator.api.Bean;
import io.adot.operator.api.schema.Property;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How the pods' own metrics are scraped. */
public final class MetricsSettings extends Bean {
  @Property(
      "Whether to write a ServiceMonitor (or, for sidecars, a PodMonitor) for the pods' own "
          + "metrics.")
  private @Nullable Boolean enableMetrics;

  @Property(
      "Labels to put on the ServiceMonitor, so that a Prometheus that selects by label finds "
          + "it.")
  private @Nullable Map<String, String> extraLabels;

  @Property(
      "Whether to leave out the prometheus.io annotations that announce the metrics port on the "
          + "pods.")
  private @Nullable Boolean disablePrometheusAnnotations;

  public @Nullable Boolean getEnableMetrics() {
    return enableMetrics;
  }

  public void setEnableMetrics(@Nullable Boolean enableMetrics) {
    this.enableMetrics = enableMetrics;
  }

  public Map<String, String> getExtraLabels() {
    return extraLabels == null ? Map.of() : extraLabels;
  }

  public void setExtraLabels(@Nullable Map<String, String> extraLabels) {
    this.extraLabels = extraLabels;
  }

  public @Nullable Boolean getDisablePrometheusAnnotations() {
    return disablePrometheusAnnotations;
  }

  public void setDisablePrometheusAnnotations(@Nullable Boolean disablePrometheusAnnotations) {
    this.disablePrometheusAnnotations = disablePrometheusAnnotations;
  }
}
