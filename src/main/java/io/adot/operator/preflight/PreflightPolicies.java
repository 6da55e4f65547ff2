package io.adot.operator.preflight;

import io.adot.operator.api.v1beta1.OpenTelemetryCollector;
import io.adot.operator.finding.Finding;
import io.adot.operator.finding.FindingCode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The policy that holds for one collector.
 *
 * @param policy the policy
 * @param findings an annotation that says nothing known
 */
public record PreflightPolicies(PreflightPolicy policy, List<Finding> findings) {

  /** The annotation that overrides the operator's policy for one collector. */
  public static final String ANNOTATION = "adot.io/preflight";

  /** Copies the list. */
  public PreflightPolicies {
    findings = List.copyOf(findings);
  }

  /**
   * Reads a collector's policy. Never throws.
   *
   * @param cr the resource
   * @param defaultPolicy what holds where the resource says nothing, or nothing known
   */
  public static PreflightPolicies of(OpenTelemetryCollector cr, PreflightPolicy defaultPolicy) {
    String text =
        Optional.ofNullable(cr.getMetadata().getAnnotations()).orElse(Map.of()).get(ANNOTATION);
    if (text == null) {
      return new PreflightPolicies(defaultPolicy, List.of());
    }
    return PreflightPolicy.parse(text)
        .map(policy -> new PreflightPolicies(policy, List.of()))
        .orElseGet(
            () -> new PreflightPolicies(defaultPolicy, List.of(unknown(text, defaultPolicy))));
  }

  private static Finding unknown(String text, PreflightPolicy defaultPolicy) {
    return new Finding(
        FindingCode.OTC1104,
        "metadata.annotations[" + ANNOTATION + "]",
        "\"%s\" is no policy, %s is used".formatted(text, defaultPolicy.text()),
        "set it to warn, hold or off, or remove it");
  }
}
