package io.adot.operator.api.v1beta1;

import io.adot.operator.api.Bean;
import io.adot.operator.api.schema.Property;
import io.fabric8.kubernetes.api.model.autoscaling.v2.PodsMetricSource;
import org.jspecify.annotations.Nullable;

/** A metric to scale on; of the kinds an autoscaler knows, the one that pods report. */
public final class AutoscalerMetric extends Bean {
  @Property(value = "Kind of metric; Pods is the one that is supported.", required = true)
  private @Nullable String type;

  @Property("Metric that each pod reports, and the average to aim at.")
  private @Nullable PodsMetricSource pods;

  public @Nullable String getType() {
    return type;
  }

  public void setType(@Nullable String type) {
    this.type = type;
  }

  public @Nullable PodsMetricSource getPods() {
    return pods;
  }

  public void setPods(@Nullable PodsMetricSource pods) {
    this.pods = pods;
  }
}
