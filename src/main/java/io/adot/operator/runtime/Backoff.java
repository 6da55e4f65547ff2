package io.adot.operator.runtime;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How long to wait before a failed pass is tried again: doubling from one second to five minutes,
 * for ever.
 */
final class Backoff {
  private static final int MOST_DOUBLINGS = 9;
  private static final Duration LONGEST = Duration.ofMinutes(5);

  private final Map<String, Integer> failures = new ConcurrentHashMap<>();

  Duration next(String uid) {
    int count = failures.merge(uid, 1, Integer::sum);
    Duration wait = Duration.ofSeconds(1L << Math.min(count - 1, MOST_DOUBLINGS));
    return wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
  }

  void reset(String uid) {
    failures.remove(uid);
  }
}
