package io.adot.operator.render;

import io.adot.operator.api.v1beta1.NetworkPolicySettings;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPort;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPortBuilder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The policy that admits traffic to the collector's ports and to no others, each with the protocol
 * it is listened on with.
 */
final class NetworkPolicyRenderer implements Renderer {
  @Override
  public List<HasMetadata> render(Blueprint b) {
    if (!b.hasWorkload() || !enabled(b)) {
      return List.of();
    }
    String name = b.naming().networkPolicy();
    return List.of(
        new NetworkPolicyBuilder()
            .withMetadata(b.metadata(name, b.labels().filtered(name), b.annotations().object()))
            .withNewSpec()
            .withNewPodSelector()
            .withMatchLabels(b.labels().selector())
            .endPodSelector()
            .addNewIngress()
            .withPorts(ports(b.ports().container()))
            .endIngress()
            .withPolicyTypes("Ingress")
            .endSpec()
            .build());
  }

  private static boolean enabled(Blueprint b) {
    NetworkPolicySettings settings = b.spec().getNetworkPolicy();
    Boolean enabled = settings == null ? null : settings.getEnabled();
    return enabled == null
        ? b.facts().networkPolicyByDefault() && !b.facts().inherited().withoutNetworkPolicy()
        : enabled;
  }

  /** A policy judges packets as the pod sees them: what a Service sends to another port, too. */
  private static List<NetworkPolicyPort> ports(List<Port> ports) {
    Map<String, NetworkPolicyPort> admitted = new LinkedHashMap<>();
    for (Port port : ports) {
      admit(admitted, port.protocol(), new IntOrString(port.number()));
      admit(admitted, port.protocol(), port.target());
    }
    return List.copyOf(admitted.values());
  }

  private static void admit(
      Map<String, NetworkPolicyPort> admitted, String protocol, IntOrString port) {
    admitted.putIfAbsent(
        port.getValue() + "/" + protocol,
        new NetworkPolicyPortBuilder().withProtocol(protocol).withPort(port).build());
  }
}
