package io.adot.operator.preflight;

import io.adot.operator.api.Reason;
import io.adot.operator.aws.IamAnswer;
import io.adot.operator.aws.IamAnswer.ProviderLookup;
import io.adot.operator.aws.IamAnswer.RoleLookup;
import io.adot.operator.aws.RoleArn;
import io.adot.operator.aws.WebIdentity;
import io.adot.operator.preflight.Verdict.Outcome;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether the role that a ServiceAccount names is there, trusts it, and may do what is needed.
 *
 * @param workload who needs what
 * @param role the role of the annotation
 * @param issuer the cluster's issuer; empty when it is not known
 * @param audience the audience of the ServiceAccount's token
 */
record AwsRoleCheck(AwsWorkload workload, RoleArn role, String issuer, String audience) {

  /** Judges by what IAM answered. */
  Verdict judge(IamAnswer answer) {
    List<Verdict> parts = new ArrayList<>();
    if (answer.role() instanceof RoleLookup.Found found) {
      parts.addAll(trust(found, answer.provider()));
    } else {
      parts.add(notFound(answer.role()));
    }
    parts.addAll(new AwsActionsCheck(workload, role, issuer).judge(answer.decisions()));
    if (parts.stream().allMatch(part -> part.outcome() == Outcome.TRUE)) {
      parts.add(0, summary());
    }
    return AwsParts.together(parts);
  }

  private Verdict summary() {
    return Verdict.of(
        Outcome.TRUE,
        Reason.IRSA,
        "%s has role %s, which may do what is needed by %s"
            .formatted(workload, role.arn(), workload.components()));
  }

  private List<Verdict> trust(RoleLookup.Found found, ProviderLookup provider) {
    if (issuer.isEmpty()) {
      return List.of(
          skipped(
              "whom role %s trusts is not checked: the cluster's OIDC issuer is not known"
                  .formatted(role.name())));
    }
    WebIdentity identity = identity();
    List<Verdict> parts = new ArrayList<>();
    parts.add(new AwsTrustCheck(workload, identity).judge(found.trustPolicy()));
    if (provider instanceof ProviderLookup.Missing) {
      parts.add(
          new Verdict(
              Outcome.FALSE,
              Reason.NoOidcProvider,
              "account %s has no OIDC provider for this cluster (%s), so no role can trust it"
                  .formatted(role.account(), identity.provider()),
              List.of(AwsFixes.createProvider(identity))));
    } else if (provider instanceof ProviderLookup.Unknown unknown) {
      parts.add(skipped("the cluster's OIDC provider is not checked: " + unknown.why()));
    } else if (provider instanceof ProviderLookup.Found registered
        && !registered.audiences().isEmpty()
        && !registered.audiences().contains(audience)) {
      parts.add(
          new Verdict(
              Outcome.FALSE,
              Reason.TrustPolicyAudienceMismatch,
              "the cluster's OIDC provider in account %s accepts audience %s, the token has %s"
                  .formatted(role.account(), String.join(", ", registered.audiences()), audience),
              List.of(AwsFixes.addAudience(identity))));
    }
    return parts;
  }

  private Verdict notFound(RoleLookup lookup) {
    if (lookup instanceof RoleLookup.OtherPath other) {
      return new Verdict(
          Outcome.FALSE,
          Reason.RoleNotFound,
          "%s: role %s does not exist; the role of this name is %s"
              .formatted(workload, role.arn(), other.arn()),
          List.of(AwsFixes.annotate(workload, other.arn())));
    }
    if (lookup instanceof RoleLookup.OtherAccount other) {
      return new Verdict(
          Outcome.UNKNOWN,
          Reason.RoleOtherAccount,
          "role %s is in account %s; the operator's credentials are of account %s and cannot look there"
              .formatted(role.name(), role.account(), other.operatorAccount()),
          List.of(AwsFixes.look(role)));
    }
    if (lookup instanceof RoleLookup.Unknown unknown) {
      return skipped("role %s is not checked: %s".formatted(role.name(), unknown.why()));
    }
    return new Verdict(
        Outcome.FALSE,
        Reason.RoleNotFound,
        "%s names role %s, which does not exist in account %s; create it as below, or name another"
            .formatted(workload, role.name(), role.account()),
        issuer.isEmpty()
            ? List.of(AwsFixes.annotate(workload, ""))
            : AwsFixes.createRole(workload, identity()));
  }

  private WebIdentity identity() {
    return new WebIdentity(
        role,
        issuer,
        "system:serviceaccount:" + workload.namespace() + ":" + workload.serviceAccount(),
        audience);
  }

  private static Verdict skipped(String message) {
    return Verdict.of(Outcome.UNKNOWN, Reason.AwsCheckSkipped, message);
  }
}
