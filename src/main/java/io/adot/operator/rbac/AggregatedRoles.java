package io.adot.operator.rbac;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.LabelSelectorRequirement;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBuilder;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Does for roles that come from files what a controller does for those in a cluster: fills in the
 * rules of ClusterRoles with an {@code aggregationRule}.
 */
public final class AggregatedRoles {
  private AggregatedRoles() {}

  /**
   * The same objects in the same order, with the rules that aggregated ClusterRoles get from those
   * they select; what such a role said itself is overwritten, as in a cluster. Of two ClusterRoles
   * with the same name only the later remains.
   */
  public static List<HasMetadata> in(Collection<? extends HasMetadata> objects) {
    Map<String, ClusterRole> roles = new LinkedHashMap<>();
    List<HasMetadata> others = new ArrayList<>();
    for (HasMetadata object : objects) {
      if (object instanceof ClusterRole role) {
        roles.put(role.getMetadata().getName(), role);
      } else {
        others.add(object);
      }
    }
    Map<String, Set<PolicyRule>> rules = rules(roles);
    List<HasMetadata> all = new ArrayList<>();
    roles.forEach(
        (name, role) ->
            all.add(
                isAggregated(role)
                    ? new ClusterRoleBuilder(role).withRules(List.copyOf(of(name, rules))).build()
                    : role));
    all.addAll(others);
    return all;
  }

  /** Roles may select aggregated ones in turn, so it goes round until nothing is added. */
  private static Map<String, Set<PolicyRule>> rules(Map<String, ClusterRole> roles) {
    Map<String, Set<PolicyRule>> rules = new LinkedHashMap<>();
    roles.forEach(
        (name, role) ->
            rules.put(
                name,
                isAggregated(role) || role.getRules() == null
                    ? new LinkedHashSet<>()
                    : new LinkedHashSet<>(role.getRules())));
    boolean more = true;
    while (more) {
      more = false;
      for (ClusterRole role : roles.values()) {
        if (isAggregated(role)) {
          String name = role.getMetadata().getName();
          for (ClusterRole other : roles.values()) {
            String selected = other.getMetadata().getName();
            if (!selected.equals(name) && isSelected(other, role)) {
              more |= of(name, rules).addAll(of(selected, rules));
            }
          }
        }
      }
    }
    return rules;
  }

  private static Set<PolicyRule> of(String name, Map<String, Set<PolicyRule>> rules) {
    return Objects.requireNonNull(rules.get(name));
  }

  private static boolean isAggregated(ClusterRole role) {
    return role.getAggregationRule() != null
        && role.getAggregationRule().getClusterRoleSelectors() != null;
  }

  private static boolean isSelected(ClusterRole role, ClusterRole by) {
    Map<String, String> labels =
        Objects.requireNonNullElse(role.getMetadata().getLabels(), Map.of());
    return by.getAggregationRule().getClusterRoleSelectors().stream()
        .anyMatch(selector -> matches(selector, labels));
  }

  private static boolean matches(LabelSelector selector, Map<String, String> labels) {
    Map<String, String> wanted = Objects.requireNonNullElse(selector.getMatchLabels(), Map.of());
    List<LabelSelectorRequirement> expressions =
        Objects.requireNonNullElse(selector.getMatchExpressions(), List.of());
    return labels.entrySet().containsAll(wanted.entrySet())
        && expressions.stream().allMatch(one -> meets(one, labels.get(one.getKey())));
  }

  private static boolean meets(LabelSelectorRequirement requirement, @Nullable String value) {
    List<String> values = Objects.requireNonNullElse(requirement.getValues(), List.of());
    return switch (Objects.requireNonNullElse(requirement.getOperator(), "")) {
      case "In" -> value != null && values.contains(value);
      case "NotIn" -> value == null || !values.contains(value);
      case "Exists" -> value != null;
      case "DoesNotExist" -> value == null;
      default -> false;
    };
  }
}
