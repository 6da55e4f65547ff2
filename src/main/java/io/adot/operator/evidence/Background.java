package io.adot.operator.evidence;

import java.time.Duration;

/** Where work is done that a reconcile must not wait for. */
public interface Background extends AutoCloseable {

  /** The time since some fixed moment; never runs backwards. */
  Duration now();

  /** Runs a task as soon as there is a thread for it. Returns at once. */
  void run(Runnable task);

  /** Runs a task after a delay. Returns at once. */
  void later(Duration delay, Runnable task);

  /** Drops what has not begun. */
  @Override
  void close();

  /**
   * A background of its own threads, which end when there is nothing to do.
   *
   * @param name what the threads are called
   * @param threads how many tasks run at once, at most
   */
  static Background threads(String name, int threads) {
    return new ThreadBackground(name, threads);
  }
}
