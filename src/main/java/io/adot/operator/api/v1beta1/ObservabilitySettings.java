package io.adot.operator.api.v1beta1;

import io.adot.operator.api.Bean;
import io.adot.operator.api.schema.Property;
import org.jspecify.annotations.Nullable;

/** How the telemetry of the pods themselves is collected. */
public final class ObservabilitySettings extends Bean {
  @Property("Their metrics.")
  private @Nullable MetricsSettings metrics;

  public @Nullable MetricsSettings getMetrics() {
    return metrics;
  }

  public void setMetrics(@Nullable MetricsSettings metrics) {
    this.metrics = metrics;
  }
}
