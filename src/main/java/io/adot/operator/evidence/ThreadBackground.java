package io.adot.operator.evidence;

import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A background of daemon threads. */
final class ThreadBackground implements Background {
  private static final Logger LOG = LoggerFactory.getLogger(ThreadBackground.class);

  private final long start = System.nanoTime();
  private final ScheduledThreadPoolExecutor executor;

  ThreadBackground(String name, int threads) {
    AtomicInteger number = new AtomicInteger();
    executor =
        new ScheduledThreadPoolExecutor(
            threads,
            task -> {
              Thread thread = new Thread(task, name + "-" + number.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
    executor.setKeepAliveTime(30, TimeUnit.SECONDS);
    executor.allowCoreThreadTimeOut(true);
  }

  @Override
  public Duration now() {
    return Duration.ofNanos(System.nanoTime() - start);
  }

  @Override
  public void run(Runnable task) {
    later(Duration.ZERO, task);
  }

  /** No failure is lost with the future: {@link #logged} lets none through. */
  @Override
  @SuppressWarnings("FutureReturnValueIgnored")
  public void later(Duration delay, Runnable task) {
    try {
      executor.schedule(() -> logged(task), delay.toNanos(), TimeUnit.NANOSECONDS);
    } catch (RejectedExecutionException e) {
      LOG.debug("not run, as the operator is stopping");
    }
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }

  private static void logged(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException e) {
      LOG.error("a background task failed", e);
    }
  }
}
