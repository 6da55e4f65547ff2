package io.adot.operator.preflight;

import io.adot.operator.api.Reason;
import io.adot.operator.aws.IamAnswer.ProviderLookup;
import io.adot.operator.aws.PolicyWriter;
import io.adot.operator.aws.RoleArn;
import io.adot.operator.aws.WebIdentity;
import io.adot.operator.preflight.Verdict.Outcome;
import java.util.ArrayList;
import java.util.List;

/**
 * A role that is assumed with a token of the ServiceAccount (IRSA).
 *
 * @param workload who needs it
 * @param role the role
 * @param issuer the cluster's issuer; empty when it is not known
 * @param audience the audience of the token
 */
record AwsWebIdentityTrust(AwsWorkload workload, RoleArn role, String issuer, String audience)
    implements AwsTrust {

  @Override
  public Reason reason() {
    return Reason.IRSA;
  }

  @Override
  public List<Verdict> judge(String trustPolicy, ProviderLookup provider) {
    if (issuer.isEmpty()) {
      return List.of(
          Verdict.of(
              Outcome.UNKNOWN,
              Reason.AwsCheckSkipped,
              "whom role %s trusts is not checked: the cluster's OIDC issuer is not known"
                  .formatted(role.name())));
    }
    List<Verdict> parts = new ArrayList<>();
    parts.add(new AwsTrustCheck(workload, identity()).judge(trustPolicy));
    if (provider instanceof ProviderLookup.Missing) {
      parts.add(
          new Verdict(
              Outcome.FALSE,
              Reason.NoOidcProvider,
              "account %s has no OIDC provider for this cluster (%s), so no role can trust it"
                  .formatted(role.account(), identity().provider()),
              List.of(AwsFixes.createProvider(identity()))));
    } else if (provider instanceof ProviderLookup.Unknown unknown) {
      parts.add(
          Verdict.of(
              Outcome.UNKNOWN,
              Reason.AwsCheckSkipped,
              "the cluster's OIDC provider is not checked: " + unknown.why()));
    } else if (provider instanceof ProviderLookup.Found registered
        && !registered.audiences().isEmpty()
        && !registered.audiences().contains(audience)) {
      parts.add(
          new Verdict(
              Outcome.FALSE,
              Reason.TrustPolicyAudienceMismatch,
              "the cluster's OIDC provider in account %s accepts audience %s, the token has %s"
                  .formatted(role.account(), String.join(", ", registered.audiences()), audience),
              List.of(AwsFixes.addAudience(identity()))));
    }
    return parts;
  }

  @Override
  public List<Fix> create() {
    return issuer.isEmpty()
        ? List.of()
        : AwsFixes.createRole(workload, role, PolicyWriter.admitting("", identity()), issuer);
  }

  @Override
  public Fix name(String arn) {
    return AwsFixes.annotate(workload, arn);
  }

  private WebIdentity identity() {
    return new WebIdentity(
        role,
        issuer,
        "system:serviceaccount:" + workload.namespace() + ":" + workload.serviceAccount(),
        audience);
  }
}
