package io.adot.operator.api.v1beta1;

import io.adot.operator.api.Bean;
import io.adot.operator.api.schema.Property;
import org.jspecify.annotations.Nullable;

/**
 * The timing of a probe. What is asked of the container is not the user's to say: it follows from
 * the configuration.
 */
public final class ProbeSettings extends Bean {
  @Property(value = "Seconds after the start of the container before the first probe.", min = 0)
  private @Nullable Integer initialDelaySeconds;

  @Property(value = "Seconds after which an unanswered probe has failed.", min = 1)
  private @Nullable Integer timeoutSeconds;

  @Property(value = "Seconds between probes.", min = 1)
  private @Nullable Integer periodSeconds;

  @Property(
      value = "Successes in a row that count as recovered. Has to be 1 for liveness and startup.",
      min = 1)
  private @Nullable Integer successThreshold;

  @Property(value = "Failures in a row that count as failed.", min = 1)
  private @Nullable Integer failureThreshold;

  @Property(
      value =
          "Seconds the container is given to stop after the probe failed, instead of the pod's.",
      min = 1)
  private @Nullable Long terminationGracePeriodSeconds;

  public @Nullable Integer getInitialDelaySeconds() {
    return initialDelaySeconds;
  }

  public void setInitialDelaySeconds(@Nullable Integer initialDelaySeconds) {
    this.initialDelaySeconds = initialDelaySeconds;
  }

  public @Nullable Integer getTimeoutSeconds() {
    return timeoutSeconds;
  }

  public void setTimeoutSeconds(@Nullable Integer timeoutSeconds) {
    this.timeoutSeconds = timeoutSeconds;
  }

  public @Nullable Integer getPeriodSeconds() {
    return periodSeconds;
  }

  public void setPeriodSeconds(@Nullable Integer periodSeconds) {
    this.periodSeconds = periodSeconds;
  }

  public @Nullable Integer getSuccessThreshold() {
    return successThreshold;
  }

  public void setSuccessThreshold(@Nullable Integer successThreshold) {
    this.successThreshold = successThreshold;
  }

  public @Nullable Integer getFailureThreshold() {
    return failureThreshold;
  }

  public void setFailureThreshold(@Nullable Integer failureThreshold) {
    this.failureThreshold = failureThreshold;
  }

  public @Nullable Long getTerminationGracePeriodSeconds() {
    return terminationGracePeriodSeconds;
  }

  public void setTerminationGracePeriodSeconds(@Nullable Long terminationGracePeriodSeconds) {
    this.terminationGracePeriodSeconds = terminationGracePeriodSeconds;
  }
}
