package io.adot.operator.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import io.adot.operator.api.Reason;
import io.adot.operator.preflight.Verdict;
import io.adot.operator.preflight.Verdict.Outcome;
import io.adot.operator.preflight.Verdicts;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CadenceTest {

  @ParameterizedTest
  @CsvSource({
    "TRUE, TRUE, false, 60, 60",
    "TRUE, UNKNOWN, false, 60, 60",
    "TRUE, FALSE, false, 60, 60",
    "FALSE, TRUE, false, 5, 60",
    "TRUE, TRUE, true, 5, 60",
    "TRUE, UNKNOWN, true, 5, 60",
    "TRUE, FALSE, true, 5, 5"
  })
  void everyVerdictIsCheckedEachMinuteAndWhatWithholdsACollectorEachFiveSeconds(
      Outcome apiAccess, Outcome aws, boolean held, int cluster, int iam) {
    Verdict allowed = Verdict.of(Outcome.TRUE, Reason.Allowed, "fine");
    Verdicts verdicts =
        new Verdicts(
            Verdict.of(apiAccess, Reason.Allowed, "the operator"),
            allowed,
            allowed,
            Verdict.of(aws, Reason.IRSA, "a role"));

    assertThat(Cadence.of(verdicts, held))
        .isEqualTo(new Cadence(Duration.ofSeconds(cluster), Duration.ofSeconds(iam)));
  }
}
