package io.adot.operator.component;

import io.adot.operator.component.KubernetesRule.NonResourceUrl;
import io.adot.operator.component.KubernetesRule.Resource;
import io.adot.operator.component.KubernetesRule.Target;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Permissions as RBAC writes them: what is alike but for the resource stands in one rule.
 *
 * @param paths whether it is about paths of the API server
 * @param group API group of the resources; empty for the core group, and for paths
 * @param name the one object it is about; empty for all
 * @param verbs in canonical order: get, list, watch, create, update, patch, delete
 * @param what the resources, {@code nodes/proxy}, or the paths, sorted
 */
public record RbacRule(
    boolean paths, String group, String name, List<String> verbs, List<String> what) {
  private static final List<String> VERB_ORDER =
      List.of("get", "list", "watch", "create", "update", "patch", "delete");

  /** Copies the lists. */
  public RbacRule {
    verbs = List.copyOf(verbs);
    what = List.copyOf(what);
  }

  /**
   * The fewest rules that grant just that, in an order of their own: the same permissions always
   * make the same rules.
   *
   * @param verbs what is granted on each target
   */
  public static List<RbacRule> of(Map<Target, ? extends Collection<String>> verbs) {
    Map<RbacRule, TreeSet<String>> rules = new TreeMap<>(Comparator.comparing(RbacRule::order));
    verbs.forEach(
        (target, these) -> {
          if (target instanceof Resource resource) {
            RbacRule like =
                new RbacRule(false, resource.group(), resource.name(), sorted(these), List.of());
            rules.computeIfAbsent(like, rule -> new TreeSet<>()).add(resource.rbacName());
          } else if (target instanceof NonResourceUrl url) {
            RbacRule like = new RbacRule(true, "", "", sorted(these), List.of());
            rules.computeIfAbsent(like, rule -> new TreeSet<>()).add(url.path());
          }
        });
    return rules.entrySet().stream()
        .map(
            rule ->
                new RbacRule(
                    rule.getKey().paths(),
                    rule.getKey().group(),
                    rule.getKey().name(),
                    rule.getKey().verbs(),
                    List.copyOf(rule.getValue())))
        .toList();
  }

  private static List<String> sorted(Collection<String> verbs) {
    return verbs.stream()
        .distinct()
        .sorted(
            Comparator.comparingInt(RbacRule::position).thenComparing(Comparator.naturalOrder()))
        .toList();
  }

  private static int position(String verb) {
    int position = VERB_ORDER.indexOf(verb);
    return position < 0 ? VERB_ORDER.size() : position;
  }

  private String order() {
    return (paths ? "1" : "0") + "\0" + group + "\0" + name + "\0" + verbs;
  }
}
