package io.adot.operator.bench;

import io.adot.operator.api.v1beta1.OpenTelemetryCollector;
import io.adot.operator.assessment.Assessment;
import io.adot.operator.component.Needs;
import io.adot.operator.config.CollectorConfig;
import io.adot.operator.preflight.Evidence;
import io.adot.operator.preflight.Preflight;
import io.adot.operator.preflight.Questions;
import io.adot.operator.preflight.Verdicts;
import io.adot.operator.render.CollectorSurroundings;
import io.adot.operator.render.Facts;
import io.adot.operator.render.Rendering;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The pure parts of a pass, one by one. */
@State(Scope.Thread)
public class PureBench {
  private final Facts facts = Facts.defaults();
  private final String workshop = Inputs.text(Inputs.CONTAINER_INSIGHTS);
  private final OpenTelemetryCollector scraper = Inputs.collector(Inputs.text(Inputs.OSS_METRICS));
  private OpenTelemetryCollector collector;
  private CollectorConfig config;
  private Needs needs;
  private Rendering rendering;
  private Evidence evidence;

  /** Makes what each part is given. */
  @Setup(Level.Trial)
  public void prepare() {
    collector = Inputs.collector(Inputs.text(Inputs.FIFTEEN_CHILDREN));
    config = CollectorConfig.parse(collector.getSpec().getConfig());
    needs = needs(collector);
    rendering = Rendering.of(collector, needs, facts);
    evidence = Inputs.evidence(Questions.of(collector, needs, rendering.objects()));
  }

  /** What the configuration implies. */
  @Benchmark
  public Needs needs(Cpu cpu) {
    return cpu.of(() -> Needs.of(config, CollectorSurroundings.of(collector, facts)));
  }

  /** Needs, objects and all findings: what a pass does for a resource that is new to it. */
  @Benchmark
  public Assessment assessment(Cpu cpu) {
    return cpu.of(() -> Assessment.of(collector, facts));
  }

  /** The same for the collector that the workshop scrapes metrics with. */
  @Benchmark
  public Assessment assessmentOfWorkshop(Cpu cpu) {
    return cpu.of(() -> Assessment.of(scraper, facts));
  }

  /** The objects of a collector with fifteen children. */
  @Benchmark
  public Rendering rendering(Cpu cpu) {
    return cpu.of(() -> Rendering.of(collector, needs, facts));
  }

  /** The verdicts, with all answers in. */
  @Benchmark
  public Verdicts verdicts(Cpu cpu) {
    return cpu.of(() -> Preflight.judge(collector, needs, rendering.objects(), evidence));
  }

  /** From the YAML of the workshop's biggest collector to its objects. */
  @Benchmark
  public Rendering parseAndRender(Cpu cpu) {
    return cpu.of(
        () -> {
          OpenTelemetryCollector read = Inputs.collector(workshop);
          return Rendering.of(read, needs(read), facts);
        });
  }

  private Needs needs(OpenTelemetryCollector of) {
    return Needs.of(
        CollectorConfig.parse(of.getSpec().getConfig()), CollectorSurroundings.of(of, facts));
  }
}
