package io.adot.operator.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.adot.operator.api.v1beta1.OpenTelemetryCollectorStatus;
import io.adot.operator.status.CollectorStatus;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PatienceTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant LATER = START.plus(CollectorStatus.PATIENCE);

  private final Patience patience = new Patience();

  @Test
  void endsWhenTheSameCauseHasLasted() {
    assertThat(patience.observe("uid", Optional.of("Unschedulable"), START))
        .contains(CollectorStatus.PATIENCE);
    assertThat(patience.exhausted("uid", null, LATER.minusMillis(1))).isEmpty();
    assertThat(patience.exhausted("uid", null, LATER)).contains("Unschedulable");
    assertThat(patience.observe("uid", Optional.of("Unschedulable"), LATER)).isEmpty();
  }

  @Test
  void startsAnewWithAnotherCause() {
    patience.observe("uid", Optional.of("Unschedulable"), START);
    patience.observe("uid", Optional.of("ImagePullFailed"), LATER);

    assertThat(patience.exhausted("uid", null, LATER)).isEmpty();
  }

  @Test
  void isNotRestoredByARestart() {
    OpenTelemetryCollectorStatus stalled = new OpenTelemetryCollectorStatus();
    stalled.setConditions(
        List.of(
            new ConditionBuilder()
                .withType("Stalled")
                .withStatus("True")
                .withReason("Unschedulable")
                .build()));

    assertThat(patience.exhausted("uid", stalled, START)).contains("Unschedulable");
    assertThat(patience.observe("uid", Optional.of("Unschedulable"), START)).isEmpty();
    assertThat(patience.exhausted("uid", stalled, START)).contains("Unschedulable");
  }
}
