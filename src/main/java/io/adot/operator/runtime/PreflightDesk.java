package io.adot.operator.runtime;

import io.adot.operator.api.v1beta1.OpenTelemetryCollector;
import io.adot.operator.aws.Iam;
import io.adot.operator.finding.Finding;
import io.adot.operator.preflight.Preflight;
import io.adot.operator.preflight.PreflightPolicy;
import io.adot.operator.preflight.Verdicts;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * Where a pass gets its verdicts: what is known now, judged; what is not known yet is asked for
 * behind its back.
 */
final class PreflightDesk implements AutoCloseable {
  private final Settings settings;

  PreflightDesk(
      KubernetesClient client, Settings settings, Iam iam, BiConsumer<String, String> changed) {
    this.settings = settings;
  }

  /**
   * What the preflight says of a collector now.
   *
   * @param policy what follows from a false verdict
   * @param verdicts the judgement
   * @param findings what is wrong with how the policy was given
   */
  record Opinion(PreflightPolicy policy, Verdicts verdicts, List<Finding> findings) {
    List<Finding> with(List<Finding> others) {
      List<Finding> all = new ArrayList<>(others);
      all.addAll(findings);
      return all;
    }
  }

  Opinion opinion(OpenTelemetryCollector collector, Assessment assessment) {
    return new Opinion(settings.preflight(), Preflight.skipped(), List.of());
  }

  void askAgainSoon(OpenTelemetryCollector collector, boolean soon) {}

  void forget(String namespace, String name) {}

  @Override
  public void close() {}
}
