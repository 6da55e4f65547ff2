package io.adot.operator.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.adot.operator.api.Reason;
import io.adot.operator.preflight.PreflightPolicy;
import io.adot.operator.preflight.Verdict;
import io.adot.operator.preflight.Verdict.Outcome;
import io.adot.operator.preflight.Verdicts;
import io.adot.operator.status.Observed.Hold;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HoldDecisionTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final Verdict FINE = Verdict.of(Outcome.TRUE, Reason.Allowed, "");
  private static final Verdict GAP = Verdict.of(Outcome.FALSE, Reason.RoleNotFound, "");
  private static final Verdict UNKNOWN = Verdict.of(Outcome.UNKNOWN, Reason.CannotReview, "");
  private static final Verdict PENDING = Verdict.of(Outcome.UNKNOWN, Reason.Pending, "");

  private final HoldDecision decision = new HoldDecision();

  @ParameterizedTest
  @CsvSource({
    // policy, ever ran, Kubernetes permissions, AWS identity, decision
    "HOLD, false, TRUE, TRUE, NONE",
    "HOLD, false, FALSE, TRUE, GAP",
    "HOLD, false, TRUE, FALSE, GAP",
    "HOLD, false, FALSE, PENDING, GAP",
    "HOLD, false, UNKNOWN, UNKNOWN, NONE",
    "HOLD, false, TRUE, PENDING, WAITING",
    "HOLD, false, PENDING, UNKNOWN, WAITING",
    "HOLD, true, FALSE, FALSE, NONE",
    "HOLD, true, PENDING, PENDING, NONE",
    "WARN, false, FALSE, FALSE, NONE",
    "WARN, false, PENDING, PENDING, NONE",
    "OFF, false, FALSE, FALSE, NONE",
  })
  void holdsOnlyWhatNeverRanAndOnlyForAReason(
      PreflightPolicy policy, boolean everRan, String permissions, String identity, Hold expected) {
    assertThat(
            decision.decide(
                "uid", policy, everRan, verdicts(verdict(permissions), verdict(identity)), NOW))
        .isEqualTo(expected);
  }

  @Test
  void answersAreNotWaitedForLong() {
    assertThat(decide(PENDING, 0)).isEqualTo(Hold.WAITING);
    assertThat(decide(PENDING, 4)).isEqualTo(Hold.WAITING);
    assertThat(decide(PENDING, 5)).isEqualTo(Hold.NONE);
    assertThat(decide(PENDING, 6)).as("it does not begin again").isEqualTo(Hold.NONE);
  }

  @Test
  void aGapThatShowsAfterTheWaitStillHolds() {
    decide(PENDING, 0);

    assertThat(decide(GAP, 9)).isEqualTo(Hold.GAP);
  }

  @Test
  void aNewCollectorOfTheSameNameWaitsAnew() {
    decide(PENDING, 0);
    decision.forget("uid");

    assertThat(decide(PENDING, 9)).isEqualTo(Hold.WAITING);
  }

  private Hold decide(Verdict identity, long second) {
    return decision.decide(
        "uid", PreflightPolicy.HOLD, false, verdicts(FINE, identity), NOW.plusSeconds(second));
  }

  private static Verdict verdict(String name) {
    return switch (name) {
      case "TRUE" -> FINE;
      case "FALSE" -> GAP;
      case "PENDING" -> PENDING;
      default -> UNKNOWN;
    };
  }

  private static Verdicts verdicts(Verdict permissions, Verdict identity) {
    return new Verdicts(FINE, FINE, permissions, identity);
  }
}
