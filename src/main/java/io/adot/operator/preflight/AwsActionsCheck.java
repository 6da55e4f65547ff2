package io.adot.operator.preflight;

import io.adot.operator.api.Reason;
import io.adot.operator.aws.ActionOnResource;
import io.adot.operator.aws.Decision;
import io.adot.operator.aws.RoleArn;
import io.adot.operator.component.Necessity;
import io.adot.operator.preflight.Verdict.Outcome;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Whether a role may do what the collector's components ask for.
 *
 * @param workload who needs what
 * @param role the role
 * @param issuer the cluster's issuer; empty when it is not known
 */
record AwsActionsCheck(AwsWorkload workload, RoleArn role, String issuer) {

  /** What speaks against an action. */
  private enum Gap {
    MISSING(Outcome.FALSE, Reason.MissingIamActions, "no policy allows role %s %s, needed by %s"),
    DENIED(
        Outcome.FALSE,
        Reason.IamActionDenied,
        "a policy explicitly denies role %s %s, needed by %s"),
    BOUNDARY(
        Outcome.FALSE,
        Reason.DeniedByPermissionsBoundary,
        "the permissions boundary of role %s does not allow %s, needed by %s"),
    ORGANIZATION(
        Outcome.FALSE,
        Reason.DeniedBySCP,
        "a policy of the AWS organization denies role %s %s, needed by %s"),
    PERHAPS_ELSEWHERE(
        Outcome.UNKNOWN,
        Reason.MissingIamActions,
        "no policy of role %s allows %s, needed by %s; a policy of the resource may"),
    UNDECIDED(
        Outcome.UNKNOWN,
        Reason.AwsCheckSkipped,
        "it cannot be told whether role %s is allowed %s, needed by %s");

    private final Outcome outcome;
    private final Reason reason;
    private final String headline;

    /**
     * @param headline with places for role, actions and components
     */
    Gap(Outcome outcome, Reason reason, String headline) {
      this.outcome = outcome;
      this.reason = reason;
      this.headline = headline;
    }

    boolean isClosedByPolicy() {
      return this == MISSING || this == PERHAPS_ELSEWHERE;
    }
  }

  /** An action that is not surely allowed. */
  private record Open(AwsAsk ask, Decision decision) {}

  /** Judges by what was decided; an action without a decision was not asked. */
  List<Verdict> judge(Map<ActionOnResource, Decision> decisions) {
    Map<Gap, List<Open>> gaps = new LinkedHashMap<>();
    List<Open> advice = new ArrayList<>();
    for (AwsAsk ask : AwsAsk.of(workload.requirements(), role, issuer)) {
      Optional<Decision> decision = best(ask, decisions);
      if (decision.isEmpty() || decision.get() instanceof Decision.Allowed) {
        continue;
      }
      Open open = new Open(ask, decision.get());
      if (ask.requirement().necessity() == Necessity.OPTIONAL) {
        advice.add(open);
      } else {
        gaps.computeIfAbsent(gap(open), gap -> new ArrayList<>()).add(open);
      }
    }
    List<Verdict> parts = new ArrayList<>();
    for (Gap gap : Gap.values()) {
      if (gaps.containsKey(gap)) {
        parts.add(verdict(gap, gaps.get(gap)));
      }
    }
    advice(advice).ifPresent(parts::add);
    return parts;
  }

  /** One of several forms of the same question allowed is enough; else the worst is told. */
  private static Optional<Decision> best(AwsAsk ask, Map<ActionOnResource, Decision> decisions) {
    List<Decision> found =
        ask.anyOf().stream().map(decisions::get).filter(Objects::nonNull).toList();
    return found.stream()
        .filter(Decision.Allowed.class::isInstance)
        .findFirst()
        .or(() -> found.stream().filter(Decision.Undecided.class::isInstance).findFirst())
        .or(
            () ->
                found.stream()
                    .filter(decision -> !(decision instanceof Decision.ImplicitDeny))
                    .findFirst())
        .or(() -> found.stream().findFirst());
  }

  private static Gap gap(Open open) {
    Decision decision = open.decision();
    if (decision instanceof Decision.ExplicitDeny) {
      return Gap.DENIED;
    }
    if (decision instanceof Decision.DeniedByBoundary) {
      return Gap.BOUNDARY;
    }
    if (decision instanceof Decision.DeniedByOrganization) {
      return Gap.ORGANIZATION;
    }
    if (decision instanceof Decision.ImplicitDeny) {
      return open.ask().mayBeAllowedElsewhere() ? Gap.PERHAPS_ELSEWHERE : Gap.MISSING;
    }
    return Gap.UNDECIDED;
  }

  private Verdict verdict(Gap gap, List<Open> opens) {
    List<AwsAsk> asks = opens.stream().map(Open::ask).toList();
    String message =
        gap.headline.formatted(
                role.name(),
                asks.stream().map(AwsAsk::action).distinct().collect(Collectors.joining(", ")),
                AwsWorkload.components(asks.stream().map(AwsAsk::requirement).toList()))
            + "\n"
            + opens.stream()
                .map(AwsActionsCheck::line)
                .distinct()
                .collect(Collectors.joining("\n"));
    List<Fix> fixes =
        gap.isClosedByPolicy()
            ? AwsFixes.grant(role, workload, asks)
            : List.of(AwsFixes.simulate(role, asks));
    return new Verdict(gap.outcome, gap.reason, message + managed(gap, asks), fixes);
  }

  private static String line(Open open) {
    String line = "  " + open.ask().text();
    if (open.decision() instanceof Decision.ExplicitDeny deny) {
      return line + ": denied by " + deny.by();
    }
    if (open.decision() instanceof Decision.Undecided undecided) {
      return line + ": " + undecided.why();
    }
    return line;
  }

  private static String managed(Gap gap, List<AwsAsk> asks) {
    List<String> managed =
        asks.stream()
            .map(ask -> ask.requirement().managedPolicy())
            .filter(policy -> !policy.isEmpty())
            .distinct()
            .toList();
    return managed.isEmpty() || !gap.isClosedByPolicy()
        ? ""
        : "\nAttaching the AWS managed policy " + String.join(", ", managed) + " would do as well.";
  }

  private static Optional<Verdict> advice(List<Open> opens) {
    if (opens.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        Verdict.of(
            Outcome.TRUE,
            Reason.IRSA,
            "Optional, and perhaps not allowed:\n"
                + opens.stream()
                    .map(open -> line(open) + " (" + open.ask().requirement().component() + ")")
                    .distinct()
                    .collect(Collectors.joining("\n"))));
  }
}
