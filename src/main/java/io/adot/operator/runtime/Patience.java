package io.adot.operator.runtime;

import io.adot.operator.status.CollectorStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Remembers since when the same cause stands in a collector's way. After a restart of the operator
 * the count starts anew.
 */
final class Patience {
  private final Map<String, Cause> causes = new ConcurrentHashMap<>();

  private record Cause(String name, Instant since) {}

  /** Whether the cause of the last pass has lasted for {@link CollectorStatus#PATIENCE}. */
  boolean isExhausted(String uid, Instant now) {
    Cause cause = causes.get(uid);
    return cause != null && !now.isBefore(cause.since().plus(CollectorStatus.PATIENCE));
  }

  /**
   * Takes the cause that this pass found.
   *
   * @return how long until patience is exhausted; empty when nothing stands in the way or it is
   *     exhausted already
   */
  Optional<Duration> observe(String uid, Optional<String> cause, Instant now) {
    if (cause.isEmpty()) {
      causes.remove(uid);
      return Optional.empty();
    }
    Cause current =
        causes.compute(
            uid,
            (any, before) ->
                before != null && before.name().equals(cause.get())
                    ? before
                    : new Cause(cause.get(), now));
    Duration left = Duration.between(now, current.since().plus(CollectorStatus.PATIENCE));
    return left.isNegative() || left.isZero() ? Optional.empty() : Optional.of(left);
  }

  void forget(String uid) {
    causes.remove(uid);
  }
}
