package io.adot.operator.preflight;

import static io.adot.operator.preflight.FirstLine.atMost200;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import io.adot.operator.api.Reason;
import io.adot.operator.component.KubernetesRule.Resource;
import io.adot.operator.preflight.Verdict.Outcome;
import io.fabric8.kubernetes.api.Pluralize;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Whether the operator itself may make, change and remove each kind that a collector consists of.
 */
final class ApiAccessCheck {
  /** Apply is a patch that may create; a name that is not in the cache is read before. */
  private static final List<String> VERBS = List.of("get", "create", "patch", "delete");

  private ApiAccessCheck() {}

  /** Everything there is to ask about these objects. */
  static Set<AccessQuestion> questions(List<HasMetadata> rendered) {
    Set<AccessQuestion> questions = new LinkedHashSet<>();
    for (HasMetadata object : rendered) {
      String apiVersion = object.getApiVersion();
      String group =
          apiVersion.contains("/") ? apiVersion.substring(0, apiVersion.indexOf('/')) : "";
      String namespace = Optional.ofNullable(object.getMetadata().getNamespace()).orElse("");
      Resource resource = Resource.of(group, plural(object));
      VERBS.forEach(verb -> questions.add(Access.question(namespace, verb, resource)));
    }
    return questions;
  }

  /** A generic object knows its kind only. */
  private static String plural(HasMetadata object) {
    return object instanceof GenericKubernetesResource
        ? Pluralize.toPlural(object.getKind().toLowerCase(Locale.ROOT))
        : object.getPlural();
  }

  static Verdict judge(Inquiry inquiry) {
    Set<AccessQuestion> questions = questions(inquiry.rendered());
    Map<AccessQuestion, AccessAnswer> answers = inquiry.evidence().operatorAccess();
    if (!answers.keySet().containsAll(questions)
        || questions.stream().anyMatch(one -> answers.get(one) instanceof AccessAnswer.Pending)) {
      return Verdict.of(
          Outcome.UNKNOWN, Reason.Pending, "asking what the operator may do in this namespace");
    }
    List<AccessQuestion> denied =
        questions.stream()
            .filter(question -> answers.get(question) instanceof AccessAnswer.Denied)
            .toList();
    if (!denied.isEmpty()) {
      return forbidden(denied, inquiry.evidence().operatorUser());
    }
    for (AccessQuestion question : questions) {
      if (answers.get(question) instanceof AccessAnswer.Unknown unknown) {
        return Verdict.of(
            Outcome.UNKNOWN,
            Reason.CannotReview,
            atMost200(
                "whether the operator may %s %s could not be asked: %s"
                    .formatted(question.verb(), Access.word(question.target()), unknown.why())));
      }
    }
    return Verdict.of(
        Outcome.TRUE, Reason.Allowed, "the operator may manage every kind that it renders");
  }

  private static Verdict forbidden(List<AccessQuestion> denied, Observation<String> operator) {
    Map<String, List<String>> verbs =
        denied.stream()
            .collect(
                groupingBy(
                    question -> Access.word(question.target()) + place(question),
                    LinkedHashMap::new,
                    mapping(AccessQuestion::verb, toList())));
    List<String> lines =
        verbs.entrySet().stream()
            .map(entry -> String.join(", ", entry.getValue()) + " " + entry.getKey())
            .toList();
    String rest = lines.size() == 1 ? "" : "; %d more kinds".formatted(lines.size() - 1);
    String headline =
        atMost200(
            "the operator cannot "
                + lines.get(0)
                + rest
                + "; add the rule below to its ClusterRole, or apply it");
    String details = lines.size() == 1 ? "" : "\n- " + String.join("\n- ", lines);
    return new Verdict(
        Outcome.FALSE,
        Reason.OperatorForbidden,
        headline + details,
        List.of(fix(denied, operator)));
  }

  private static Fix fix(List<AccessQuestion> denied, Observation<String> operator) {
    if (operator instanceof Observation.Found<String> user) {
      return new Fix(
          "Grant the operator what is missing",
          Fix.Form.MANIFEST,
          RbacManifest.grantingOperator(user.value(), denied));
    }
    String rules = String.join("\n- ", Grants.rules(denied));
    return new Fix(
        "Grant the operator what is missing, and bind it to the operator's ServiceAccount",
        Fix.Form.MANIFEST,
        """
        apiVersion: rbac.authorization.k8s.io/v1
        kind: ClusterRole
        metadata: {name: adot-operator-grant}
        rules:
        - %s
        """
            .formatted(rules));
  }

  private static String place(AccessQuestion question) {
    return question.namespace().isEmpty()
        ? " cluster-wide"
        : " in namespace " + question.namespace();
  }
}
