package io.adot.operator.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import io.adot.operator.api.Reason;
import io.adot.operator.runtime.neighbour.Sight;
import io.adot.operator.runtime.neighbour.Sight.State;
import io.adot.operator.status.Notice;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StandingTest {
  private static final Sight ACTIVE = new Sight(State.ACTIVE, "Lease x/y is held by z", false);
  private static final Sight ABSENT = Sight.NOBODY;

  private final List<Notice> announced = new ArrayList<>();
  private final CapturedLog log = CapturedLog.of(Standing.class);

  @AfterEach
  void close() {
    log.close();
  }

  @Test
  void nothingIsTouchedBeforeItIsKnownThatThereIsNoOther() {
    Standing standing = leading();

    assertThat(standing.acts()).isFalse();
    assertThatThrownBy(standing::requireToAct).isInstanceOf(Standing.StandsAside.class);
    standing.seen(ABSENT);
    assertThat(standing.acts()).isTrue();
    standing.requireToAct();
    assertThat(announced).isEmpty();
  }

  @Test
  void anotherOperatorIsAnnouncedOnceUntilItIsGone() {
    Standing standing = leading();

    standing.seen(ACTIVE);
    standing.seen(new Sight(State.ACTIVE, "pod x/y is ready", false));
    standing.seen(new Sight(State.UNKNOWN, "", true));
    standing.seen(ACTIVE);
    assertThat(announced)
        .singleElement()
        .satisfies(
            notice -> {
              assertThat(notice.warning()).isTrue();
              assertThat(notice.reason()).isEqualTo(Reason.AnotherOperatorActive);
              assertThat(notice.message()).contains("Lease x/y is held by z", "--watch-selector");
            });

    standing.seen(ABSENT);
    standing.seen(ACTIVE);
    assertThat(announced).hasSize(2);
    assertThat(log.messages(Level.WARN)).anyMatch(line -> line.contains("may not list and watch"));
  }

  @Test
  void theReplicaThatWaitsSaysNothingUntilItLeads() {
    Standing standing = standing();

    standing.seen(ACTIVE);
    assertThat(announced).isEmpty();
    standing.lead();
    assertThat(announced).hasSize(1);
  }

  @Test
  void whoeverWorksIsToldOfEachChange() {
    List<Boolean> told = new ArrayList<>();
    Standing standing = leading();
    standing.whenChanged(() -> told.add(standing.acts()));

    standing.seen(ABSENT);
    standing.seen(ABSENT);
    standing.seen(ACTIVE);
    standing.seen(ABSENT);

    assertThat(told).containsExactly(true, false, true);
  }

  private Standing leading() {
    Standing standing = standing();
    standing.lead();
    return standing;
  }

  private Standing standing() {
    return new Standing(Sight.NOTHING_YET, announced::add);
  }
}
