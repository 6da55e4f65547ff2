package io.adot.operator.evidence;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A background in which nothing happens until the test lets time pass. */
final class ManualBackground implements Background {
  private record Task(Duration at, int number, Runnable work) {}

  private final List<Task> tasks = new ArrayList<>();
  private Duration now = Duration.ofHours(1);
  private int number;

  @Override
  public Duration now() {
    return now;
  }

  @Override
  public void run(Runnable task) {
    later(Duration.ZERO, task);
  }

  @Override
  public void later(Duration delay, Runnable task) {
    tasks.add(new Task(now.plus(delay), number++, task));
  }

  @Override
  public void close() {
    tasks.clear();
  }

  /** Lets time pass; what falls due meanwhile is done, in order. */
  void pass(Duration time) {
    Duration until = now.plus(time);
    while (true) {
      Task next =
          tasks.stream()
              .filter(task -> task.at().compareTo(until) <= 0)
              .min(Comparator.comparing(Task::at).thenComparing(Task::number))
              .orElse(null);
      if (next == null) {
        now = until;
        return;
      }
      tasks.remove(next);
      now = next.at();
      next.work().run();
    }
  }

  void passMillis(long millis) {
    pass(Duration.ofMillis(millis));
  }

  void passSeconds(long seconds) {
    pass(Duration.ofSeconds(seconds));
  }
}
