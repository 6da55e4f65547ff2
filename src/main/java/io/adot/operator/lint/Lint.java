package io.adot.operator.lint;

import io.adot.operator.finding.Finding;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** All rules on what a user wrote. */
public final class Lint {
  private static final List<Rule> RULES =
      List.of(
          new ComponentIds(),
          new KnownTypes(),
          new BothNames(),
          new KnownSections(),
          new PipelineShape(),
          new PipelineSignals(),
          new ConnectorEnds(),
          new RoutedPipelines(),
          new ExtensionReferences(),
          new RefusedSettings(),
          new RefusedValues(),
          new ScrapeJobs(),
          new OtlpEndpoints(),
          new CaptureGroups(),
          new Variables(),
          new Placeholders(),
          new LocalListeners(),
          new AdotPod());

  private Lint() {}

  /**
   * Applies every rule. Pure, never throws over what a user wrote.
   *
   * @param subject what to look at
   * @return what was found, in the order of the rules
   */
  public static List<Finding> of(Subject subject) {
    Set<Finding> findings = new LinkedHashSet<>();
    RULES.forEach(rule -> rule.check(subject, findings::add));
    return List.copyOf(findings);
  }
}
