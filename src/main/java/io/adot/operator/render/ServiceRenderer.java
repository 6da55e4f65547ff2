package io.adot.operator.render;

import io.adot.operator.api.v1beta1.CollectorMode;
import io.adot.operator.api.v1beta1.OpenTelemetryCollectorSpec;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.ServicePortBuilder;
import io.fabric8.kubernetes.api.model.ServiceSpecBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The Services of a collector: base and headless for applications, monitoring for its own metrics,
 * extension for health checks and the like.
 */
final class ServiceRenderer implements Renderer {
  static final String TYPE = "operator.opentelemetry.io/collector-service-type";
  static final String MONITORING_PORT = "monitoring";

  private static final String HEADLESS = "operator.opentelemetry.io/collector-headless-service";
  private static final String MONITORING = "operator.opentelemetry.io/collector-monitoring-service";
  private static final String SERVING_CERT = "service.beta.openshift.io/serving-cert-secret-name";

  @Override
  public List<HasMetadata> render(Blueprint b) {
    if (!b.hasWorkload()) {
      return List.of();
    }
    List<HasMetadata> services = new ArrayList<>();
    if (!b.ports().service().isEmpty()) {
      services.add(base(b));
      services.add(headless(b));
    }
    services.add(monitoring(b));
    if (!b.ports().extension().isEmpty()) {
      services.add(extension(b));
    }
    return services;
  }

  private static HasMetadata base(Blueprint b) {
    String name = b.naming().service();
    return service(
        b,
        name,
        labels(b, name, Map.of(TYPE, "base")),
        b.annotations().object(),
        families(b).withPorts(ports(b.ports().service())).withInternalTrafficPolicy(local(b)));
  }

  private static HasMetadata headless(Blueprint b) {
    String name = b.naming().headlessService();
    Map<String, String> annotations = new TreeMap<>(b.annotations().object());
    annotations.putIfAbsent(SERVING_CERT, name + "-tls");
    return service(
        b,
        name,
        labels(b, b.naming().service(), Map.of(TYPE, "headless", HEADLESS, "Exists")),
        annotations,
        families(b)
            .withClusterIP("None")
            .withPorts(ports(b.ports().service()))
            .withInternalTrafficPolicy(local(b)));
  }

  private static HasMetadata monitoring(Blueprint b) {
    String name = b.naming().monitoringService();
    return service(
        b,
        name,
        labels(b, name, Map.of(TYPE, "monitoring", MONITORING, "Exists")),
        b.annotations().object(),
        families(b).withPorts(ports(List.of(Port.tcp(MONITORING_PORT, b.ports().metrics())))));
  }

  private static HasMetadata extension(Blueprint b) {
    String name = b.naming().extensionService();
    return service(
        b,
        name,
        labels(b, name, Map.of(TYPE, "extension")),
        b.annotations().object(),
        families(b).withPorts(ports(b.ports().extension())));
  }

  private static HasMetadata service(
      Blueprint b,
      String name,
      Map<String, String> labels,
      Map<String, String> annotations,
      ServiceSpecBuilder spec) {
    OpenTelemetryCollectorSpec wanted = b.spec();
    String affinity = Text.orNull(wanted.getSessionAffinity());
    return new ServiceBuilder()
        .withMetadata(b.metadata(name, labels, annotations))
        .withSpec(
            spec.withType("ClusterIP")
                .withSelector(b.labels().selector())
                .withTrafficDistribution(Text.orNull(wanted.getTrafficDistribution()))
                .withSessionAffinity(affinity == null ? "None" : affinity)
                // Kubernetes refuses a timeout for an affinity that there is none of.
                .withSessionAffinityConfig(
                    "ClientIP".equals(affinity) ? wanted.getSessionAffinityConfig() : null)
                .build())
        .build();
  }

  private static ServiceSpecBuilder families(Blueprint b) {
    return new ServiceSpecBuilder()
        .withIpFamilies(b.spec().getIpFamilies())
        .withIpFamilyPolicy(Text.orNull(b.spec().getIpFamilyPolicy()));
  }

  /** On every node there is a collector in mode daemonset, so data needs not leave the node. */
  private static String local(Blueprint b) {
    return b.mode() == CollectorMode.DAEMONSET ? "Local" : "Cluster";
  }

  private static Map<String, String> labels(Blueprint b, String name, Map<String, String> more) {
    Map<String, String> labels = new TreeMap<>(b.labels().unfiltered(name));
    labels.putAll(more);
    return labels;
  }

  private static List<ServicePort> ports(List<Port> ports) {
    return ports.stream().map(ServiceRenderer::port).toList();
  }

  private static ServicePort port(Port port) {
    return new ServicePortBuilder()
        .withName(port.name())
        .withProtocol(port.protocol())
        .withAppProtocol(port.appProtocol())
        .withPort(port.number())
        .withTargetPort(port.target())
        .build();
  }
}
