package io.adot.operator.rbac;

import io.adot.operator.component.KubernetesRule.NonResourceUrl;
import io.adot.operator.preflight.AccessQuestion;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBinding;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import io.fabric8.kubernetes.api.model.rbac.RoleRef;
import io.fabric8.kubernetes.api.model.rbac.Subject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Answers as the RBAC authorizer of an API server does that has these roles and bindings. Other
 * authorizers of a cluster may allow more. Immutable.
 */
public final class RbacAuthorizer {
  private final Map<String, List<Grant>> grants;

  private RbacAuthorizer(Map<String, List<Grant>> grants) {
    this.grants = grants;
  }

  /**
   * What one binding gives.
   *
   * @param namespace where; empty for everywhere
   * @param rules what
   */
  private record Grant(String namespace, List<PolicyRule> rules) {
    boolean covers(AccessQuestion question) {
      // Paths belong to no namespace, so what is bound in one grants none.
      boolean here =
          namespace.isEmpty()
              || namespace.equals(question.namespace())
                  && !(question.target() instanceof NonResourceUrl);
      return here && rules.stream().anyMatch(rule -> RuleMatch.covers(rule, question));
    }
  }

  /**
   * The authorizer of a cluster that has these objects.
   *
   * @param objects Roles, ClusterRoles, RoleBindings and ClusterRoleBindings as an API server
   *     stores them: rules of aggregated ClusterRoles filled in, see {@link AggregatedRoles}; what
   *     else is among them is left aside. Of two with the same name the later counts
   */
  public static RbacAuthorizer of(Collection<? extends HasMetadata> objects) {
    Map<String, List<PolicyRule>> roles = new HashMap<>();
    Map<String, HasMetadata> bindings = new HashMap<>();
    for (HasMetadata object : objects) {
      String namespace = Objects.requireNonNullElse(object.getMetadata().getNamespace(), "");
      String name = object.getMetadata().getName();
      if (object instanceof Role role) {
        roles.put(key(namespace, name), orEmpty(role.getRules()));
      } else if (object instanceof ClusterRole role) {
        roles.put(key("", name), orEmpty(role.getRules()));
      } else if (object instanceof RoleBinding) {
        bindings.put(key(namespace, name), object);
      } else if (object instanceof ClusterRoleBinding) {
        bindings.put(key("", name), object);
      }
    }
    Map<String, List<Grant>> grants = new HashMap<>();
    bindings.values().forEach(binding -> add(binding, roles, grants));
    return new RbacAuthorizer(grants);
  }

  /**
   * Whether somebody may do something.
   *
   * @param who who asks
   * @param question what; an empty namespace asks about the whole cluster, an empty name about all
   *     objects
   */
  public boolean allows(Requester who, AccessQuestion question) {
    return Stream.concat(
            Stream.of(user(who.user())), who.groups().stream().map(RbacAuthorizer::group))
        .flatMap(subject -> grants.getOrDefault(subject, List.of()).stream())
        .anyMatch(grant -> grant.covers(question));
  }

  private static void add(
      HasMetadata binding, Map<String, List<PolicyRule>> roles, Map<String, List<Grant>> grants) {
    if (binding instanceof ClusterRoleBinding everywhere) {
      // Nowhere is a Role to be found for the whole cluster.
      RoleRef ref = everywhere.getRoleRef();
      if (ref != null && "ClusterRole".equals(ref.getKind())) {
        add("", everywhere.getSubjects(), roles.get(key("", ref.getName())), grants);
      }
    } else if (binding instanceof RoleBinding here) {
      RoleRef ref = here.getRoleRef();
      String namespace = Objects.requireNonNullElse(here.getMetadata().getNamespace(), "");
      if (ref != null && !namespace.isEmpty()) {
        String home = "ClusterRole".equals(ref.getKind()) ? "" : namespace;
        add(namespace, here.getSubjects(), roles.get(key(home, ref.getName())), grants);
      }
    }
  }

  private static void add(
      String namespace,
      @Nullable List<Subject> subjects,
      @Nullable List<PolicyRule> rules,
      Map<String, List<Grant>> grants) {
    if (rules == null || rules.isEmpty()) {
      return;
    }
    for (Subject subject : orEmpty(subjects)) {
      String who = subject(subject, namespace);
      if (!who.isEmpty()) {
        grants.computeIfAbsent(who, key -> new ArrayList<>()).add(new Grant(namespace, rules));
      }
    }
  }

  /** A ServiceAccount without a namespace is that of the binding's. */
  private static String subject(Subject subject, String namespace) {
    String name = Objects.requireNonNullElse(subject.getName(), "");
    return switch (Objects.requireNonNullElse(subject.getKind(), "")) {
      case "User" -> user(name);
      case "Group" -> group(name);
      case "ServiceAccount" -> {
        String given = Objects.requireNonNullElse(subject.getNamespace(), "");
        String home = given.isEmpty() ? namespace : given;
        yield home.isEmpty() ? "" : user(Requester.userName(home, name));
      }
      default -> "";
    };
  }

  private static String user(String name) {
    return "user " + name;
  }

  private static String group(String name) {
    return "group " + name;
  }

  private static String key(String namespace, @Nullable String name) {
    return namespace + "/" + name;
  }

  private static <T> List<T> orEmpty(@Nullable List<T> list) {
    return list == null ? List.of() : list;
  }
}
