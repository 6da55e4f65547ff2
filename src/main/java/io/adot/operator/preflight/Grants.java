package io.adot.operator.preflight;

import io.adot.operator.component.KubernetesRule.NonResourceUrl;
import io.adot.operator.component.KubernetesRule.Resource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Permissions as RBAC rules: no more than was asked for, in as few rules as say just that. */
final class Grants {
  private Grants() {}

  /** What a rule is about, apart from the resources or paths that it lists. */
  private record Scope(boolean path, String group, String name, List<String> verbs)
      implements Comparable<Scope> {
    @Override
    public int compareTo(Scope other) {
      return key().compareTo(other.key());
    }

    private String key() {
      return (path ? "1" : "0") + "\0" + group + "\0" + name + "\0" + verbs;
    }
  }

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
    Map<Object, Set<String>> verbs = new LinkedHashMap<>();
    for (AccessQuestion permission : permissions) {
      verbs.computeIfAbsent(permission.target(), target -> new TreeSet<>()).add(permission.verb());
    }
    Map<Scope, Set<String>> rules = new TreeMap<>();
    verbs.forEach(
        (target, these) -> {
          List<String> sorted = Access.sortVerbs(these);
          if (target instanceof Resource resource) {
            rules
                .computeIfAbsent(
                    new Scope(false, resource.group(), resource.name(), sorted),
                    scope -> new TreeSet<>())
                .add(resource.rbacName());
          } else if (target instanceof NonResourceUrl url) {
            rules
                .computeIfAbsent(new Scope(true, "", "", sorted), scope -> new TreeSet<>())
                .add(url.path());
          }
        });
    return rules.entrySet().stream().map(rule -> line(rule.getKey(), rule.getValue())).toList();
  }

  private static String line(Scope scope, Set<String> what) {
    List<String> listed = List.copyOf(what.stream().sorted().collect(Collectors.toList()));
    String verbs = "verbs: " + YamlText.list(scope.verbs()) + "}";
    if (scope.path()) {
      return "{nonResourceURLs: " + YamlText.list(listed) + ", " + verbs;
    }
    String names =
        scope.name().isEmpty()
            ? ""
            : "resourceNames: " + YamlText.list(List.of(scope.name())) + ", ";
    return "{apiGroups: "
        + YamlText.list(List.of(scope.group()))
        + ", resources: "
        + YamlText.list(listed)
        + ", "
        + names
        + verbs;
  }
}
