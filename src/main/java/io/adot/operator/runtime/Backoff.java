package io.adot.operator.runtime;

import io.adot.operator.converge.Convergence;
import io.adot.operator.converge.Convergence.Cause;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How long to wait before a failed pass is tried again: doubling from one second to a limit, for
 * ever. Passes that an event brings up meanwhile do not make the wait longer.
 */
final class Backoff {
  private static final int MOST_DOUBLINGS = 20;
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);
  private static final Duration LONGEST_WAIT_FOR_A_NAME = Duration.ofSeconds(30);

  private final Map<String, Failing> failing = new ConcurrentHashMap<>();

  private record Failing(int times, Instant due) {}

  /**
   * Takes what a pass did. Nobody tells when a foreign object goes out of the way, so that is
   * looked for more often.
   *
   * @return how long from now the next try is due; empty when nothing failed
   */
  Optional<Duration> after(String uid, Convergence done, Instant now) {
    if (done.failures().isEmpty()) {
      reset(uid);
      return Optional.empty();
    }
    boolean conflict = done.failures().stream().anyMatch(f -> f.cause() == Cause.NAME_CONFLICT);
    return Optional.of(next(uid, conflict ? LONGEST_WAIT_FOR_A_NAME : LONGEST_WAIT, now));
  }

  /**
   * Takes a failed pass.
   *
   * @param longest the longest wait
   * @return how long from now the next try is due
   */
  Duration next(String uid, Duration longest, Instant now) {
    Failing current =
        failing.compute(
            uid,
            (any, before) -> {
              if (before != null && now.isBefore(before.due())) {
                return before;
              }
              int times = before == null ? 0 : before.times();
              Duration wait = Duration.ofSeconds(1L << Math.min(times, MOST_DOUBLINGS));
              return new Failing(times + 1, now.plus(wait.compareTo(longest) > 0 ? longest : wait));
            });
    return Duration.between(now, current.due());
  }

  void reset(String uid) {
    failing.remove(uid);
  }
}
