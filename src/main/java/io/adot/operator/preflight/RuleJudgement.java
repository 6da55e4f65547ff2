package io.adot.operator.preflight;

import io.adot.operator.component.KubernetesRule;
import io.adot.operator.component.KubernetesRule.Target;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What the answers say of one rule.
 *
 * @param rule the rule
 * @param state the whole rule's state: {@code DENIED} when anything is proven missing
 * @param gaps what is missing, when denied
 * @param why why it cannot be told, when unknown
 */
record RuleJudgement(KubernetesRule rule, State state, List<Gap> gaps, String why) {

  enum State {
    ALLOWED,
    DENIED,
    PENDING,
    UNKNOWN
  }

  /** Judges a rule by what is known of the identity that needs it. */
  static RuleJudgement of(KubernetesRule rule, Evidence evidence) {
    return switch (rule.bearer()) {
      case COLLECTOR -> of(rule, evidence.collectorAccess());
      case TARGET_ALLOCATOR -> of(rule, evidence.allocatorAccess());
      case APPLICATION, FOREIGN ->
          new RuleJudgement(
              rule, State.UNKNOWN, List.of(), "it asks as an identity that is not known here");
    };
  }

  private static RuleJudgement of(KubernetesRule rule, Map<AccessQuestion, AccessAnswer> answers) {
    List<State> states = new ArrayList<>();
    Map<List<String>, List<String>> missing = new LinkedHashMap<>();
    for (String namespace : namespaces(rule)) {
      State state = state(rule, namespace, answers);
      states.add(state);
      if (state == State.DENIED) {
        missing
            .computeIfAbsent(denied(rule, namespace, answers), verbs -> new ArrayList<>())
            .add(namespace);
      }
    }
    List<Gap> gaps =
        missing.entrySet().stream()
            .map(entry -> new Gap(rule, entry.getKey(), places(entry.getValue())))
            .toList();
    return new RuleJudgement(rule, worst(states), gaps, why(rule, answers));
  }

  /** Where to ask: the empty name stands for the whole cluster. */
  static List<String> namespaces(KubernetesRule rule) {
    return rule.namespaces().isEmpty() ? List.of("") : rule.namespaces();
  }

  private static List<String> places(List<String> namespaces) {
    return namespaces.equals(List.of("")) ? List.of() : namespaces;
  }

  /** Where several targets would do, one that is allowed is enough, and denied needs all denied. */
  private static State state(
      KubernetesRule rule, String namespace, Map<AccessQuestion, AccessAnswer> answers) {
    List<State> targets =
        rule.anyOf().stream().map(target -> state(rule, namespace, target, answers)).toList();
    return first(targets, State.ALLOWED, State.PENDING, State.UNKNOWN, State.DENIED);
  }

  private static State state(
      KubernetesRule rule,
      String namespace,
      Target target,
      Map<AccessQuestion, AccessAnswer> answers) {
    List<State> verbs =
        rule.verbs().stream()
            .map(verb -> state(answers.get(Access.question(namespace, verb, target))))
            .toList();
    // A fix written before every verb is answered would grant some and leave out the others.
    return first(verbs, State.PENDING, State.DENIED, State.UNKNOWN, State.ALLOWED);
  }

  private static State state(@org.jspecify.annotations.Nullable AccessAnswer answer) {
    if (answer instanceof AccessAnswer.Allowed) {
      return State.ALLOWED;
    }
    if (answer instanceof AccessAnswer.Denied) {
      return State.DENIED;
    }
    return answer instanceof AccessAnswer.Unknown ? State.UNKNOWN : State.PENDING;
  }

  private static State worst(Collection<State> states) {
    return first(states, State.PENDING, State.DENIED, State.UNKNOWN, State.ALLOWED);
  }

  private static State first(Collection<State> states, State... order) {
    for (State state : order) {
      if (states.contains(state)) {
        return state;
      }
    }
    return State.ALLOWED;
  }

  private static List<String> denied(
      KubernetesRule rule, String namespace, Map<AccessQuestion, AccessAnswer> answers) {
    return rule.verbs().stream()
        .filter(
            verb ->
                state(answers.get(Access.question(namespace, verb, rule.target()))) == State.DENIED)
        .toList();
  }

  private static String why(KubernetesRule rule, Map<AccessQuestion, AccessAnswer> answers) {
    return KubernetesPermissionsCheck.questions(List.of(rule)).stream()
        .map(answers::get)
        .filter(Objects::nonNull)
        .filter(AccessAnswer.Unknown.class::isInstance)
        .map(answer -> ((AccessAnswer.Unknown) answer).why())
        .findFirst()
        .orElse("");
  }
}
