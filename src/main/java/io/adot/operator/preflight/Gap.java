package io.adot.operator.preflight;

import io.adot.operator.component.Bearer;
import io.adot.operator.component.KubernetesRule;
import io.adot.operator.config.ComponentId;
import java.util.List;

/**
 * What is missing of one rule.
 *
 * @param rule the rule
 * @param verbs the verbs that are missing on the rule's first target
 * @param namespaces where they are missing; empty for the whole cluster
 */
record Gap(KubernetesRule rule, List<String> verbs, List<String> namespaces) {

  /** A gap that misses all of a rule. */
  static Gap whole(KubernetesRule rule) {
    return new Gap(rule, rule.verbs(), rule.namespaces());
  }

  ComponentId component() {
    return rule.component();
  }

  /** What to grant. */
  List<AccessQuestion> questions() {
    List<String> places = namespaces.isEmpty() ? List.of("") : namespaces;
    return places.stream()
        .flatMap(place -> verbs.stream().map(verb -> Access.question(place, verb, rule.target())))
        .toList();
  }

  /** {@code list, watch pods cluster-wide}. */
  String permission() {
    return String.join(", ", verbs) + " " + Access.word(rule.target()) + place();
  }

  /** The gap as one of several lines. */
  String line() {
    return whose() + component() + ": " + permission() + " (" + rule.consequence() + ")";
  }

  /** The gap where nothing has to be done about it, with the rule that would close it. */
  String advice() {
    return "optional, "
        + whose()
        + component()
        + ": cannot "
        + permission()
        + " ("
        + rule.consequence()
        + "); rule: "
        + String.join("; ", Grants.rules(questions()));
  }

  private String whose() {
    return rule.bearer() == Bearer.TARGET_ALLOCATOR ? "the target allocator for " : "";
  }

  private String place() {
    if (rule.target() instanceof KubernetesRule.NonResourceUrl) {
      return "";
    }
    if (namespaces.isEmpty()) {
      return " cluster-wide";
    }
    return (namespaces.size() == 1 ? " in namespace " : " in namespaces ")
        + String.join(", ", namespaces);
  }
}
