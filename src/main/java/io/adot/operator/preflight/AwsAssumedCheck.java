package io.adot.operator.preflight;

import io.adot.operator.api.Reason;
import io.adot.operator.aws.AssumeTrust;
import io.adot.operator.aws.Decision;
import io.adot.operator.aws.IamAnswer;
import io.adot.operator.aws.IamAnswer.RoleLookup;
import io.adot.operator.aws.PolicyWriter;
import io.adot.operator.aws.RoleArn;
import io.adot.operator.component.AwsRequirement;
import io.adot.operator.component.Necessity;
import io.adot.operator.preflight.Verdict.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

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
                        : List.of(
                            notChecked(
                                assumed.arn(), "it is not of the account of role " + role.name())));
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
              AwsFixes.createRole(with, assumed, PolicyWriter.admitting("", role), issuer)));
    }
    if (!(answer.role() instanceof RoleLookup.Found found)) {
      String why =
          answer.role() instanceof RoleLookup.Unknown unknown
              ? unknown.why()
              : "IAM has no role of this ARN";
      return List.of(notChecked(assumed.arn(), why));
    }
    List<Verdict> parts = new ArrayList<>();
    parts.add(trust(assumed, found.trustPolicy()));
    parts.addAll(new AwsActionsCheck(with, assumed, issuer).judge(answer.decisions()));
    return parts;
  }

  private Verdict trust(RoleArn assumed, String policy) {
    Decision decision = AssumeTrust.judge(policy, role);
    if (decision instanceof Decision.Allowed) {
      return Verdict.of(
          Outcome.TRUE,
          Reason.IRSA,
          "role %s may be assumed by role %s".formatted(assumed.name(), role.name()));
    }
    if (decision instanceof Decision.Undecided undecided) {
      return Verdict.of(
          Outcome.UNKNOWN,
          Reason.AwsCheckSkipped,
          "whether role %s may be assumed by role %s cannot be told: %s"
              .formatted(assumed.name(), role.name(), undecided.why()));
    }
    if (decision instanceof Decision.ExplicitDeny deny) {
      return new Verdict(
          Outcome.FALSE,
          Reason.TrustPolicyDenied,
          "the trust policy of role %s denies role %s in %s: take that out, if it is not meant"
              .formatted(assumed.name(), role.name(), deny.by()),
          List.of(AwsFixes.look(assumed)));
    }
    return new Verdict(
        Outcome.FALSE,
        Reason.AssumedRoleTrustMissing,
        "the trust policy of role %s does not let role %s assume it"
            .formatted(assumed.name(), role.name()),
        AwsFixes.trust(assumed, PolicyWriter.admitting(policy, role)));
  }

  private static Verdict notChecked(String arn, String why) {
    return Verdict.of(
        Outcome.UNKNOWN,
        Reason.AwsCheckSkipped,
        "what the assumed role may do is not checked: %s: %s".formatted(arn, why));
  }
}
