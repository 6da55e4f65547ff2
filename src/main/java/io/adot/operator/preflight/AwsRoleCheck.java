package io.adot.operator.preflight;

import io.adot.operator.api.Reason;
import io.adot.operator.aws.IamAnswer;
import io.adot.operator.aws.IamAnswer.RoleLookup;
import io.adot.operator.aws.RoleArn;
import io.adot.operator.preflight.Verdict.Outcome;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether the role that a ServiceAccount has is there, trusts it, and may do what is needed.
 *
 * @param workload who needs what
 * @param role the role
 * @param issuer the cluster's issuer; empty when it is not known
 * @param trust how the ServiceAccount comes to the role
 */
record AwsRoleCheck(AwsWorkload workload, RoleArn role, String issuer, AwsTrust trust) {

  /** Judges by what IAM answered. */
  Verdict judge(IamAnswer answer) {
    List<Verdict> parts = new ArrayList<>();
    if (answer.role() instanceof RoleLookup.Found found) {
      parts.addAll(trust.judge(found.trustPolicy(), answer.provider()));
    } else {
      parts.add(notFound(answer.role()));
    }
    parts.addAll(new AwsActionsCheck(workload, role, issuer).judge(answer.decisions()));
    parts.addAll(new AwsAssumedCheck(workload, role, issuer).judge(answer.assumed()));
    if (parts.stream().allMatch(part -> part.outcome() == Outcome.TRUE)) {
      parts.add(0, summary());
    }
    return AwsParts.together(parts);
  }

  private Verdict summary() {
    return Verdict.of(
        Outcome.TRUE,
        trust.reason(),
        "%s has role %s, which may do what is needed by %s"
            .formatted(workload, role.arn(), workload.components()));
  }

  /** What somebody with credentials of the role's account can ask in the operator's place. */
  private List<Fix> elsewhere() {
    List<AwsAsk> asks = AwsAsk.of(workload.requirements(), role, issuer);
    return asks.isEmpty()
        ? List.of(AwsFixes.look(role))
        : List.of(AwsFixes.look(role), AwsFixes.simulate("See what the role may do", role, asks));
  }

  private Verdict notFound(RoleLookup lookup) {
    if (lookup instanceof RoleLookup.OtherPath other) {
      return new Verdict(
          Outcome.FALSE,
          Reason.RoleNotFound,
          "%s: role %s does not exist; the role of this name is %s"
              .formatted(workload, role.arn(), other.arn()),
          List.of(trust.name(other.arn())));
    }
    if (lookup instanceof RoleLookup.OtherAccount other) {
      return new Verdict(
          Outcome.UNKNOWN,
          Reason.RoleOtherAccount,
          "role %s is in account %s; the operator's credentials are of account %s and cannot look there"
              .formatted(role.name(), role.account(), other.operatorAccount()),
          elsewhere());
    }
    if (lookup instanceof RoleLookup.Unknown unknown) {
      return Verdict.of(
          Outcome.UNKNOWN,
          Reason.AwsCheckSkipped,
          "role %s is not checked: %s".formatted(role.name(), unknown.why()));
    }
    List<Fix> create = trust.create();
    return new Verdict(
        Outcome.FALSE,
        Reason.RoleNotFound,
        "%s names role %s, which does not exist in account %s; create it as below, or name another"
            .formatted(workload, role.name(), role.account()),
        create.isEmpty() ? List.of(trust.name("")) : create);
  }
}
