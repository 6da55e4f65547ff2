package io.adot.operator.preflight;

import io.adot.operator.api.Reason;
import io.adot.operator.aws.IamAnswer.ProviderLookup;
import io.adot.operator.aws.PodIdentityAssociation;
import io.adot.operator.aws.PodIdentityPrincipal;
import io.adot.operator.aws.PodIdentityTrust;
import io.adot.operator.aws.PodIdentityVerdict;
import io.adot.operator.aws.PolicyWriter;
import io.adot.operator.aws.RoleArn;
import io.adot.operator.aws.TrustMismatch;
import io.adot.operator.component.CollectorImage;
import io.adot.operator.component.CollectorImage.Distribution;
import io.adot.operator.preflight.Verdict.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A role that EKS Pod Identity gives to a ServiceAccount.
 *
 * @param workload who needs it
 * @param role the role of the association
 * @param association the association
 * @param issuer the cluster's issuer
 * @param image the collector's image
 */
record AwsPodIdentityTrust(
    AwsWorkload workload,
    RoleArn role,
    PodIdentityAssociation association,
    String issuer,
    Optional<CollectorImage> image)
    implements AwsTrust {

  @Override
  public Reason reason() {
    return Reason.PodIdentity;
  }

  @Override
  public List<Verdict> judge(String trustPolicy, ProviderLookup provider) {
    List<Verdict> parts = new ArrayList<>();
    parts.add(trust(trustPolicy));
    unsupported().ifPresent(parts::add);
    if (association.sessionPolicy()) {
      parts.add(unknown("the association has a policy of its own, which may take actions away"));
    }
    return parts;
  }

  private Verdict trust(String trustPolicy) {
    PodIdentityVerdict verdict = PodIdentityTrust.judge(trustPolicy, principal());
    String policy = "the trust policy of role " + role.name();
    if (verdict instanceof PodIdentityVerdict.Admitted) {
      return Verdict.of(
          Outcome.TRUE, Reason.PodIdentity, policy + " admits " + PodIdentityTrust.SERVICE);
    }
    if (verdict instanceof PodIdentityVerdict.Undecided undecided) {
      return unknown(
          "whether role %s trusts Pod Identity cannot be told: %s"
              .formatted(role.name(), undecided.why()));
    }
    return new Verdict(
        Outcome.FALSE,
        reason(verdict),
        policy + " " + problem(verdict),
        AwsFixes.trust(role, PolicyWriter.admitting(trustPolicy, principal())));
  }

  private static Reason reason(PodIdentityVerdict verdict) {
    if (verdict instanceof PodIdentityVerdict.MissingTagSession) {
      return Reason.PodIdentityTrustMissingTagSession;
    }
    if (verdict instanceof PodIdentityVerdict.Denied) {
      return Reason.TrustPolicyDenied;
    }
    if (verdict instanceof PodIdentityVerdict.Mismatched mismatched) {
      return mismatched.mismatches().stream()
              .anyMatch(it -> it.kind() == TrustMismatch.Kind.LITERAL_WILDCARD)
          ? Reason.TrustPolicyWildcardInStringEquals
          : Reason.TrustPolicySubjectMismatch;
    }
    return Reason.PodIdentityTrustMissing;
  }

  private String problem(PodIdentityVerdict verdict) {
    if (verdict instanceof PodIdentityVerdict.MissingTagSession) {
      return "lets %s assume it, but not tag the session: add sts:TagSession"
          .formatted(PodIdentityTrust.SERVICE);
    }
    if (verdict instanceof PodIdentityVerdict.Denied denied) {
      return "denies Pod Identity in " + denied.statement();
    }
    if (verdict instanceof PodIdentityVerdict.Mismatched mismatched) {
      return "does not admit %s:\n%s"
          .formatted(
              workload,
              mismatched.mismatches().stream()
                  .map(
                      it ->
                          "  %s %s: expected %s, found %s"
                              .formatted(
                                  it.operator(),
                                  it.key(),
                                  it.actual().isEmpty() ? "no such key" : it.actual(),
                                  String.join(", ", it.expected())))
                  .collect(Collectors.joining("\n")));
    }
    List<String> trusted =
        verdict instanceof PodIdentityVerdict.NotTrusted other ? other.trusted() : List.of();
    return "does not trust %s, of which %s has an association with it\n  it trusts: %s"
        .formatted(
            PodIdentityTrust.SERVICE,
            workload,
            trusted.isEmpty() ? "nobody" : String.join(", ", trusted));
  }

  /** The SDK of ADOT 0.35 is older than Pod Identity (aws-sdk-go 1.45; it takes 1.47.11). */
  private Optional<Verdict> unsupported() {
    return image
        .filter(it -> it.distribution() == Distribution.ADOT)
        .flatMap(CollectorImage::version)
        .filter(version -> !version.atLeast(0, 36))
        .map(
            version ->
                new Verdict(
                    Outcome.FALSE,
                    Reason.PodIdentityUnsupported,
                    "the image's version %s does not know Pod Identity, 0.36 is the first that does: the node's role would be used"
                        .formatted(version),
                    List.of(AwsFixes.annotate(workload, role.arn()))));
  }

  @Override
  public List<Fix> create() {
    return AwsFixes.createRole(workload, role, PolicyWriter.admitting("", principal()), issuer);
  }

  @Override
  public Fix name(String arn) {
    return AwsFixes.associate(association, arn);
  }

  private PodIdentityPrincipal principal() {
    return new PodIdentityPrincipal(
        role, association, workload.namespace(), workload.serviceAccount());
  }

  private static Verdict unknown(String message) {
    return Verdict.of(Outcome.UNKNOWN, Reason.AwsCheckSkipped, message);
  }
}
