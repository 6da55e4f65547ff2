package io.adot.operator.status;

import io.adot.operator.api.Reason;
import java.util.Optional;

/**
 * The answer to the one question most people ask.
 *
 * @param status {@code True}, {@code False} or {@code Unknown}
 * @param reason the stable reason
 * @param message for people
 * @param phase what waiting would do
 */
record Readiness(String status, Reason reason, String message, Phase phase) {

  enum Phase {
    /** Nothing is going on. */
    SETTLED,
    /** It goes on by itself. */
    MOVING,
    /** Nothing has come of it yet; for a moment that is normal. */
    EMPTY,
    /** It is tried again, and may heal. */
    RETRYING,
    /** A person has to act, if it lasts. */
    STUCK
  }

  /** What stands in the way, if something does that may not go by itself. */
  Optional<String> cause() {
    return switch (phase) {
      case STUCK -> Optional.of(reason.name());
      case EMPTY -> Optional.of(Reason.RolloutTimedOut.name());
      case SETTLED, MOVING, RETRYING -> Optional.empty();
    };
  }

  static Readiness yes(Reason reason, String message) {
    return new Readiness("True", reason, message, Phase.SETTLED);
  }

  static Readiness no(Reason reason, String message, Phase phase) {
    return new Readiness("False", reason, message, phase);
  }
}
