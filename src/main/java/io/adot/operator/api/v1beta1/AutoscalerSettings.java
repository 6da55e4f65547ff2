package io.adot.operator.api.v1beta1;

import io.adot.operator.api.Bean;
import io.adot.operator.api.schema.Property;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscalerBehavior;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the HorizontalPodAutoscaler of a collector is given. */
public final class AutoscalerSettings extends Bean {
  @Property(value = "Fewest pods to scale down to.", min = 1)
  private @Nullable Integer minReplicas;

  @Property(value = "Most pods to scale up to.", min = 1)
  private @Nullable Integer maxReplicas;

  @Property(value = "CPU use to aim at, in percent of what the pods request.", min = 1)
  private @Nullable Integer targetCPUUtilization;

  @Property(value = "Memory use to aim at, in percent of what the pods request.", min = 1)
  private @Nullable Integer targetMemoryUtilization;

  @Property("How fast to scale up and down.")
  private @Nullable HorizontalPodAutoscalerBehavior behavior;

  @Property("Metrics of the pods to scale on, besides CPU and memory.")
  private @Nullable List<AutoscalerMetric> metrics;

  public @Nullable Integer getMinReplicas() {
    return minReplicas;
  }

  public void setMinReplicas(@Nullable Integer minReplicas) {
    this.minReplicas = minReplicas;
  }

  public @Nullable Integer getMaxReplicas() {
    return maxReplicas;
  }

  public void setMaxReplicas(@Nullable Integer maxReplicas) {
    this.maxReplicas = maxReplicas;
  }

  public @Nullable Integer getTargetCPUUtilization() {
    return targetCPUUtilization;
  }

  public void setTargetCPUUtilization(@Nullable Integer targetCPUUtilization) {
    this.targetCPUUtilization = targetCPUUtilization;
  }

  public @Nullable Integer getTargetMemoryUtilization() {
    return targetMemoryUtilization;
  }

  public void setTargetMemoryUtilization(@Nullable Integer targetMemoryUtilization) {
    this.targetMemoryUtilization = targetMemoryUtilization;
  }

  public @Nullable HorizontalPodAutoscalerBehavior getBehavior() {
    return behavior;
  }

  public void setBehavior(@Nullable HorizontalPodAutoscalerBehavior behavior) {
    this.behavior = behavior;
  }

  public List<AutoscalerMetric> getMetrics() {
    return metrics == null ? List.of() : metrics;
  }

  public void setMetrics(@Nullable List<AutoscalerMetric> metrics) {
    this.metrics = metrics;
  }
}
