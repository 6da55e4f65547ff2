package io.adot.operator.render;

import io.adot.operator.api.v1beta1.IngressSettings;
import io.adot.operator.api.v1beta1.IngressType;
import io.adot.operator.api.v1beta1.RouteSettings;
import io.adot.operator.api.v1beta1.RouteTermination;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** OpenShift Routes, one a port. */
final class RouteRenderer implements Renderer {
  @Override
  public List<HasMetadata> render(Blueprint b) {
    IngressSettings settings = b.spec().getIngress();
    if (settings == null || settings.getType() != IngressType.ROUTE || !b.hasWorkload()) {
      return List.of();
    }
    Exposure exposure = new Exposure(b, "spec.ingress");
    List<Port> ports = exposure.ports();
    String host = Text.orEmpty(settings.getHostname());
    if (!host.isEmpty() && !exposure.legalHost(host, "spec.ingress.hostname")) {
      return List.of();
    }
    return ports.stream().map(port -> route(port, host, settings, b)).toList();
  }

  private static HasMetadata route(Port port, String host, IngressSettings settings, Blueprint b) {
    String name = b.naming().route(port.name());
    Map<String, Object> spec = new LinkedHashMap<>();
    if (!host.isEmpty()) {
      spec.put("host", port.name() + "." + host);
    }
    spec.put("to", new TreeMap<>(Map.of("kind", "Service", "name", b.naming().service())));
    spec.put("port", Map.of("targetPort", port.name()));
    spec.put("wildcardPolicy", "None");
    RouteTermination termination = termination(settings);
    if (termination != RouteTermination.INSECURE) {
      spec.put("tls", Map.of("termination", termination.json()));
    }
    return new GenericKubernetesResourceBuilder()
        .withApiVersion("route.openshift.io/v1")
        .withKind("Route")
        .withMetadata(b.metadata(name, b.labels().fixed(name), settings.getAnnotations()))
        .addToAdditionalProperties("spec", spec)
        .build();
  }

  private static RouteTermination termination(IngressSettings settings) {
    RouteSettings route = settings.getRoute();
    RouteTermination termination = route == null ? null : route.getTermination();
    return termination == null ? RouteTermination.EDGE : termination;
  }
}
