package io.adot.operator.evidence;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBinding;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBuilder;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * One of the kinds that permissions are written in.
 *
 * @param type its Java type
 * @param plural its plural in the API
 * @param isNamespaced whether its objects are in namespaces
 * @param essence an object with nothing but its name and what it grants
 */
record RoleKind<T extends HasMetadata>(
    Class<T> type, String plural, boolean isNamespaced, UnaryOperator<T> essence) {

  /** Bindings last: a role that nobody is bound to grants nothing. */
  static final List<RoleKind<?>> ALL =
      List.of(
          new RoleKind<ClusterRole>(
              ClusterRole.class,
              "clusterroles",
              false,
              role ->
                  new ClusterRoleBuilder()
                      .withMetadata(name(role))
                      .withRules(role.getRules())
                      .build()),
          new RoleKind<Role>(
              Role.class,
              "roles",
              true,
              role ->
                  new RoleBuilder().withMetadata(name(role)).withRules(role.getRules()).build()),
          new RoleKind<ClusterRoleBinding>(
              ClusterRoleBinding.class,
              "clusterrolebindings",
              false,
              binding ->
                  new ClusterRoleBindingBuilder()
                      .withMetadata(name(binding))
                      .withRoleRef(binding.getRoleRef())
                      .withSubjects(binding.getSubjects())
                      .build()),
          new RoleKind<RoleBinding>(
              RoleBinding.class,
              "rolebindings",
              true,
              binding ->
                  new RoleBindingBuilder()
                      .withMetadata(name(binding))
                      .withRoleRef(binding.getRoleRef())
                      .withSubjects(binding.getSubjects())
                      .build()));

  /**
   * An informer that has not begun.
   *
   * @param namespace where; empty for everywhere
   */
  SharedIndexInformer<T> informer(KubernetesClient client, String namespace) {
    var all = client.resources(type);
    return namespace.isEmpty()
        ? all.inAnyNamespace().runnableInformer(0)
        : all.inNamespace(namespace).runnableInformer(0);
  }

  private static ObjectMeta name(HasMetadata object) {
    return new ObjectMetaBuilder()
        .withNamespace(object.getMetadata().getNamespace())
        .withName(object.getMetadata().getName())
        .build();
  }
}
