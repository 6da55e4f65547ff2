package io.adot.operator.runtime.neighbour;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LeaseMemoryTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  private final LeaseMemory memory = new LeaseMemory();

  @Test
  void isHeldForItsDurationAfterARenewal() {
    assertThat(heldUntil("one", 0, 0)).contains(NOW.plusSeconds(137));
    assertThat(heldUntil("one", 0, 50)).as("no news").contains(NOW.plusSeconds(137));
    assertThat(heldUntil("one", 26, 26)).contains(NOW.plusSeconds(163));
  }

  @Test
  void nobodyHoldsWhatWasReleased() {
    heldUntil("one", 0, 0);

    assertThat(heldUntil("", 10, 10)).isEmpty();
    assertThat(heldUntil(null, 10, 10)).isEmpty();
  }

  @Test
  void whatAnOperatorLongGoneLeftHasExpired() {
    assertThat(heldUntil("one", -3600, 0)).hasValueSatisfying(t -> assertThat(t).isBefore(NOW));
  }

  @Test
  void aRenewalThatIsSeenCountsWhateverTheOthersClockSays() {
    heldUntil("one", -3600, 0);

    assertThat(heldUntil("one", -3574, 26)).contains(NOW.plusSeconds(163));
  }

  @Test
  void aClockThatIsAheadHoldsNoLongerThanAnyOther() {
    assertThat(heldUntil("one", 86_400, 0)).contains(NOW.plusSeconds(137));
  }

  private Optional<Instant> heldUntil(@Nullable String holder, long renewed, long now) {
    Lease lease =
        new LeaseBuilder()
            .withNewMetadata()
            .withUid("uid")
            .endMetadata()
            .withNewSpec()
            .withHolderIdentity(holder)
            .withLeaseDurationSeconds(137)
            .withRenewTime(NOW.plusSeconds(renewed).atZone(ZoneOffset.UTC))
            .endSpec()
            .build();
    return memory.heldUntil(lease, NOW.plusSeconds(now));
  }
}
