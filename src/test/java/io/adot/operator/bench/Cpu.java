package io.adot.operator.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.function.Supplier;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * The processor time of each call, on the thread that makes it, as time on the wall says little on
 * a machine that has other things to do.
 */
@AuxCounters(AuxCounters.Type.EVENTS)
@State(Scope.Thread)
public class Cpu {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private long[] nanos = new long[1 << 16];
  private int calls;

  /** Makes a call. */
  <T> T of(Supplier<T> call) {
    long start = THREADS.getCurrentThreadCpuTime();
    T result = call.get();
    if (calls == nanos.length) {
      nanos = Arrays.copyOf(nanos, 2 * calls);
    }
    nanos[calls++] = THREADS.getCurrentThreadCpuTime() - start;
    return result;
  }

  /** The median of this iteration, which this ends. */
  public double medianNanos() {
    long[] sorted = Arrays.copyOf(nanos, calls);
    Arrays.sort(sorted);
    calls = 0;
    return sorted.length == 0 ? 0 : sorted[sorted.length / 2];
  }
}
