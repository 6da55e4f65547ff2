package io.adot.operator.render;

import io.adot.operator.component.Bearer;
import io.adot.operator.component.KubernetesRule;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBuilder;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleRef;
import io.fabric8.kubernetes.api.model.rbac.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The roles that let the collector's ServiceAccount do what the configuration needs, where the
 * operator is to make them. A sidecar acts as its pod's ServiceAccount, which is not ours to give
 * rights to.
 */
final class RoleRenderer implements Renderer {
  private static final String GROUP = "rbac.authorization.k8s.io";

  @Override
  public List<HasMetadata> render(Blueprint b) {
    CollectorRbac wanted = b.facts().collectorRbac();
    if (wanted == CollectorRbac.NONE || !b.hasWorkload()) {
      return List.of();
    }
    List<HasMetadata> objects = new ArrayList<>();
    for (Map.Entry<String, List<PolicyRule>> rules : RoleRules.of(ofCollector(b)).entrySet()) {
      String namespace = rules.getKey();
      if (namespace.equals(b.namespace())) {
        objects.addAll(ownRole(b, rules.getValue()));
      } else if (wanted == CollectorRbac.CLUSTER) {
        objects.addAll(
            namespace.equals(RoleRules.EVERYWHERE)
                ? clusterRole(b, rules.getValue())
                : roleElsewhere(b, namespace, rules.getValue()));
      }
    }
    return objects;
  }

  private static List<KubernetesRule> ofCollector(Blueprint b) {
    return b.needs().kubernetesRules().stream()
        .filter(rule -> rule.bearer() == Bearer.COLLECTOR)
        .toList();
  }

  private static List<HasMetadata> ownRole(Blueprint b, List<PolicyRule> rules) {
    String name = b.naming().role();
    return role(b, b.metadata(name, b.labels().filtered(name), b.annotations().object()), rules);
  }

  private static List<HasMetadata> roleElsewhere(
      Blueprint b, String namespace, List<PolicyRule> rules) {
    ObjectMeta metadata = b.distantMetadata(distantName(b));
    metadata.setNamespace(namespace);
    return role(b, metadata, rules);
  }

  private static List<HasMetadata> role(Blueprint b, ObjectMeta metadata, List<PolicyRule> rules) {
    return List.of(
        new RoleBuilder().withMetadata(metadata).withRules(rules).build(),
        new RoleBindingBuilder()
            .withMetadata(metadata)
            .withRoleRef(new RoleRef(GROUP, "Role", metadata.getName()))
            .withSubjects(subject(b))
            .build());
  }

  private static List<HasMetadata> clusterRole(Blueprint b, List<PolicyRule> rules) {
    String role = b.naming().clusterRole(b.namespace(), b.facts().spareRoleNames());
    return List.of(
        new ClusterRoleBuilder().withMetadata(b.distantMetadata(role)).withRules(rules).build(),
        new ClusterRoleBindingBuilder()
            .withMetadata(b.distantMetadata(distantName(b)))
            .withRoleRef(new RoleRef(GROUP, "ClusterRole", role))
            .withSubjects(subject(b))
            .build());
  }

  private static String distantName(Blueprint b) {
    return b.naming().distantRole(b.namespace(), b.facts().spareRoleNames());
  }

  private static Subject subject(Blueprint b) {
    return new Subject(null, "ServiceAccount", b.serviceAccountName(), b.namespace());
  }
}
