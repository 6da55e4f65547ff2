package io.adot.operator.evidence;

import io.adot.operator.preflight.AccessAnswer;
import io.adot.operator.preflight.Observation;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * When an answer counts.
 *
 * @param <A> the answers
 * @param doubtful whether an answer may be premature: the authorizer's cache lags behind a binding
 *     that was applied a moment ago
 * @param unknown whether an answer says nothing
 * @param failed the answer when asking failed, for a reason
 */
record AnswerRules<A>(Predicate<A> doubtful, Predicate<A> unknown, Function<String, A> failed) {

  /** Asked again 0.2, 0.5 and 1 s after the first time. */
  private static final List<Duration> CONFIRMATIONS =
      List.of(Duration.ofMillis(200), Duration.ofMillis(300), Duration.ofMillis(500));

  /** A moment without answers doesn't make forgotten what was known, here or in a status. */
  private static final List<Duration> RETRIES =
      List.of(Duration.ofSeconds(1), Duration.ofSeconds(2));

  static AnswerRules<AccessAnswer> access() {
    return new AnswerRules<>(
        AccessAnswer.Denied.class::isInstance,
        AccessAnswer.Unknown.class::isInstance,
        AccessAnswer.Unknown::new);
  }

  static <T> AnswerRules<Observation<T>> lookup() {
    return new AnswerRules<>(
        Observation.Absent.class::isInstance,
        Observation.Unknown.class::isInstance,
        Observation.Unknown::new);
  }

  /**
   * Whether to ask again before an answer counts.
   *
   * @param settled the answer that counts so far
   * @param latest the answer that just came
   * @param asked how often it was asked again already
   * @return after how long to ask again; empty when the latest answer counts
   */
  Optional<Duration> askAgain(@Nullable A settled, A latest, int asked) {
    if (doubtful.test(latest) && (settled == null || !doubtful.test(settled))) {
      return after(CONFIRMATIONS, asked);
    }
    if (unknown.test(latest) && (settled == null || !unknown.test(settled))) {
      return after(RETRIES, asked);
    }
    return Optional.empty();
  }

  private static Optional<Duration> after(List<Duration> delays, int asked) {
    return asked < delays.size() ? Optional.of(delays.get(asked)) : Optional.empty();
  }
}
