package io.adot.operator.runtime.neighbour;

import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Until when Leases are held. The times in them are those of another machine's clock, so a renewal
 * that we see counts from when we see it; only the first one, which may be old, counts from when it
 * says, and never from later than now.
 */
final class LeaseMemory {
  private final Map<String, Seen> seen = new HashMap<>();

  private record Seen(@Nullable ZonedDateTime renewal, Instant until) {}

  /** Until when a Lease is held unless it is renewed; empty when nobody holds it. */
  Optional<Instant> heldUntil(Lease lease, Instant now) {
    String key = lease.getMetadata().getUid();
    LeaseSpec spec = lease.getSpec();
    if (spec == null || spec.getHolderIdentity() == null || spec.getHolderIdentity().isEmpty()) {
      seen.remove(key);
      return Optional.empty();
    }
    Seen before = seen.get(key);
    ZonedDateTime renewal = spec.getRenewTime();
    if (before == null || !Objects.equals(before.renewal(), renewal)) {
      Instant from = before != null || renewal == null ? now : earlier(renewal.toInstant(), now);
      before = new Seen(renewal, from.plus(duration(spec)));
      seen.put(key, before);
    }
    return Optional.of(before.until());
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  private static Duration duration(LeaseSpec spec) {
    Integer seconds = spec.getLeaseDurationSeconds();
    return Duration.ofSeconds(seconds == null ? GoOperator.LEASE_SECONDS : seconds);
  }
}
