package io.adot.operator.render;

import io.adot.operator.api.v1beta1.MetricsSettings;
import io.adot.operator.api.v1beta1.ObservabilitySettings;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What tells a Prometheus operator to scrape the collector: ServiceMonitors for its own metrics and
 * for what its Prometheus exporters offer, or a PodMonitor for the pods it is a sidecar of.
 */
final class MonitorRenderer implements Renderer {
  /** The label of pods that got the collector as a sidecar; its value is the instance label's. */
  private static final String INJECTED = "sidecar.opentelemetry.io/injected";

  @Override
  public List<HasMetadata> render(Blueprint b) {
    ObservabilitySettings observability = b.spec().getObservability();
    MetricsSettings settings = observability == null ? null : observability.getMetrics();
    if (settings == null || !Boolean.TRUE.equals(settings.getEnableMetrics())) {
      return List.of();
    }
    return b.hasWorkload() ? serviceMonitors(b, settings) : List.of(podMonitor(b, settings));
  }

  private static List<HasMetadata> serviceMonitors(Blueprint b, MetricsSettings settings) {
    List<HasMetadata> monitors = new ArrayList<>();
    List<String> exported = exported(b, b.ports().service());
    if (!exported.isEmpty()) {
      monitors.add(serviceMonitor(b, settings, b.naming().serviceMonitor(), "base", exported));
    }
    monitors.add(
        serviceMonitor(
            b,
            settings,
            b.naming().monitoringServiceMonitor(),
            "monitoring",
            List.of(ServiceRenderer.MONITORING_PORT)));
    return monitors;
  }

  private static HasMetadata serviceMonitor(
      Blueprint b, MetricsSettings settings, String name, String serviceType, List<String> ports) {
    Map<String, String> selector = new TreeMap<>(b.labels().selector());
    selector.put(ServiceRenderer.TYPE, serviceType);
    Map<String, Object> spec = new LinkedHashMap<>();
    spec.put("endpoints", endpoints(ports));
    spec.put("namespaceSelector", ownNamespace(b));
    spec.put("selector", Map.of("matchLabels", selector));
    return monitor("ServiceMonitor", name, spec, b, settings);
  }

  private static HasMetadata podMonitor(Blueprint b, MetricsSettings settings) {
    List<String> ports = new ArrayList<>();
    String own = Port.tcp("", b.ports().metrics()).key();
    b.ports().container().stream()
        .filter(port -> port.key().equals(own))
        .forEach(port -> ports.add(port.name()));
    exported(b, b.ports().container()).stream().filter(p -> !ports.contains(p)).forEach(ports::add);

    Map<String, Object> spec = new LinkedHashMap<>();
    spec.put("jobLabel", INJECTED);
    spec.put(
        "podTargetLabels",
        List.of(
            "app.kubernetes.io/name",
            "app.kubernetes.io/instance",
            "app.kubernetes.io/managed-by"));
    spec.put("podMetricsEndpoints", endpoints(ports));
    spec.put("namespaceSelector", ownNamespace(b));
    spec.put("selector", Map.of("matchLabels", Map.of(INJECTED, b.labels().instance())));
    return monitor("PodMonitor", b.naming().podMonitor(), spec, b, settings);
  }

  private static HasMetadata monitor(
      String kind, String name, Map<String, Object> spec, Blueprint b, MetricsSettings settings) {
    Map<String, String> labels = new TreeMap<>(b.labels().unfiltered(name));
    labels.putAll(settings.getExtraLabels());
    // A monitor without these would be lost to us.
    labels.putAll(b.labels().selector());
    return new GenericKubernetesResourceBuilder()
        .withApiVersion("monitoring.coreos.com/v1")
        .withKind(kind)
        .withMetadata(b.metadata(name, labels, Map.of()))
        .addToAdditionalProperties("spec", spec)
        .build();
  }

  /** Names of the ports that Prometheus exporters offer metrics on, whatever they are called. */
  private static List<String> exported(Blueprint b, List<Port> ports) {
    Set<String> keys =
        b.needs().exporters().stream()
            .filter(exporter -> exporter.component().type().equals("prometheus"))
            .map(exporter -> Port.of(exporter).key())
            .collect(Collectors.toSet());
    return ports.stream().filter(port -> keys.contains(port.key())).map(Port::name).toList();
  }

  private static List<Map<String, String>> endpoints(List<String> ports) {
    return ports.stream().map(port -> Map.of("port", port)).toList();
  }

  private static Map<String, Object> ownNamespace(Blueprint b) {
    return Map.of("matchNames", List.of(Text.orEmpty(b.cr().getMetadata().getNamespace())));
  }
}
