package io.adot.operator.preflight;

import io.adot.operator.component.KubernetesRule.Target;
import io.adot.operator.component.RbacRule;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Permissions as RBAC rules in YAML: no more than was asked for. */
final class Grants {
  private Grants() {}

  /** The permissions by namespace, without those that the whole cluster's cover. */
  static Map<String, List<AccessQuestion>> byNamespace(Collection<AccessQuestion> permissions) {
    Map<String, List<AccessQuestion>> byNamespace = new TreeMap<>();
    for (AccessQuestion permission : permissions) {
      AccessQuestion everywhere = new AccessQuestion("", permission.verb(), permission.target());
      if (permission.namespace().isEmpty() || !permissions.contains(everywhere)) {
        byNamespace
            .computeIfAbsent(permission.namespace(), namespace -> new ArrayList<>())
            .add(permission);
      }
    }
    return byNamespace;
  }

  /** The rules, one line each, as the list under {@code rules:} holds them. */
  static List<String> rules(Collection<AccessQuestion> permissions) {
    Map<Target, Set<String>> verbs = new LinkedHashMap<>();
    for (AccessQuestion permission : permissions) {
      verbs.computeIfAbsent(permission.target(), target -> new TreeSet<>()).add(permission.verb());
    }
    return RbacRule.of(verbs).stream().map(Grants::line).toList();
  }

  private static String line(RbacRule rule) {
    String verbs = "verbs: " + YamlText.list(rule.verbs()) + "}";
    if (rule.paths()) {
      return "{nonResourceURLs: " + YamlText.list(rule.what()) + ", " + verbs;
    }
    String names =
        rule.name().isEmpty() ? "" : "resourceNames: " + YamlText.list(List.of(rule.name())) + ", ";
    return "{apiGroups: "
        + YamlText.list(List.of(rule.group()))
        + ", resources: "
        + YamlText.list(rule.what())
        + ", "
        + names
        + verbs;
  }
}
