package io.adot.operator.component;

import io.adot.operator.config.CollectorConfig;
import io.adot.operator.finding.Finding;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Everything that a configuration implies for the world around the collector.
 *
 * @param config the effective configuration: the user's in the form that its image reads, with
 *     endpoints that were left empty and the telemetry reader filled in; this is what is rendered
 * @param args command-line arguments in the form that the image takes, without {@code --}
 * @param receivers ports of the receivers that the collector starts, sorted by name
 * @param exporters ports of the exporters that the collector starts (Prometheus), sorted by name
 * @param extensions ports of the extensions that the collector starts, sorted by name
 * @param metrics where the collector offers its own metrics
 * @param health the endpoint for probes, when an extension offers one
 * @param env variables that components need
 * @param kubernetesRules permissions in the cluster, in a stable order
 * @param awsRequirements actions in AWS, in a stable order
 * @param findings the configuration's findings and those of working out the rest
 */
public record Needs(
    CollectorConfig config,
    Map<String, String> args,
    List<Listener> receivers,
    List<Listener> exporters,
    List<Listener> extensions,
    MetricsEndpoint metrics,
    Optional<HealthEndpoint> health,
    List<InferredEnv> env,
    List<KubernetesRule> kubernetesRules,
    List<AwsRequirement> awsRequirements,
    List<Finding> findings) {

  /** Copies the lists. */
  public Needs {
    args = Map.copyOf(args);
    receivers = List.copyOf(receivers);
    exporters = List.copyOf(exporters);
    extensions = List.copyOf(extensions);
    env = List.copyOf(env);
    kubernetesRules = List.copyOf(kubernetesRules);
    awsRequirements = List.copyOf(awsRequirements);
    findings = List.copyOf(findings);
  }

  /**
   * Works out what a configuration implies. Pure, never throws.
   *
   * @param config the configuration as the user wrote it
   * @param surroundings what else of the resource matters
   */
  public static Needs of(CollectorConfig config, Surroundings surroundings) {
    ReleaseChanges.Adapted adapted = ReleaseChanges.adapt(config, surroundings);
    CollectorConfig effective = Defaults.apply(adapted.config());
    Listening listening = Listening.of(effective, surroundings);
    return new Needs(
        effective,
        adapted.args(),
        listening.receivers(),
        listening.exporters(),
        listening.extensions(),
        listening.metrics(),
        listening.health(),
        listening.env(),
        KubernetesRules.of(effective, surroundings),
        AwsRequirements.of(effective, surroundings),
        Stream.of(config.findings(), adapted.findings(), listening.findings())
            .flatMap(List::stream)
            .toList());
  }
}
