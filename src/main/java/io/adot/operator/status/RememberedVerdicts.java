package io.adot.operator.status;

import io.adot.operator.api.ConditionType;
import io.adot.operator.api.Reason;
import io.adot.operator.api.v1beta1.OpenTelemetryCollector;
import io.adot.operator.api.v1beta1.OpenTelemetryCollectorStatus;
import io.adot.operator.preflight.Verdict;
import io.adot.operator.preflight.Verdict.Outcome;
import io.adot.operator.preflight.Verdicts;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the status still knows of verdicts whose evidence is on its way again: after a restart of
 * the operator the last answers stand until there are new ones, so that nothing is written, held or
 * told twice.
 */
public final class RememberedVerdicts {
  private static final Verdict FINE = Verdict.of(Outcome.TRUE, Reason.Allowed, "");

  private RememberedVerdicts() {}

  /**
   * Puts what the status says of this generation in the place of verdicts that are pending.
   *
   * @param verdicts as judged now
   * @param previous the last status; null when there is none
   */
  public static Verdicts in(
      Verdicts verdicts,
      OpenTelemetryCollector collector,
      @Nullable OpenTelemetryCollectorStatus previous) {
    Optional<Verdict> permissions =
        remembered(verdicts.permissions(), collector, previous, ConditionType.PermissionsReady);
    Optional<Verdict> awsIdentity =
        remembered(verdicts.awsIdentity(), collector, previous, ConditionType.AwsIdentityReady);
    return new Verdicts(
        verdicts.apiAccess(),
        // The condition does not tell which of the two it was; one of them carries it.
        permissions.isPresent() ? FINE : verdicts.serviceAccount(),
        permissions.orElse(verdicts.kubernetesPermissions()),
        awsIdentity.orElse(verdicts.awsIdentity()));
  }

  private static Optional<Verdict> remembered(
      Verdict now,
      OpenTelemetryCollector collector,
      @Nullable OpenTelemetryCollectorStatus previous,
      ConditionType type) {
    return now.isPending()
        ? CollectorStatus.find(previous, type)
            .filter(
                condition ->
                    Objects.equals(
                        condition.getObservedGeneration(), collector.getMetadata().getGeneration()))
            .flatMap(RememberedVerdicts::verdict)
        : Optional.empty();
  }

  /** The condition's message holds the fixes, so the verdict has none of its own. */
  private static Optional<Verdict> verdict(Condition condition) {
    Outcome outcome =
        switch (condition.getStatus()) {
          case "True" -> Outcome.TRUE;
          case "False" -> Outcome.FALSE;
          default -> Outcome.UNKNOWN;
        };
    return Reason.named(condition.getReason())
        .map(reason -> Verdict.of(outcome, reason, condition.getMessage()));
  }
}
