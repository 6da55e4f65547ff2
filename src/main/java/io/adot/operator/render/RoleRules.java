package io.adot.operator.render;

import io.adot.operator.component.KubernetesRule;
import io.adot.operator.component.KubernetesRule.NonResourceUrl;
import io.adot.operator.component.KubernetesRule.Target;
import io.adot.operator.component.RbacRule;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.PolicyRuleBuilder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The rules of the roles that grant what a configuration needs, required or optional. */
final class RoleRules {
  /** Where what is needed in the whole cluster stands. */
  static final String EVERYWHERE = "";

  private static final Pattern NAMESPACE = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");

  private RoleRules() {}

  /**
   * The rules by the namespace in which they are to be granted, each permission once and as
   * narrowly as it was asked for.
   */
  static Map<String, List<PolicyRule>> of(List<KubernetesRule> needed) {
    Map<String, Map<Target, Set<String>>> verbs = new TreeMap<>();
    for (KubernetesRule rule : needed) {
      for (String namespace : namespaces(rule)) {
        for (String verb : rule.verbs()) {
          verbs
              .computeIfAbsent(namespace, any -> new LinkedHashMap<>())
              .computeIfAbsent(rule.target().authorizedFor(verb), any -> new TreeSet<>())
              .add(verb);
        }
      }
    }
    Map<Target, Set<String>> everywhere = verbs.getOrDefault(EVERYWHERE, Map.of());
    Map<String, List<PolicyRule>> rules = new TreeMap<>();
    verbs.forEach(
        (namespace, these) -> {
          if (!namespace.equals(EVERYWHERE)) {
            these.forEach(
                (target, some) -> some.removeAll(everywhere.getOrDefault(target, Set.of())));
            these.values().removeIf(Set::isEmpty);
          }
          if (!these.isEmpty()) {
            rules.put(namespace, RbacRule.of(these).stream().map(RoleRules::policy).toList());
          }
        });
    return rules;
  }

  private static List<String> namespaces(KubernetesRule rule) {
    if (rule.target() instanceof NonResourceUrl || rule.namespaces().isEmpty()) {
      return List.of(EVERYWHERE);
    }
    // What no namespace can be called was written by mistake, and the preflight finds it missing.
    return rule.namespaces().stream().filter(NAMESPACE.asMatchPredicate()).toList();
  }

  private static PolicyRule policy(RbacRule rule) {
    PolicyRuleBuilder policy = new PolicyRuleBuilder().withVerbs(rule.verbs());
    if (rule.paths()) {
      return policy.withNonResourceURLs(rule.what()).build();
    }
    policy.withApiGroups(rule.group()).withResources(rule.what());
    return rule.name().isEmpty() ? policy.build() : policy.withResourceNames(rule.name()).build();
  }
}
