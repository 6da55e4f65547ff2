package io.adot.operator.status;

import io.adot.operator.api.ConditionType;
import io.adot.operator.api.Reason;
import io.adot.operator.api.v1beta1.OpenTelemetryCollector;
import io.adot.operator.api.v1beta1.OpenTelemetryCollectorStatus;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is said of a collector on which the operator itself failed: that it is not known to be
 * ready, why, and for the rest what was known before.
 */
public final class Breakdown {
  private static final int LONGEST_CAUSE = 200;

  private Breakdown() {}

  /**
   * Makes the status.
   *
   * @param previous the status that was last sent, or else the stored one; null at the very first
   * @param failure what ended the pass
   * @param now the time of the pass
   */
  public static CollectorStatus of(
      OpenTelemetryCollector collector,
      @Nullable OpenTelemetryCollectorStatus previous,
      Exception failure,
      Instant now) {
    String message = "the operator failed on this collector: " + cause(failure);
    Conditions conditions = new Conditions(collector, previous, now);
    conditions.add(ConditionType.Ready, "False", Reason.ApplyFailed, message + "; it tries again");
    conditions.add(ConditionType.Reconciling, "True", Reason.Retrying, message);
    conditions.keep(ConditionType.ConfigValid);
    conditions.keep(ConditionType.PermissionsReady);
    conditions.keep(ConditionType.AwsIdentityReady);

    OpenTelemetryCollectorStatus status = new OpenTelemetryCollectorStatus();
    status.setConditions(conditions.list());
    status.setObservedGeneration(collector.getMetadata().getGeneration());
    if (previous != null) {
      status.setScale(previous.getScale());
      status.setImage(previous.getImage());
      status.setVersion(previous.getVersion());
    }
    return new CollectorStatus(
        status, Notices.between(previous, conditions.list()), Optional.empty());
  }

  private static String cause(Exception failure) {
    String message = Texts.firstLine(Objects.requireNonNullElse(failure.getMessage(), ""));
    String text =
        failure.getClass().getSimpleName() + (message.isEmpty() ? "" : ": " + message.strip());
    return text.length() <= LONGEST_CAUSE ? text : text.substring(0, LONGEST_CAUSE) + "…";
  }
}
