package io.adot.operator.component;

import io.adot.operator.config.CollectorConfig;
import io.adot.operator.config.ComponentKind;
import io.adot.operator.finding.Finding;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where a collector listens, worked out from its effective configuration.
 *
 * @param receivers ports of receivers, sorted by name
 * @param exporters ports of exporters, sorted by name
 * @param extensions ports of extensions, sorted by name
 * @param metrics where it offers its own metrics
 * @param health where it tells its health, when an extension does
 * @param env variables that components read
 * @param findings what is wrong with its addresses
 */
record Listening(
    List<Listener> receivers,
    List<Listener> exporters,
    List<Listener> extensions,
    MetricsEndpoint metrics,
    Optional<HealthEndpoint> health,
    List<InferredEnv> env,
    List<Finding> findings) {

  static Listening of(CollectorConfig config, Surroundings surroundings) {
    List<Finding> findings = new ArrayList<>();
    PortReader ports = new PortReader(surroundings.env(), findings::add);
    MetricsEndpoint metrics = TelemetryMetrics.endpoint(config.telemetry(), ports);
    PublishedPorts published = new PublishedPorts(metrics, findings::add);
    ListenerReader reader = new ListenerReader(ports, findings::add);
    Stream.of(ComponentKind.RECEIVER, ComponentKind.EXPORTER, ComponentKind.EXTENSION)
        .flatMap(kind -> found(config, kind, reader))
        // What the Go operator knows has its numbers and names, whatever we publish beyond that.
        .sorted(Comparator.comparing(FoundListener::isBeyondGo))
        .forEach(published::add);
    return new Listening(
        published.of(ComponentKind.RECEIVER),
        published.of(ComponentKind.EXPORTER),
        published.of(ComponentKind.EXTENSION),
        metrics,
        HealthCheck.endpoint(config, surroundings.env(), findings::add),
        env(config),
        findings);
  }

  private static Stream<FoundListener> found(
      CollectorConfig config, ComponentKind kind, ListenerReader reader) {
    return config.enabled(kind).stream()
        .flatMap(component -> reader.read(component).stream())
        .sorted();
  }

  private static List<InferredEnv> env(CollectorConfig config) {
    return config.enabled().stream()
        .flatMap(component -> ListenerRow.of(component.id()).stream())
        .flatMap(row -> row.env().stream())
        .distinct()
        .toList();
  }
}
