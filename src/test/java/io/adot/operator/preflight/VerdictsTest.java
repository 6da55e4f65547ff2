package io.adot.operator.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import io.adot.operator.api.Reason;
import io.adot.operator.preflight.Verdict.Outcome;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerdictsTest {

  @ParameterizedTest
  @CsvSource({
    // ServiceAccount, Kubernetes permissions, which of them the condition shows
    "FALSE, FALSE, account",
    "FALSE, TRUE, account",
    "PENDING, FALSE, kubernetes",
    "PENDING, TRUE, account",
    "PENDING, UNKNOWN, account",
    "UNKNOWN, FALSE, kubernetes",
    "UNKNOWN, TRUE, account",
    "TRUE, FALSE, kubernetes",
    "TRUE, PENDING, kubernetes",
    "TRUE, UNKNOWN, kubernetes",
    "TRUE, TRUE, kubernetes",
  })
  void theConditionShowsWhatMattersMost(String account, String kubernetes, String shown) {
    Verdict nothing = Verdict.of(Outcome.TRUE, Reason.NotRequired, "");

    assertThat(
            new Verdicts(
                    nothing,
                    verdict(account, "account"),
                    verdict(kubernetes, "kubernetes"),
                    nothing)
                .permissions()
                .message())
        .isEqualTo(shown);
  }

  private static Verdict verdict(String state, String message) {
    return state.equals("PENDING")
        ? Verdict.of(Outcome.UNKNOWN, Reason.Pending, message)
        : Verdict.of(Outcome.valueOf(state), Reason.CannotReview, message);
  }
}
