package io.adot.operator.runtime;

import io.adot.operator.api.v1beta1.OpenTelemetryCollectorStatus;
import io.adot.operator.status.CollectorStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Remembers since when the same cause stands in a collector's way. After a restart of the operator
 * the count starts anew, except where the status says already that it has lasted.
 */
final class Patience {
  private final Map<String, Cause> causes = new ConcurrentHashMap<>();

  private record Cause(String name, Instant since) {}

  /**
   * The cause that stands in the way since {@link CollectorStatus#PATIENCE}; empty when there is
   * none, or none for so long.
   */
  Optional<String> exhausted(
      String uid, @Nullable OpenTelemetryCollectorStatus previous, Instant now) {
    Cause cause = causes.get(uid);
    if (cause == null) {
      Optional<String> stalled = CollectorStatus.stalledOn(previous);
      stalled.ifPresent(
          name -> causes.put(uid, new Cause(name, now.minus(CollectorStatus.PATIENCE))));
      return stalled;
    }
    return now.isBefore(cause.since().plus(CollectorStatus.PATIENCE))
        ? Optional.empty()
        : Optional.of(cause.name());
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
