package io.adot.operator.preflight;

import static io.adot.operator.preflight.FirstLine.atMost200;

import io.adot.operator.api.Reason;
import io.adot.operator.component.Bearer;
import io.adot.operator.component.KubernetesRule;
import io.adot.operator.component.Necessity;
import io.adot.operator.preflight.RuleJudgement.State;
import io.adot.operator.preflight.Verdict.Outcome;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Whether the collector's ServiceAccount may do in the cluster what the configuration implies. */
final class KubernetesPermissionsCheck {
  /** A condition's message is not the place for more; the fix is complete anyway. */
  private static final int MOST_LINES = 12;

  private KubernetesPermissionsCheck() {}

  /** Everything there is to ask about those of the rules that are one bearer's. */
  static Set<AccessQuestion> questions(List<KubernetesRule> rules, Bearer bearer) {
    return questions(rules.stream().filter(rule -> rule.bearer() == bearer).toList());
  }

  /** Everything there is to ask about these rules. */
  static Set<AccessQuestion> questions(List<KubernetesRule> rules) {
    Set<AccessQuestion> questions = new LinkedHashSet<>();
    for (KubernetesRule rule : rules) {
      for (String namespace : RuleJudgement.namespaces(rule)) {
        rule.anyOf()
            .forEach(
                target ->
                    rule.verbs()
                        .forEach(verb -> questions.add(Access.question(namespace, verb, target))));
      }
    }
    return questions;
  }

  static Verdict judge(Inquiry inquiry) {
    List<KubernetesRule> rules = inquiry.needs().kubernetesRules();
    Identity identity = inquiry.identity();
    if (rules.isEmpty()) {
      return Verdict.of(
          Outcome.TRUE, Reason.NotRequired, "no component of the pipelines asks the API server");
    }
    if (identity.sidecar()) {
      return sidecar(rules);
    }
    List<RuleJudgement> judged =
        rules.stream().map(rule -> RuleJudgement.of(rule, inquiry.evidence())).toList();
    List<RuleJudgement> required = having(judged, Necessity.REQUIRED);
    // Of optional ones, too: the message would change as they come in.
    if (any(judged, State.PENDING)) {
      return Verdict.of(
          Outcome.UNKNOWN, Reason.Pending, atMost200("asking what " + identity + " may do"));
    }
    List<Gap> gaps = gaps(required);
    List<Gap> advice = gaps(having(judged, Necessity.OPTIONAL));
    if (!gaps.isEmpty()) {
      return missing(identity, gaps, advice);
    }
    return required.stream()
        .filter(one -> one.state() == State.UNKNOWN)
        .findFirst()
        .map(one -> unknown(identity, one))
        .orElseGet(() -> allowed(identity, advice));
  }

  private static Verdict sidecar(List<KubernetesRule> rules) {
    KubernetesRule first = rules.get(0);
    return Verdict.of(
        Outcome.UNKNOWN,
        Reason.CannotReview,
        atMost200(
                "a sidecar acts as its pod's ServiceAccount: each one needs "
                    + Gap.whole(first).permission()
                    + " for "
                    + first.component()
                    + more(rules.size() - 1, " and %d more")
                    + "; grant them to those ServiceAccounts")
            + (rules.size() == 1
                ? ""
                : lines(rules.stream().map(KubernetesPermissionsCheck::whole).toList())));
  }

  private static String whole(KubernetesRule rule) {
    String optional = rule.necessity() == Necessity.OPTIONAL ? "optional, " : "";
    return optional + Gap.whole(rule).line();
  }

  private static Verdict missing(Identity identity, List<Gap> gaps, List<Gap> advice) {
    Gap first = gaps.get(0);
    String who =
        identity.named(first.rule().bearer())
            + " cannot "
            + first.permission()
            + ", needed by "
            + first.component();
    String rest = more(gaps.size() - 1, "; %d more missing") + "; apply the YAML below";
    String headline =
        atMost200(
            who + " (" + first.rule().consequence() + ")" + rest,
            who + rest,
            "cannot " + first.permission() + ", needed by " + first.component() + rest);
    Fix fix =
        new Fix(
            "Grant what is missing",
            Fix.Form.MANIFEST,
            Stream.of(Bearer.COLLECTOR, Bearer.TARGET_ALLOCATOR)
                .map(bearer -> grant(identity, bearer, gaps))
                .filter(manifest -> !manifest.isEmpty())
                .collect(Collectors.joining("---\n")));
    String details = gaps.size() == 1 ? "" : lines(gaps.stream().map(Gap::line).toList());
    return new Verdict(
        Outcome.FALSE,
        Reason.MissingKubernetesPermissions,
        headline + details + lines(advice.stream().map(Gap::advice).toList()),
        List.of(fix));
  }

  private static String grant(Identity identity, Bearer bearer, List<Gap> gaps) {
    List<AccessQuestion> permissions =
        gaps.stream()
            .filter(gap -> gap.rule().bearer() == bearer)
            .flatMap(gap -> gap.questions().stream())
            .distinct()
            .toList();
    return permissions.isEmpty() ? "" : RbacManifest.granting(identity, bearer, permissions);
  }

  private static Verdict unknown(Identity identity, RuleJudgement one) {
    Bearer bearer = one.rule().bearer();
    if (bearer == Bearer.FOREIGN) {
      return Verdict.of(
          Outcome.UNKNOWN,
          Reason.CannotReview,
          atMost200(
              "%s asks the API server with credentials of its own: what they may do is not known here; it needs %s"
                  .formatted(one.rule().component(), Gap.whole(one.rule()).permission())));
    }
    return Verdict.of(
        Outcome.UNKNOWN,
        Reason.CannotReview,
        atMost200(
            "whether %s may %s for %s could not be asked: %s"
                .formatted(
                    identity.named(bearer),
                    Gap.whole(one.rule()).permission(),
                    one.rule().component(),
                    one.why()),
            "what %s may do could not be asked: %s".formatted(identity.named(bearer), one.why())));
  }

  private static Verdict allowed(Identity identity, List<Gap> advice) {
    String headline =
        advice.isEmpty()
            ? identity + " may do all that the configuration needs"
            : identity
                + " may do all that is required"
                + more(advice.size(), "; %d optional missing");
    return Verdict.of(
        Outcome.TRUE,
        Reason.Allowed,
        atMost200(headline) + lines(advice.stream().map(Gap::advice).toList()));
  }

  private static List<RuleJudgement> having(List<RuleJudgement> judged, Necessity necessity) {
    return judged.stream().filter(one -> one.rule().necessity() == necessity).toList();
  }

  private static boolean any(Collection<RuleJudgement> judged, State state) {
    return judged.stream().anyMatch(one -> one.state() == state);
  }

  private static List<Gap> gaps(List<RuleJudgement> judged) {
    return judged.stream().flatMap(one -> one.gaps().stream()).toList();
  }

  private static String lines(List<String> lines) {
    Stream<String> shown = lines.stream().limit(MOST_LINES);
    Stream<String> rest = Stream.of(more(lines.size() - MOST_LINES, "and %d more"));
    return Stream.concat(shown, rest)
        .filter(line -> !line.isEmpty())
        .map(line -> "\n- " + line)
        .reduce("", String::concat);
  }

  private static String more(int count, String form) {
    return count > 0 ? form.formatted(count) : "";
  }
}
