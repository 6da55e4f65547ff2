package io.adot.operator.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.adot.operator.converge.Convergence;
import io.adot.operator.converge.Convergence.Cause;
import io.adot.operator.converge.Convergence.Failure;
import io.adot.operator.converge.ObjectKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BackoffTest {
  private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
  private static final Duration LONGEST = Duration.ofMinutes(5);
  private static final Duration HALF_A_MINUTE = Duration.ofSeconds(30);

  private final Backoff backoff = new Backoff();

  @Test
  void doublesUpToTheLimitAndNeverGivesUp() {
    List<Long> waits = new ArrayList<>();
    Instant now = START;
    for (int pass = 0; pass < 40; pass++) {
      Duration wait = backoff.next("uid", LONGEST, now);
      waits.add(wait.toSeconds());
      now = now.plus(wait);
    }

    assertThat(waits).startsWith(1L, 2L, 4L, 8L, 16L, 32L, 64L, 128L, 256L, 300L).endsWith(300L);
  }

  @Test
  void aPassBeforeItsTimeDoesNotMakeTheWaitLonger() {
    backoff.next("uid", LONGEST, START);
    backoff.next("uid", LONGEST, START.plusSeconds(1));

    assertThat(backoff.next("uid", LONGEST, START.plusSeconds(2))).hasSeconds(1);
  }

  @Test
  void isOfEachCollectorAloneAndStartsAnewAfterASuccess() {
    backoff.next("uid", LONGEST, START);
    backoff.next("uid", LONGEST, START.plusSeconds(1));

    assertThat(backoff.next("other", LONGEST, START.plusSeconds(3))).hasSeconds(1);
    backoff.reset("uid");
    assertThat(backoff.next("uid", LONGEST, START.plusSeconds(3))).hasSeconds(1);
  }

  @Test
  void aNameThatIsTakenIsLookedForMoreOften() {
    Instant now = START;
    for (int pass = 0; pass < 10; pass++) {
      now = now.plus(backoff.after("uid", failed(Cause.NAME_CONFLICT), now).orElseThrow());
      now = now.plus(backoff.after("other", failed(Cause.INVALID), now).orElseThrow());
    }

    assertThat(backoff.after("uid", failed(Cause.NAME_CONFLICT), now)).contains(HALF_A_MINUTE);
    assertThat(backoff.after("other", failed(Cause.INVALID), now)).contains(LONGEST);
    assertThat(backoff.after("uid", Convergence.NONE, now)).isEmpty();
    assertThat(backoff.after("uid", failed(Cause.NAME_CONFLICT), now))
        .contains(Duration.ofSeconds(1));
  }

  private static Convergence failed(Cause cause) {
    ObjectKey key = new ObjectKey("v1", "Service", "ns", "x");
    return Convergence.failed(List.of(new Failure(key, cause, "refused")));
  }
}
