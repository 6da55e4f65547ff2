package io.adot.operator.status;

import static io.adot.operator.status.Scene.NOW;
import static io.adot.operator.status.Scene.rolling;
import static io.adot.operator.status.Scene.wellAndReady;
import static org.assertj.core.api.Assertions.assertThat;

import io.adot.operator.api.Reason;
import io.adot.operator.converge.Convergence.Cause;
import io.adot.operator.finding.FindingCode;
import io.adot.operator.preflight.Verdict;
import io.adot.operator.preflight.Verdict.Outcome;
import io.adot.operator.status.Observed.Hold;
import java.util.List;
import org.junit.jupiter.api.Test;

class NoticesTest {
  private static final String CRASHED =
      """
      containerStatuses:
        - {name: otc-container, restartCount: 2, state: {waiting: {reason: CrashLoopBackOff}}}
      """;

  @Test
  void aRolloutIsNewsWhenItEnds() {
    assertThat(notices(null, rolling())).isEmpty();
    assertThat(notices(rolling(), rolling())).isEmpty();
    assertThat(notices(rolling(), wellAndReady()))
        .containsExactly(new Notice(false, Reason.Available, "2/2 pods run generation 3"));
    assertThat(notices(wellAndReady(), wellAndReady().generation(4))).isEmpty();
    assertThat(notices(wellAndReady(), rolling())).as("the next one begins").isEmpty();
  }

  @Test
  void aRolloutThatFailsIsNewsOnce() {
    Scene crashing = rolling().pod(CRASHED);

    assertThat(notices(rolling(), crashing))
        .singleElement()
        .satisfies(
            notice -> {
              assertThat(notice.warning()).isTrue();
              assertThat(notice.reason()).isEqualTo(Reason.CollectorCrashLooping);
              assertThat(notice.message()).contains("keeps terminating (2 restarts)");
            });
    assertThat(notices(crashing, rolling().pod(CRASHED.replace("2", "3")))).isEmpty();
    assertThat(notices(crashing, wellAndReady().finding(FindingCode.OTC1002)))
        .as("another reason is no transition")
        .isEmpty();
  }

  @Test
  void whatIsMissingIsNewsOnceAndSoIsThatItCame() {
    Scene lacking = wellAndReady().refused(Cause.NOT_SERVED, "the cluster has no X");

    assertThat(notices(wellAndReady(), lacking))
        .containsExactly(
            new Notice(
                true,
                Reason.DependencyMissing,
                "2/2 pods run generation 3, but the cluster has no X"));
    assertThat(notices(lacking, lacking)).isEmpty();
    assertThat(notices(lacking, wellAndReady()))
        .extracting(Notice::reason)
        .containsExactly(Reason.Available);
  }

  @Test
  void aVerdictIsNewsWhenItTurnsFalse() {
    Scene gap = wellAndReady().permissions(verdict(Outcome.FALSE, Reason.ServiceAccountNotFound));

    assertThat(notices(wellAndReady(), gap))
        .containsExactly(new Notice(true, Reason.ServiceAccountNotFound, "the first line"));
    assertThat(notices(gap, gap)).isEmpty();
    assertThat(notices(gap, wellAndReady())).as("that it is closed shows in the status").isEmpty();
    assertThat(
            notices(
                wellAndReady(),
                wellAndReady().awsIdentity(verdict(Outcome.UNKNOWN, Reason.AwsCheckSkipped))))
        .isEmpty();
    assertThat(
            notices(
                wellAndReady().awsIdentity(verdict(Outcome.FALSE, Reason.RoleNotFound)),
                wellAndReady().awsIdentity(verdict(Outcome.FALSE, Reason.MissingIamActions))))
        .as("another gap is no transition")
        .isEmpty();
  }

  @Test
  void waitingForAnswersIsNoNewsAndBeingWithheldIs() {
    Scene waiting = wellAndReady().withoutWorkload().hold(Hold.WAITING);
    Verdict broken = verdict(Outcome.FALSE, Reason.RoleNotFound);

    assertThat(notices(null, waiting)).isEmpty();
    assertThat(
            notices(waiting, wellAndReady().withoutWorkload().hold(Hold.GAP).awsIdentity(broken)))
        .extracting(Notice::reason)
        .containsExactly(Reason.AwsIdentityBroken, Reason.RoleNotFound);
  }

  private static List<Notice> notices(@org.jspecify.annotations.Nullable Scene before, Scene now) {
    return now.after(before == null ? null : before.status()).told(NOW).notices();
  }

  private static Verdict verdict(Outcome outcome, Reason reason) {
    return Verdict.of(outcome, reason, "the first line\nthe second");
  }
}
