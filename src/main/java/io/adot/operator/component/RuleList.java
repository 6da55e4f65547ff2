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
  private final Bearer bearer;
  private final List<KubernetesRule> rules;

  RuleList(ComponentId component) {
    this(component, Bearer.COLLECTOR);
  }

  RuleList(ComponentId component, Bearer bearer) {
    this(component, bearer, new ArrayList<>());
  }

  private RuleList(ComponentId component, Bearer bearer, List<KubernetesRule> rules) {
    this.component = component;
    this.bearer = bearer;
    this.rules = rules;
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
   * Adds one rule for this list's bearer.
   *
   * @param anyOf targets as in {@link TargetNotation}, of which one is enough; the first is the one
   *     to grant
   */
  void add(Reason reason, List<String> verbs, List<String> namespaces, String... anyOf) {
    List<Target> targets = Stream.of(anyOf).map(TargetNotation::parse).toList();
    rules.add(
        new KubernetesRule(
            component,
            bearer,
            targets,
            verbs,
            namespaces,
            reason.necessity(),
            reason.consequence(),
            reason.source()));
  }

  /** Adds to the same list what is asked with a credential of the configuration. */
  RuleList foreign() {
    return new RuleList(component, Bearer.FOREIGN, rules);
  }

  /** Adds a rule for each of several resources that an informer follows. */
  void inform(Reason reason, List<String> namespaces, List<String> resources) {
    resources.forEach(resource -> add(reason, INFORM, namespaces, resource));
  }

  List<KubernetesRule> toList() {
    return List.copyOf(rules);
  }
}
