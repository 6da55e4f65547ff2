package io.adot.operator.runtime;

import io.adot.operator.preflight.PreflightPolicy;
import io.adot.operator.preflight.Verdicts;
import io.adot.operator.status.Observed.Hold;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Decides whether the workload of a collector that never ran is withheld. What is unknown holds
 * nothing. Answers that are on their way are waited for: those of AWS not for long, those of the
 * API server until they come or something is wrong with it.
 */
final class HoldDecision {
  /** How long AWS is waited for. */
  static final Duration WAIT_FOR_AWS = Duration.ofSeconds(5);

  /** How long the API server is waited for, which answers in two seconds even if it denies. */
  static final Duration WAIT_FOR_REVIEWS = Duration.ofSeconds(60);

  private final Map<String, Instant> waitingSince = new ConcurrentHashMap<>();

  /**
   * Decides.
   *
   * @param everRan whether a workload of this collector exists or existed
   */
  Hold decide(String uid, PreflightPolicy policy, boolean everRan, Verdicts verdicts, Instant now) {
    if (policy != PreflightPolicy.HOLD || everRan) {
      return settled(uid, Hold.NONE);
    }
    if (verdicts.permissions().isFalse() || verdicts.awsIdentity().isFalse()) {
      return settled(uid, Hold.GAP);
    }
    boolean reviews = verdicts.permissions().isPending();
    if (!reviews && !verdicts.awsIdentity().isPending()) {
      return settled(uid, Hold.NONE);
    }
    Instant since = waitingSince.computeIfAbsent(uid, any -> now);
    Instant until = since.plus(reviews ? WAIT_FOR_REVIEWS : WAIT_FOR_AWS);
    return now.isBefore(until) ? Hold.WAITING : Hold.NONE;
  }

  /** The next time that answers are pending, they are waited for from then on. */
  void forget(String uid) {
    waitingSince.remove(uid);
  }

  private Hold settled(String uid, Hold hold) {
    forget(uid);
    return hold;
  }
}
