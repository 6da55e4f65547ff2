package io.adot.operator.status;

import static io.adot.operator.api.ConditionType.AwsIdentityReady;
import static io.adot.operator.api.ConditionType.ConfigValid;
import static io.adot.operator.api.ConditionType.PermissionsReady;
import static io.adot.operator.api.ConditionType.Ready;
import static io.adot.operator.api.ConditionType.Reconciling;
import static io.adot.operator.api.ConditionType.Stalled;
import static io.adot.operator.status.Scene.NOW;
import static io.adot.operator.status.Scene.rolling;
import static io.adot.operator.status.Scene.wellAndReady;
import static io.adot.operator.testing.StatusAssert.assertThatStatus;
import static org.assertj.core.api.Assertions.assertThat;

import io.adot.operator.api.Reason;
import io.adot.operator.api.v1beta1.OpenTelemetryCollector;
import io.adot.operator.api.v1beta1.OpenTelemetryCollectorStatus;
import io.adot.operator.finding.FindingCode;
import org.junit.jupiter.api.Test;

class BreakdownTest {
  private final OpenTelemetryCollector collector = wellAndReady().generation(4).collector();

  @Test
  void saysWhatHappenedAndKeepsWhatIsKnown() {
    OpenTelemetryCollectorStatus before = wellAndReady().finding(FindingCode.OTC1101).status();

    CollectorStatus told =
        Breakdown.of(collector, before, new IllegalStateException("first\nsecond"), NOW);

    assertThatStatus(told.status())
        .says(Ready, "False", Reason.ApplyFailed)
        .says(Reconciling, "True", Reason.Retrying)
        .says(ConfigValid, "True", Reason.ValidWithWarnings)
        .says(PermissionsReady, "True", Reason.Allowed)
        .says(AwsIdentityReady, "True", Reason.NotRequired)
        .message(Ready)
        .isEqualTo(
            "the operator failed on this collector: IllegalStateException: first; it tries again");
    assertThat(told.status().getScale()).isEqualTo(before.getScale());
    assertThat(told.status().getImage()).isEqualTo(before.getImage());
    assertThat(told.status().getObservedGeneration()).isEqualTo(4);
    assertThat(told.notices()).extracting(Notice::reason).containsExactly(Reason.ApplyFailed);
    assertThat(told.stuckOn()).isEmpty();
  }

  @Test
  void isToldTheSameTheNextTime() {
    CollectorStatus first = Breakdown.of(collector, null, new NullPointerException(), NOW);
    CollectorStatus second =
        Breakdown.of(collector, first.status(), new NullPointerException(), NOW.plusSeconds(60));

    assertThat(second.status()).isEqualTo(first.status());
    assertThat(second.notices()).isEmpty();
    assertThatStatus(first.status())
        .doesNotSay(ConfigValid)
        .message(Reconciling)
        .isEqualTo("the operator failed on this collector: NullPointerException");
  }

  @Test
  void doesNotStayStalled() {
    OpenTelemetryCollectorStatus stalled =
        rolling().finding(FindingCode.OTC1002).toldWhenStalled().status();

    assertThatStatus(Breakdown.of(collector, stalled, new RuntimeException("x"), NOW).status())
        .doesNotSay(Stalled);
  }

  @Test
  void quotesNoNovel() {
    assertThatStatus(
            Breakdown.of(collector, null, new RuntimeException("x".repeat(9_000)), NOW).status())
        .message(Ready)
        .hasSizeLessThan(300);
  }
}
