package io.adot.operator.offline;

import io.adot.operator.assessment.Assessment;
import io.adot.operator.finding.Finding;
import io.adot.operator.preflight.Preflight;
import io.adot.operator.preflight.PreflightPolicies;
import io.adot.operator.preflight.PreflightPolicy;
import io.adot.operator.preflight.Questions;
import io.adot.operator.preflight.Verdicts;
import io.adot.operator.render.Facts;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;
import java.util.stream.Stream;

/**
 * A collector from a file, judged by the same line as in the operator.
 *
 * @param collector what was found
 * @param assessment what it says, needs and becomes
 * @param findings all that is found in it
 * @param verdicts what the files show of its permissions; what the operator itself may do is never
 *     known
 */
public record Inspection(
    FoundCollector collector, Assessment assessment, List<Finding> findings, Verdicts verdicts) {

  /** Copies the list. */
  public Inspection {
    findings = List.copyOf(findings);
  }

  /**
   * Judges every collector that was found.
   *
   * @param manifests what was found
   * @param facts the settings of the operator that will run them
   * @param issuer the cluster's OIDC issuer; empty where nobody tells
   */
  public static List<Inspection> of(Manifests manifests, Facts facts, String issuer) {
    OfflineEvidence evidence = new OfflineEvidence(manifests.objects(), issuer);
    UnknownFields unknown = new UnknownFields(ManifestReader.MAPPER);
    return manifests.collectors().parallelStream()
        .map(one -> of(one, facts, evidence, unknown.in(one.tree())))
        .toList();
  }

  private static Inspection of(
      FoundCollector found, Facts facts, OfflineEvidence evidence, List<Finding> unknown) {
    Assessment assessment = Assessment.of(found.resource(), facts);
    List<HasMetadata> objects = assessment.rendering().objects();
    PreflightPolicies policies = PreflightPolicies.of(found.resource(), PreflightPolicy.WARN);
    Verdicts verdicts =
        policies.policy() == PreflightPolicy.OFF
            ? Preflight.skipped()
            : Preflight.judge(
                found.resource(),
                assessment.needs(),
                objects,
                evidence.of(Questions.of(found.resource(), assessment.needs(), objects), objects));
    return new Inspection(
        found,
        assessment,
        Stream.of(unknown, assessment.findings(), policies.findings())
            .flatMap(List::stream)
            .toList(),
        verdicts);
  }
}
