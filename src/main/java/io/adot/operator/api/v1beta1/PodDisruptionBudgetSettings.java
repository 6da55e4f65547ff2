package io.adot.operator.api.v1beta1;

import io.adot.operator.api.Bean;
import io.adot.operator.api.schema.Property;
import io.fabric8.kubernetes.api.model.IntOrString;
import org.jspecify.annotations.Nullable;

/** Limits of voluntary disruption; give one of the two. */
public final class PodDisruptionBudgetSettings extends Bean {
  @Property("Pods that must stay, as a number or a percentage.")
  private @Nullable IntOrString minAvailable;

  @Property("Pods that may be missing, as a number or a percentage.")
  private @Nullable IntOrString maxUnavailable;

  public @Nullable IntOrString getMinAvailable() {
    return minAvailable;
  }

  public void setMinAvailable(@Nullable IntOrString minAvailable) {
    this.minAvailable = minAvailable;
  }

  public @Nullable IntOrString getMaxUnavailable() {
    return maxUnavailable;
  }

  public void setMaxUnavailable(@Nullable IntOrString maxUnavailable) {
    this.maxUnavailable = maxUnavailable;
  }
}
