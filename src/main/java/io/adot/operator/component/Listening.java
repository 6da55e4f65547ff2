package io.adot.operator.component;

import io.adot.operator.config.CollectorConfig;
import io.adot.operator.finding.Finding;
import java.util.List;
import java.util.Optional;

/** Where a collector listens, worked out from its effective configuration. */
record Listening(
    List<Listener> receivers,
    List<Listener> exporters,
    List<Listener> extensions,
    MetricsEndpoint metrics,
    Optional<HealthEndpoint> health,
    List<InferredEnv> env,
    List<Finding> findings) {

  static Listening of(CollectorConfig config, Surroundings surroundings) {
    return new Listening(
        List.of(),
        List.of(),
        List.of(),
        new MetricsEndpoint("0.0.0.0", 8888),
        Optional.empty(),
        List.of(),
        List.of());
  }
}
