package io.adot.operator.component;

import io.adot.operator.config.CollectorConfig;
import java.util.List;

/** The Kubernetes permissions that a configuration implies. */
final class KubernetesRules {
  private KubernetesRules() {}

  static List<KubernetesRule> of(CollectorConfig config, Surroundings surroundings) {
    return List.of();
  }
}
