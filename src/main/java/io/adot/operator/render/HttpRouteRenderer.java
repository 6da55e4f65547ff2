package io.adot.operator.render;

import io.adot.operator.api.v1beta1.HttpRouteSettings;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRouteBuilder;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** HTTPRoutes of the Gateway API, one a port; gRPC can't be told by a path of ours. */
final class HttpRouteRenderer implements Renderer {
  private static final Set<String> GRPC = Set.of("grpc", "h2c");
  private static final String GROUP = "gateway.networking.k8s.io";

  @Override
  public List<HasMetadata> render(Blueprint b) {
    HttpRouteSettings settings = b.spec().getHttpRoute();
    if (settings == null || !Boolean.TRUE.equals(settings.getEnabled()) || !b.hasWorkload()) {
      return List.of();
    }
    Exposure exposure = new Exposure(b, "spec.httpRoute");
    if (Text.orEmpty(settings.getGateway()).isEmpty()) {
      exposure.withoutEffect("names no gateway, so nothing leads in", "set spec.httpRoute.gateway");
      return List.of();
    }
    List<Port> all = exposure.ports();
    List<Port> ports = all.stream().filter(port -> !speaksGrpc(port)).toList();
    if (ports.isEmpty() && !all.isEmpty()) {
      exposure.withoutEffect(
          "has nothing to lead to: the collector receives gRPC only",
          "receive HTTP, too, or write a GRPCRoute");
    }
    return hostsAreLegal(settings, exposure)
        ? ports.stream().map(port -> route(port, settings, b)).toList()
        : List.of();
  }

  private static boolean speaksGrpc(Port port) {
    String protocol = port.appProtocol();
    return protocol != null && GRPC.contains(protocol);
  }

  private static boolean hostsAreLegal(HttpRouteSettings settings, Exposure exposure) {
    boolean legal = true;
    List<String> hosts = settings.getHostnames();
    for (int i = 0; i < hosts.size(); i++) {
      String host = Text.orEmpty(hosts.get(i));
      legal &= exposure.legalHostOrWildcard(host, "spec.httpRoute.hostnames[" + i + "]");
    }
    return legal;
  }

  private static HasMetadata route(Port port, HttpRouteSettings settings, Blueprint b) {
    String name = b.naming().httpRoute(port.name());
    String gatewayNamespace = Text.orNull(settings.getGatewayNamespace());
    return new HTTPRouteBuilder()
        .withMetadata(b.metadata(name, b.labels().filtered(name), Map.of()))
        .withNewSpec()
        .withHostnames(settings.getHostnames())
        .addNewParentRef()
        .withGroup(GROUP)
        .withKind("Gateway")
        .withName(settings.getGateway())
        .withNamespace(
            gatewayNamespace == null ? b.cr().getMetadata().getNamespace() : gatewayNamespace)
        .endParentRef()
        .addNewRule()
        .addNewMatch()
        .withNewPath()
        .withType("PathPrefix")
        .withValue("/" + port.name())
        .endPath()
        .endMatch()
        .addNewFilter()
        .withType("URLRewrite")
        .withNewUrlRewrite()
        .withNewPath()
        .withType("ReplacePrefixMatch")
        .withReplacePrefixMatch("/")
        .endPath()
        .endUrlRewrite()
        .endFilter()
        .addNewBackendRef()
        .withName(b.naming().service())
        .withPort(port.number())
        .endBackendRef()
        .endRule()
        .endSpec()
        .build();
  }
}
