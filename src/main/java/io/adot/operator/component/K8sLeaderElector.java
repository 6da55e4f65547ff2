package io.adot.operator.component;

import com.fasterxml.jackson.databind.JsonNode;
import io.adot.operator.component.RuleList.Reason;
import io.adot.operator.config.Component;
import java.util.List;

/**
 * The extension {@code k8s_leader_elector}: one lease, whose creation no name can be limited to.
 */
final class K8sLeaderElector implements ComponentPermissions {

  @Override
  public List<KubernetesRule> kubernetes(Component component, ComponentContext context) {
    JsonNode settings = component.settings();
    String authType = context.text(settings.path("auth_type"));
    String namespace = context.text(settings.path("lease_namespace"));
    String lease = context.text(settings.path("lease_name"));
    boolean known = !namespace.isEmpty() && !(namespace + lease).contains(EnvReferences.UNKNOWN);
    if (!known || !(authType.isEmpty() || authType.equals("serviceAccount"))) {
      return List.of();
    }
    Reason reason =
        Reason.required(
            "no leader is elected, so its receivers stay idle", "extension k8s_leader_elector");
    RuleList rules = new RuleList(component.id());
    rules.add(reason, List.of("create"), List.of(namespace), "leases.coordination.k8s.io");
    String named = lease.isEmpty() ? "" : "@" + lease;
    rules.add(
        reason, List.of("get", "update"), List.of(namespace), "leases.coordination.k8s.io" + named);
    return rules.toList();
  }
}
