package io.adot.operator.component;

import io.adot.operator.component.RuleList.Reason;
import io.adot.operator.config.Component;
import java.util.List;

/**
 * The exporter {@code load_balancing}, when it finds its backends by a Kubernetes Service. From
 * contrib {@code exporter/loadbalancingexporter/resolver_k8s.go}.
 */
final class LoadBalancingExporter implements ComponentPermissions {

  @Override
  public List<KubernetesRule> kubernetes(Component component, ComponentContext context) {
    String service =
        context.text(component.settings().path("resolver").path("k8s").path("service"));
    if (service.isEmpty() || service.contains(EnvReferences.UNKNOWN)) {
      return List.of();
    }
    String[] parts = service.split("\\.", 3);
    String namespace =
        parts.length > 1 && !parts[1].isEmpty() ? parts[1] : context.surroundings().namespace();
    RuleList rules = new RuleList(component.id());
    Reason reason =
        Reason.required("no backends are found", "exporter load_balancing: resolver k8s");
    // Endpoints in 0.102, EndpointSlices in 0.156; which release changed it is not known.
    if (context.since(0, 141)) {
      rules.add(
          reason,
          RuleList.INFORM,
          List.of(namespace),
          "endpointslices.discovery.k8s.io",
          "endpoints");
    } else {
      rules.add(
          reason,
          RuleList.INFORM,
          List.of(namespace),
          "endpoints",
          "endpointslices.discovery.k8s.io");
    }
    return rules.toList();
  }
}
