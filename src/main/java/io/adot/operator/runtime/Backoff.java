package io.adot.operator.runtime;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How long to wait before a failed pass is tried again: doubling from one second to a limit, for
 * ever. Passes that an event brings up meanwhile do not make the wait longer.
 */
final class Backoff {
  private static final int MOST_DOUBLINGS = 20;

  private final Map<String, Failing> failing = new ConcurrentHashMap<>();

  private record Failing(int times, Instant due) {}

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
