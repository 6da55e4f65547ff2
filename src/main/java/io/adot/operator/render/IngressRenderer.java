package io.adot.operator.render;

import io.adot.operator.api.v1beta1.IngressRuleType;
import io.adot.operator.api.v1beta1.IngressSettings;
import io.adot.operator.api.v1beta1.IngressType;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.networking.v1.HTTPIngressPath;
import io.fabric8.kubernetes.api.model.networking.v1.HTTPIngressPathBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.IngressBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.IngressRule;
import io.fabric8.kubernetes.api.model.networking.v1.IngressRuleBuilder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The Ingress: a path for each port below one host, or a host for each port. */
final class IngressRenderer implements Renderer {
  @Override
  public List<HasMetadata> render(Blueprint b) {
    IngressSettings settings = b.spec().getIngress();
    if (settings == null || settings.getType() != IngressType.INGRESS || !b.hasWorkload()) {
      return List.of();
    }
    Exposure exposure = new Exposure(b, "spec.ingress");
    List<Port> ports = exposure.ports();
    if (ports.isEmpty() || !hostServes(settings, exposure)) {
      return List.of();
    }
    String name = b.naming().ingress();
    return List.of(
        new IngressBuilder()
            .withMetadata(b.metadata(name, b.labels().filtered(name), settings.getAnnotations()))
            .withNewSpec()
            .withIngressClassName(Text.orNull(settings.getIngressClassName()))
            .withTls(settings.getTls())
            .withRules(rules(settings, ports, b))
            .endSpec()
            .build());
  }

  private static boolean hostServes(IngressSettings settings, Exposure exposure) {
    String host = Text.orEmpty(settings.getHostname());
    if (settings.getRuleType() == IngressRuleType.SUBDOMAIN) {
      return exposure.legalHost(host, "spec.ingress.hostname");
    }
    return host.isEmpty() || exposure.legalHostOrWildcard(host, "spec.ingress.hostname");
  }

  private static List<IngressRule> rules(IngressSettings settings, List<Port> ports, Blueprint b) {
    String host = Text.orNull(settings.getHostname());
    if (settings.getRuleType() == IngressRuleType.SUBDOMAIN) {
      return ports.stream()
          .map(port -> rule(port.name() + "." + host, List.of(path("/", port, b))))
          .toList();
    }
    return List.of(rule(host, ports.stream().map(p -> path("/" + p.name(), p, b)).toList()));
  }

  private static IngressRule rule(@Nullable String host, List<HTTPIngressPath> paths) {
    return new IngressRuleBuilder().withHost(host).withNewHttp().withPaths(paths).endHttp().build();
  }

  private static HTTPIngressPath path(String path, Port port, Blueprint b) {
    return new HTTPIngressPathBuilder()
        .withPath(path)
        .withPathType("Prefix")
        .withNewBackend()
        .withNewService()
        .withName(b.naming().service())
        .withNewPort()
        .withName(port.name())
        .endPort()
        .endService()
        .endBackend()
        .build();
  }
}
