package io.adot.operator.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** Runs all benches and prints the table of {@code docs/performance.md}. */
public final class Bench {
  private static final Map<String, String> NAMES =
      Map.of(
          "unchangedPass", "A pass in which nothing has changed, 15 children",
          "needs", "`Needs.of`, the same collector",
          "assessment", "`Assessment.of`, the same collector: needs, objects, all findings",
          "assessmentOfWorkshop", "`Assessment.of`, the workshop's collector that scrapes metrics",
          "rendering", "`Rendering.of`, the same collector",
          "verdicts", "`Preflight.judge`, the same collector, all answers in",
          "parseAndRender", "From YAML to objects, the workshop's container insights");

  private static final int ITERATIONS = 5; // JMH adds up what it calls events

  private Bench() {}

  /** Takes names of benches, as regular expressions; all without. */
  public static void main(String... names) throws RunnerException, IOException {
    OptionsBuilder options = new OptionsBuilder();
    for (String name : names.length == 0 ? new String[] {"io.adot.operator.bench"} : names) {
      options.include(name);
    }
    Collection<RunResult> results =
        new Runner(
                options
                    .mode(Mode.AverageTime)
                    .forks(1)
                    .warmupIterations(5)
                    .warmupTime(TimeValue.seconds(2))
                    .measurementIterations(ITERATIONS)
                    .measurementTime(TimeValue.seconds(2))
                    .addProfiler(GCProfiler.class)
                    .build())
            .run();
    System.out.printf(
        "%n%s: %d cores (%s), JDK %s%n%n",
        LocalDate.now(), Runtime.getRuntime().availableProcessors(), cpu(), Runtime.version());
    System.out.println("| What | CPU, median (ms) | allocated (kB) |");
    System.out.println("|---|---|---|");
    for (RunResult result : results) {
      System.out.printf(
          Locale.ROOT,
          "| %s | %.3f | %.0f |%n",
          name(result),
          score(result, "medianNanos") / ITERATIONS / 1e6,
          score(result, "gc.alloc.rate.norm") / 1e3);
    }
  }

  private static String name(RunResult result) {
    String name = result.getPrimaryResult().getLabel();
    return NAMES.getOrDefault(name, name);
  }

  private static double score(RunResult result, String name) {
    for (String key : result.getSecondaryResults().keySet()) {
      if (key.endsWith(name)) {
        return result.getSecondaryResults().get(key).getScore();
      }
    }
    return Double.NaN;
  }

  private static String cpu() throws IOException {
    Path info = Path.of("/proc/cpuinfo");
    return Files.exists(info)
        ? Files.readString(info)
            .lines()
            .filter(line -> line.startsWith("model name"))
            .map(line -> line.substring(line.indexOf(':') + 1).strip())
            .findFirst()
            .orElse("unknown")
        : "unknown";
  }
}
