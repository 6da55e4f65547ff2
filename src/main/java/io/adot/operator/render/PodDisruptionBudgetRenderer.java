package io.adot.operator.render;

import io.adot.operator.api.v1beta1.CollectorMode;
import io.adot.operator.api.v1beta1.PodDisruptionBudgetSettings;
import io.adot.operator.finding.Finding;
import io.adot.operator.finding.FindingCode;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudgetBuilder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The budget that keeps a node drain from taking all pods at once. */
final class PodDisruptionBudgetRenderer implements Renderer {
  @Override
  public List<HasMetadata> render(Blueprint b) {
    if (b.mode() != CollectorMode.DEPLOYMENT && b.mode() != CollectorMode.STATEFULSET) {
      return List.of();
    }
    PodDisruptionBudgetSettings settings = b.spec().getPodDisruptionBudget();
    IntOrString min = settings == null ? null : settings.getMinAvailable();
    String name = b.naming().podDisruptionBudget();
    return List.of(
        new PodDisruptionBudgetBuilder()
            .withMetadata(b.metadata(name, b.labels().filtered(name), b.annotations().object()))
            .withNewSpec()
            .withMinAvailable(min)
            .withMaxUnavailable(maxUnavailable(b, settings, min))
            .withNewSelector()
            .withMatchLabels(b.labels().selector())
            .endSelector()
            .endSpec()
            .build());
  }

  private static @Nullable IntOrString maxUnavailable(
      Blueprint b, @Nullable PodDisruptionBudgetSettings settings, @Nullable IntOrString min) {
    IntOrString max = settings == null ? null : settings.getMaxUnavailable();
    if (min == null) {
      return max == null ? new IntOrString(1) : max;
    }
    if (max != null) {
      b.findings()
          .accept(
              new Finding(
                  FindingCode.OTC1101,
                  "spec.podDisruptionBudget.maxUnavailable",
                  "is ignored: a budget has either minAvailable or maxUnavailable",
                  "remove one of the two"));
    }
    return null;
  }
}
