package io.adot.operator.preflight;

import io.adot.operator.api.Reason;
import java.util.List;

/**
 * What a check concludes.
 *
 * @param outcome false only when proven
 * @param reason the stable reason
 * @param message cause, place and remedy; the first line at most 200 characters
 * @param fixes what to apply, in order; empty unless something is missing
 */
public record Verdict(Outcome outcome, Reason reason, String message, List<Fix> fixes) {

  /** Copies the list. */
  public Verdict {
    fixes = List.copyOf(fixes);
  }

  /** The three values of a verdict. */
  public enum Outcome {
    TRUE,
    FALSE,
    UNKNOWN
  }

  /** A verdict without fixes. */
  public static Verdict of(Outcome outcome, Reason reason, String message) {
    return new Verdict(outcome, reason, message, List.of());
  }

  /** Whether something is proven missing. */
  public boolean isFalse() {
    return outcome == Outcome.FALSE;
  }

  /** Whether the evidence is still on its way. */
  public boolean isPending() {
    return outcome == Outcome.UNKNOWN && reason == Reason.Pending;
  }
}
