package io.adot.operator.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.adot.operator.api.Reason;
import io.adot.operator.api.v1beta1.OpenTelemetryCollector;
import io.adot.operator.api.v1beta1.OpenTelemetryCollectorStatus;
import io.adot.operator.preflight.Verdict;
import io.adot.operator.preflight.Verdict.Outcome;
import io.adot.operator.preflight.Verdicts;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import java.util.List;
import org.junit.jupiter.api.Test;

class RememberedVerdictsTest {
  private static final Verdict PENDING = Verdict.of(Outcome.UNKNOWN, Reason.Pending, "asking");
  private static final Verdict FINE = Verdict.of(Outcome.TRUE, Reason.Allowed, "all of it");
  private static final Verdicts ALL_PENDING = new Verdicts(PENDING, PENDING, PENDING, PENDING);

  @Test
  void theLastAnswerStandsWhileTheNextIsOnItsWay() {
    Verdicts verdicts =
        RememberedVerdicts.in(
            ALL_PENDING,
            collector(7),
            status("PermissionsReady", "False", "MissingKubernetesPermissions", 7));

    assertThat(verdicts.permissions())
        .isEqualTo(Verdict.of(Outcome.FALSE, Reason.MissingKubernetesPermissions, "told"));
    assertThat(verdicts.awsIdentity()).isEqualTo(PENDING);
  }

  @Test
  void anAnswerAboutAnotherGenerationDoesNot() {
    assertThat(
            RememberedVerdicts.in(
                ALL_PENDING, collector(8), status("AwsIdentityReady", "True", "IRSA", 7)))
        .isEqualTo(ALL_PENDING);
    assertThat(RememberedVerdicts.in(ALL_PENDING, collector(8), null)).isEqualTo(ALL_PENDING);
  }

  @Test
  void aReasonOfAnotherOperatorIsNotRemembered() {
    assertThat(
            RememberedVerdicts.in(
                ALL_PENDING, collector(7), status("AwsIdentityReady", "True", "Whatever", 7)))
        .isEqualTo(ALL_PENDING);
  }

  @Test
  void anAnswerIsNotReplacedByAnOlderOne() {
    Verdicts verdicts = new Verdicts(FINE, FINE, FINE, FINE);

    assertThat(
            RememberedVerdicts.in(
                verdicts,
                collector(7),
                status("PermissionsReady", "False", "ServiceAccountNotFound", 7)))
        .isEqualTo(verdicts);
  }

  private static OpenTelemetryCollector collector(long generation) {
    OpenTelemetryCollector collector = new OpenTelemetryCollector();
    collector.getMetadata().setGeneration(generation);
    return collector;
  }

  private static OpenTelemetryCollectorStatus status(
      String type, String status, String reason, long generation) {
    OpenTelemetryCollectorStatus whole = new OpenTelemetryCollectorStatus();
    whole.setConditions(
        List.of(
            new ConditionBuilder()
                .withType(type)
                .withStatus(status)
                .withReason(reason)
                .withMessage("told")
                .withObservedGeneration(generation)
                .build()));
    return whole;
  }
}
