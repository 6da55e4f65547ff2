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
 * nothing, and what is pending not for long.
 */
final class HoldDecision {
  /** How long answers that are on their way are waited for. */
  static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

  private final Map<String, Instant> waitingSince = new ConcurrentHashMap<>();

  /**
   * Decides.
   *
   * @param everRan whether a workload of this collector exists or existed
   */
  Hold decide(String uid, PreflightPolicy policy, boolean everRan, Verdicts verdicts, Instant now) {
    if (policy != PreflightPolicy.HOLD || everRan) {
      waitingSince.remove(uid);
      return Hold.NONE;
    }
    if (verdicts.permissions().isFalse() || verdicts.awsIdentity().isFalse()) {
      return Hold.GAP;
    }
    boolean pending = verdicts.permissions().isPending() || verdicts.awsIdentity().isPending();
    Instant since = waitingSince.computeIfAbsent(uid, any -> now);
    return pending && now.isBefore(since.plus(LONGEST_WAIT)) ? Hold.WAITING : Hold.NONE;
  }

  void forget(String uid) {
    waitingSince.remove(uid);
  }
}
