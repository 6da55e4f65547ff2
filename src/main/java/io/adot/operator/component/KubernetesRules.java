package io.adot.operator.component;

import io.adot.operator.component.KubernetesRule.Target;
import io.adot.operator.config.CollectorConfig;
import io.adot.operator.config.Component;
import io.adot.operator.config.ComponentId;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The Kubernetes permissions that a configuration implies. */
final class KubernetesRules {
  private KubernetesRules() {}

  /**
   * Works out the permissions of every component that the collector starts.
   *
   * @return in the order of the configuration; what one component asks for twice appears once, and
   *     not at all for single namespaces where it asks for the whole cluster
   */
  static List<KubernetesRule> of(CollectorConfig config, Surroundings surroundings) {
    ComponentContext context = ComponentContext.of(config, surroundings);
    Map<Key, KubernetesRule> rules = new LinkedHashMap<>();
    for (Component component : config.enabled()) {
      for (ComponentPermissions permissions : PermissionCatalog.of(component)) {
        for (KubernetesRule rule : permissions.kubernetes(component, context)) {
          rules.merge(Key.of(rule), rule, KubernetesRules::stricter);
        }
      }
    }
    return rules.values().stream()
        .filter(rule -> !covered(rule, rules.values()))
        .map(rule -> surroundings.sidecar() ? ofSidecar(rule) : rule)
        .toList();
  }

  private static KubernetesRule ofSidecar(KubernetesRule rule) {
    return rule.bearer() == Bearer.COLLECTOR ? rule.borneBy(Bearer.APPLICATION) : rule;
  }

  private static KubernetesRule stricter(KubernetesRule first, KubernetesRule second) {
    return first.necessity() == Necessity.REQUIRED ? first : second;
  }

  private static boolean covered(KubernetesRule rule, Collection<KubernetesRule> rules) {
    return !rule.namespaces().isEmpty()
        && rules.stream()
            .anyMatch(
                wide ->
                    wide.namespaces().isEmpty()
                        && wide.component().equals(rule.component())
                        && wide.bearer() == rule.bearer()
                        && wide.anyOf().equals(rule.anyOf())
                        && wide.verbs().containsAll(rule.verbs())
                        && stricter(wide, rule).equals(wide));
  }

  private record Key(
      ComponentId component,
      Bearer bearer,
      List<Target> anyOf,
      List<String> verbs,
      List<String> namespaces) {
    static Key of(KubernetesRule rule) {
      return new Key(
          rule.component(), rule.bearer(), rule.anyOf(), rule.verbs(), rule.namespaces());
    }
  }
}
