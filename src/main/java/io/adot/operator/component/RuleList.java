package io.adot.operator.component;

import io.adot.operator.component.KubernetesRule.Target;
import io.adot.operator.config.ComponentId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Collects the Kubernetes rules of one component. */
final class RuleList {
  /** What an informer asks: it lists, then watches, or only watches; never gets. */
  static final List<String> INFORM = List.of("list", "watch");

  static final List<String> GET = List.of("get");

  /** The whole cluster. */
  static final List<String> CLUSTER = List.of();

  private final ComponentId component;
  private final List<KubernetesRule> rules = new ArrayList<>();

  RuleList(ComponentId component) {
    this.component = component;
  }

  /** Why a rule is there. */
  record Reason(Necessity necessity, String consequence, String source) {
    static Reason required(String consequence, String source) {
      return new Reason(Necessity.REQUIRED, consequence, source);
    }

    static Reason optional(String consequence, String source) {
      return new Reason(Necessity.OPTIONAL, consequence, source);
    }
  }

  /**
   * Adds one rule.
   *
   * @param anyOf targets as in {@link TargetNotation}, of which one is enough; the first is the one
   *     to grant
   */
  void add(Reason reason, List<String> verbs, List<String> namespaces, String... anyOf) {
    List<Target> targets = Stream.of(anyOf).map(TargetNotation::parse).toList();
    rules.add(
        new KubernetesRule(
            component,
            targets,
            verbs,
            namespaces,
            reason.necessity(),
            reason.consequence(),
            reason.source()));
  }

  /** Adds a rule for each of several resources that an informer follows. */
  void inform(Reason reason, List<String> namespaces, List<String> resources) {
    resources.forEach(resource -> add(reason, INFORM, namespaces, resource));
  }

  List<KubernetesRule> toList() {
    return List.copyOf(rules);
  }
}
