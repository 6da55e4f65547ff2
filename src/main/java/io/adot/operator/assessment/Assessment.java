package io.adot.operator.assessment;

import com.fasterxml.jackson.databind.JsonNode;
import io.adot.operator.api.v1beta1.OpenTelemetryCollector;
import io.adot.operator.component.CollectorImage;
import io.adot.operator.component.Needs;
import io.adot.operator.config.CollectorConfig;
import io.adot.operator.config.DroppedNulls;
import io.adot.operator.finding.Finding;
import io.adot.operator.finding.Severity;
import io.adot.operator.lint.Lint;
import io.adot.operator.lint.Subject;
import io.adot.operator.render.CollectorSurroundings;
import io.adot.operator.render.Facts;
import io.adot.operator.render.Rendering;
import java.util.List;
import java.util.stream.Stream;

/**
 * The pure half of a pass: what a collector resource says, needs and becomes. The operator and the
 * command line come through here alike, so that both say the same.
 *
 * @param needs what the configuration implies
 * @param rendering what it becomes
 * @param image the image it will run
 * @param findings all findings, of the configuration and of the rendering
 * @param leftAlone whether it is left as another operator made it
 */
public record Assessment(
    Needs needs,
    Rendering rendering,
    CollectorImage image,
    List<Finding> findings,
    boolean leftAlone) {

  /** Copies the list. */
  public Assessment {
    findings = List.copyOf(findings);
  }

  /**
   * Assesses a resource. Pure; never throws over what a user wrote: that becomes a finding.
   *
   * @param collector the resource; its metadata and spec are there
   * @param facts the operator's settings
   */
  public static Assessment of(OpenTelemetryCollector collector, Facts facts) {
    var surroundings = CollectorSurroundings.of(collector, facts);
    JsonNode config =
        DroppedNulls.restored(
            collector.getSpec().getConfig(), collector.getMetadata().getAnnotations());
    CollectorConfig written = CollectorConfig.parse(config);
    Needs needs = Needs.of(written, surroundings);
    Rendering rendering = Rendering.of(collector, needs, facts);
    List<Finding> known =
        Stream.concat(needs.findings().stream(), rendering.findings().stream()).toList();
    Subject subject =
        new Subject(
            written,
            needs,
            surroundings,
            collector.getSpec(),
            rendering.podSpec(),
            facts.fsGroup().isPresent(),
            known);
    List<Finding> findings = Stream.concat(known.stream(), Lint.of(subject).stream()).toList();
    return new Assessment(
        needs, rendering, surroundings.image(), findings, facts.inherited().leftAlone());
  }

  /** Whether what was rendered must not reach a running collector. */
  public boolean isInvalid() {
    return findings.stream().anyMatch(finding -> finding.severity() == Severity.ERROR);
  }

  /** The same with the workload as the Go operator would have it. */
  public Assessment withoutAdditions() {
    return new Assessment(needs, rendering.withoutAdditions(), image, findings, leftAlone);
  }
}
