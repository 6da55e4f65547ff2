package io.adot.operator.preflight;

import io.adot.operator.api.Reason;
import io.adot.operator.aws.AssumeTrust;
import io.adot.operator.aws.AssumeVerdict;
import io.adot.operator.aws.AssumingRole;
import io.adot.operator.aws.IamAnswer;
import io.adot.operator.aws.IamAnswer.RoleLookup;
import io.adot.operator.aws.PolicyWriter;
import io.adot.operator.aws.RoleArn;
import io.adot.operator.component.Assumption;
import io.adot.operator.component.AwsRequirement;
import io.adot.operator.component.Necessity;
import io.adot.operator.preflight.Verdict.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Whether the roles that components assume in turn let them, and may do what is needed there.
 *
 * @param workload who needs what
 * @param role the role from which they are assumed
 * @param issuer the cluster's issuer; empty when it is not known
 */
record AwsAssumedCheck(AwsWorkload workload, RoleArn role, String issuer) {

  /** Judges by what IAM answered about the roles; one that is absent was not asked for. */
  List<Verdict> judge(Map<RoleArn, IamAnswer> answers) {
    List<Verdict> parts = new ArrayList<>();
    workload.requirements().stream()
        .filter(it -> it.necessity() == Necessity.REQUIRED && !it.assumeRoleArn().isEmpty())
        .map(AwsRequirement::assumeRoleArn)
        .filter(arn -> RoleArn.parse(arn).isEmpty())
        .distinct()
        .forEach(arn -> parts.add(notChecked(arn, "it is not known")));
    AwsWorkload.assumed(workload.requirements())
        .forEach(
            (assumed, needs) -> {
              AwsWorkload with = workload.with(needs);
              if (with.isRequired()) {
                parts.addAll(
                    answers.containsKey(assumed)
                        ? judge(with, assumed, answers.get(assumed))
                        : List.of(otherAccount(assumed)));
              }
            });
    return parts;
  }

  private List<Verdict> judge(AwsWorkload with, RoleArn assumed, IamAnswer answer) {
    if (answer.role() instanceof RoleLookup.Missing) {
      return List.of(
          new Verdict(
              Outcome.FALSE,
              Reason.RoleNotFound,
              "role %s, which %s assumes, does not exist"
                  .formatted(assumed.arn(), with.components()),
              AwsFixes.createRole(
                  with, assumed, PolicyWriter.admitting("", assuming(how(assumed))), issuer)));
    }
    if (!(answer.role() instanceof RoleLookup.Found found)) {
      String why =
          answer.role() instanceof RoleLookup.Unknown unknown
              ? unknown.why()
              : "IAM has no role of this ARN";
      return List.of(notChecked(assumed.arn(), why));
    }
    List<Verdict> parts = new ArrayList<>();
    parts.addAll(trust(with, assumed, found.trustPolicy()));
    parts.addAll(new AwsActionsCheck(with, assumed, issuer).judge(answer.decisions()));
    return parts;
  }

  /** Judges the step to a role, which may be taken in more than one way. */
  private List<Verdict> trust(AwsWorkload with, RoleArn assumed, String policy) {
    return workload.requirements().stream()
        .filter(it -> it.assumeRoleArn().equals(assumed.arn()))
        .map(AwsRequirement::assumption)
        .distinct()
        .map(how -> trust(with, assumed, policy, how))
        .toList();
  }

  private Verdict trust(AwsWorkload with, RoleArn assumed, String policy, Assumption how) {
    AssumingRole who = assuming(how);
    AssumeVerdict verdict = AssumeTrust.judge(policy, who);
    if (verdict instanceof AssumeVerdict.Admitted) {
      return Verdict.of(
          Outcome.TRUE,
          Reason.IRSA,
          "role %s may be assumed by role %s".formatted(assumed.name(), role.name()));
    }
    if (verdict instanceof AssumeVerdict.Undecided undecided) {
      return Verdict.of(
          Outcome.UNKNOWN,
          Reason.AwsCheckSkipped,
          "whether role %s may be assumed by role %s cannot be told: %s"
              .formatted(assumed.name(), role.name(), undecided.why()));
    }
    if (verdict instanceof AssumeVerdict.Denied deny) {
      return new Verdict(
          Outcome.FALSE,
          Reason.TrustPolicyDenied,
          "the trust policy of role %s denies role %s in %s: take that out, if it is not meant"
              .formatted(assumed.name(), role.name(), deny.statement()),
          List.of(AwsFixes.look(assumed)));
    }
    List<Fix> admit = AwsFixes.trust(assumed, PolicyWriter.admitting(policy, who));
    if (verdict instanceof AssumeVerdict.OtherExternalId other) {
      return otherExternalId(with, assumed, how, other.expected(), admit);
    }
    if (verdict instanceof AssumeVerdict.MissingTagSession) {
      return new Verdict(
          Outcome.FALSE,
          Reason.PodIdentityTrustMissingTagSession,
          "the trust policy of role %s lets role %s assume it, but not tag the session: add sts:TagSession"
              .formatted(assumed.name(), role.name()),
          admit);
    }
    return new Verdict(
        Outcome.FALSE,
        Reason.AssumedRoleTrustMissing,
        "the trust policy of role %s does not let role %s assume it"
            .formatted(assumed.name(), role.name()),
        admit);
  }

  /** EKS makes the id of an association up; that of a component is the user's to set. */
  private Verdict otherExternalId(
      AwsWorkload with, RoleArn assumed, Assumption how, List<String> expected, List<Fix> admit) {
    return new Verdict(
        Outcome.FALSE,
        Reason.ExternalIdMismatch,
        "the trust policy of role %s takes another external id than that of %s\n  expected: %s\n  found: %s"
            .formatted(
                assumed.name(),
                how.tagged() ? "the association of Pod Identity" : with.components(),
                String.join(", ", expected),
                how.externalId().isEmpty() ? "none" : how.externalId()),
        how.tagged() ? admit : List.of(AwsFixes.externalId(with, expected.get(0))));
  }

  private AssumingRole assuming(Assumption how) {
    return new AssumingRole(
        role, how.isKnown() ? Optional.of(how.externalId()) : Optional.empty(), how.tagged());
  }

  private Assumption how(RoleArn assumed) {
    return workload.requirements().stream()
        .filter(it -> it.assumeRoleArn().equals(assumed.arn()))
        .map(AwsRequirement::assumption)
        .findFirst()
        .orElse(Assumption.PLAIN);
  }

  /** IAM tells of its own account only; what has to be there can be said all the same. */
  private Verdict otherAccount(RoleArn assumed) {
    Verdict unknown = notChecked(assumed.arn(), "it is not of the account of role " + role.name());
    return new Verdict(
        unknown.outcome(),
        unknown.reason(),
        unknown.message()
            + "\n  its trust policy has to let role %s assume it%s"
                .formatted(role.arn(), how(assumed).tagged() ? " and tag the session" : ""),
        List.of(AwsFixes.look(assumed)));
  }

  private static Verdict notChecked(String arn, String why) {
    return Verdict.of(
        Outcome.UNKNOWN,
        Reason.AwsCheckSkipped,
        "what the assumed role may do is not checked: %s: %s".formatted(arn, why));
  }
}
