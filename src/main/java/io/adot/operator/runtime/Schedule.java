package io.adot.operator.runtime;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The earliest of several times at which something is due. */
final class Schedule {
  private @Nullable Duration earliest;

  /** Adds a time from now; zero and less mean that nothing is due. */
  Schedule at(Duration wait) {
    if (wait.compareTo(Duration.ZERO) > 0 && (earliest == null || wait.compareTo(earliest) < 0)) {
      earliest = wait;
    }
    return this;
  }

  /** Adds a time from now, if there is one. */
  Schedule at(Optional<Duration> wait) {
    wait.ifPresent(this::at);
    return this;
  }

  Optional<Duration> earliest() {
    return Optional.ofNullable(earliest);
  }
}
