package io.adot.operator.api.v1beta1;

import io.adot.operator.api.Bean;
import io.adot.operator.api.schema.Property;
import org.jspecify.annotations.Nullable;

/** Replica counts of a workload. */
public final class ScaleStatus extends Bean {
  @Property("Label selector that finds the pods.")
  private @Nullable String selector;

  @Property("Number of pods there are.")
  private @Nullable Integer replicas;

  @Property("Ready pods of wanted pods, for example 2/3.")
  private @Nullable String statusReplicas;

  public @Nullable String getSelector() {
    return selector;
  }

  public void setSelector(@Nullable String selector) {
    this.selector = selector;
  }

  public @Nullable Integer getReplicas() {
    return replicas;
  }

  public void setReplicas(@Nullable Integer replicas) {
    this.replicas = replicas;
  }

  public @Nullable String getStatusReplicas() {
    return statusReplicas;
  }

  public void setStatusReplicas(@Nullable String statusReplicas) {
    this.statusReplicas = statusReplicas;
  }
}
