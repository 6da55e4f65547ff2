package io.adot.operator.component;

import com.fasterxml.jackson.databind.JsonNode;
import io.adot.operator.component.RuleList.Reason;
import io.adot.operator.config.Component;
import java.util.List;
import java.util.Optional;

/**
 * The extension {@code k8s_leader_elector}: one lease, whose creation no name can be limited to.
 * From contrib {@code extension/k8sleaderelector}.
 */
final class K8sLeaderElector implements ComponentPermissions {

  @Override
  public List<KubernetesRule> kubernetes(Component component, ComponentContext context) {
    JsonNode settings = component.settings();
    Optional<Bearer> bearer = context.bearer(settings);
    String namespace = context.text(settings.path("lease_namespace"));
    String lease = context.text(settings.path("lease_name"));
    boolean known = !namespace.isEmpty() && !(namespace + lease).contains(EnvReferences.UNKNOWN);
    if (!known || bearer.isEmpty()) {
      return List.of();
    }
    Reason reason =
        Reason.required(
            "no leader is elected, so its receivers stay idle", "extension k8s_leader_elector");
    RuleList rules = new RuleList(component.id(), bearer.get());
    rules.add(reason, List.of("create"), List.of(namespace), "leases.coordination.k8s.io");
    String named = lease.isEmpty() ? "" : "@" + lease;
    rules.add(
        reason, List.of("get", "update"), List.of(namespace), "leases.coordination.k8s.io" + named);
    return rules.toList();
  }
}
