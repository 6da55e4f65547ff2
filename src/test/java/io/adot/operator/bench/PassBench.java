package io.adot.operator.bench;

import io.adot.operator.runtime.PassRig;
import io.adot.operator.runtime.Settings;
import java.time.Duration;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A whole pass over a collector in which nothing has changed; it fails if one asks anything. */
@State(Scope.Thread)
public class PassBench {
  private PassRig rig;
  private long requests;

  /** Makes passes until the preflight's answers are in and the status is written. */
  @Setup(Level.Trial)
  public void settle() {
    rig =
        new PassRig(
            Inputs.collector(Inputs.text(Inputs.FIFTEEN_CHILDREN)),
            Settings.embedded(),
            question -> Inputs.noAws());
    Awaitility.await()
        .pollDelay(Duration.ofSeconds(5))
        .pollInterval(Duration.ofSeconds(2))
        .atMost(Duration.ofSeconds(60))
        .until(
            () -> {
              rig.pass(2);
              long before = rig.requests();
              rig.pass(2);
              return rig.requests() == before;
            });
    requests = rig.requests();
    if (rig.objects().size() != 15) {
      throw new IllegalStateException(rig.objects().size() + " children");
    }
  }

  /** One pass. */
  @Benchmark
  public Optional<Duration> unchangedPass(Cpu cpu) {
    return cpu.of(() -> rig.pass(0));
  }

  /** Counts what was asked meanwhile. */
  @TearDown(Level.Trial)
  public void close() {
    long asked = rig.requests() - requests;
    rig.close();
    if (asked > 0) {
      throw new IllegalStateException(asked + " requests were made by unchanged passes");
    }
  }
}
