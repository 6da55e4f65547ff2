package io.adot.operator.preflight;

import io.adot.operator.api.Reason;
import io.adot.operator.aws.PolicyWriter;
import io.adot.operator.aws.TrustMismatch;
import io.adot.operator.aws.TrustPolicy;
import io.adot.operator.aws.TrustVerdict;
import io.adot.operator.aws.WebIdentity;
import io.adot.operator.preflight.Verdict.Outcome;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Whether a role's trust policy admits a ServiceAccount.
 *
 * @param workload whose ServiceAccount
 * @param identity what AWS sees of it
 */
record AwsTrustCheck(AwsWorkload workload, WebIdentity identity) {

  /** Judges a trust policy. */
  Verdict judge(String trustPolicy) {
    TrustVerdict verdict = TrustPolicy.judge(trustPolicy, identity);
    if (verdict instanceof TrustVerdict.Admitted admitted) {
      return Verdict.of(Outcome.TRUE, Reason.IRSA, admission(admitted));
    }
    if (verdict instanceof TrustVerdict.Undecided undecided) {
      return Verdict.of(
          Outcome.UNKNOWN,
          Reason.AwsCheckSkipped,
          "whether role %s trusts %s cannot be told: %s"
              .formatted(identity.role().name(), workload, undecided.why()));
    }
    boolean podIdentity =
        verdict instanceof TrustVerdict.NoWebIdentity other
            && other.trusted().contains("pods.eks.amazonaws.com");
    return new Verdict(
        // A role made for Pod Identity may well serve by an association, which wins over IRSA.
        podIdentity ? Outcome.UNKNOWN : Outcome.FALSE,
        reason(verdict),
        role() + " " + problem(verdict),
        AwsFixes.trust(identity.role(), PolicyWriter.admitting(trustPolicy, identity)));
  }

  private String role() {
    return "the trust policy of role " + identity.role().name();
  }

  private String admission(TrustVerdict.Admitted admitted) {
    return role()
        + " admits "
        + workload
        + admitted.weaknesses().stream().map(it -> "; " + it).collect(Collectors.joining());
  }

  private static Reason reason(TrustVerdict verdict) {
    if (verdict instanceof TrustVerdict.NoWebIdentity) {
      return Reason.TrustPolicyNoWebIdentity;
    }
    if (verdict instanceof TrustVerdict.Denied) {
      return Reason.TrustPolicyDenied;
    }
    if (verdict instanceof TrustVerdict.Mismatched mismatched) {
      return switch (mismatched.mismatches().get(0).kind()) {
        case LITERAL_WILDCARD -> Reason.TrustPolicyWildcardInStringEquals;
        case FOREIGN_KEY -> Reason.TrustPolicyIssuerMismatch;
        case SUBJECT -> Reason.TrustPolicySubjectMismatch;
        case AUDIENCE -> Reason.TrustPolicyAudienceMismatch;
      };
    }
    return Reason.TrustPolicyIssuerMismatch;
  }

  private String problem(TrustVerdict verdict) {
    if (verdict instanceof TrustVerdict.NoWebIdentity other) {
      return "admits no ServiceAccount: no statement allows sts:AssumeRoleWithWebIdentity\n  it trusts: "
          + listed(other.trusted());
    }
    if (verdict instanceof TrustVerdict.Denied denied) {
      return "denies %s in %s".formatted(workload, denied.statement());
    }
    if (verdict instanceof TrustVerdict.OtherProvider other) {
      return "%s\n  expected: %s\n  found: %s"
          .formatted(difference(other.found()), identity.providerArn(), listed(other.found()));
    }
    if (verdict instanceof TrustVerdict.Mismatched mismatched) {
      List<TrustMismatch> mismatches = mismatched.mismatches();
      return "does not admit %s: %s"
          .formatted(
              workload,
              mismatches.stream().map(this::problem).collect(Collectors.joining("\nalso ")));
    }
    return "cannot be judged";
  }

  private String problem(TrustMismatch mismatch) {
    String expected = listed(mismatch.expected());
    return switch (mismatch.kind()) {
      case LITERAL_WILDCARD ->
          "%s takes the wildcard in %s literally; use StringLike"
              .formatted(mismatch.operator(), expected);
      case FOREIGN_KEY ->
          mismatch.key().contains("://")
              ? "condition key %s must not have a scheme".formatted(mismatch.key())
              : "condition key %s is not of this cluster's OIDC provider\n  expected: %s:sub or :aud"
                  .formatted(mismatch.key(), identity.provider());
      case SUBJECT ->
          "it names %s\n  expected sub: %s\n  found sub: %s (%s)"
              .formatted(
                  differentSubject(mismatch.expected()),
                  mismatch.actual(),
                  expected,
                  mismatch.operator());
      case AUDIENCE ->
          "it names another audience\n  expected aud: %s\n  found aud: %s (%s)"
              .formatted(mismatch.actual(), expected, mismatch.operator());
    };
  }

  /** In what the providers that are trusted differ from this cluster's: ARNs alone are long. */
  private String difference(List<String> found) {
    String path = ":oidc-provider/" + identity.provider();
    List<String> same = found.stream().filter(arn -> arn.endsWith(path)).toList();
    if (same.isEmpty()) {
      return "names another OIDC provider than this cluster's";
    }
    String account = ":" + identity.role().account() + ":";
    return same.stream().anyMatch(arn -> arn.contains(account))
        ? "names this cluster's OIDC provider in another AWS partition than the role's"
        : "names this cluster's OIDC provider in another account than the role's";
  }

  /** Which part of {@code system:serviceaccount:<namespace>:<name>} differs, if it is just one. */
  private String differentSubject(List<String> expected) {
    if (expected.contains(identity.subject())) {
      return "this very ServiceAccount, and excludes it";
    }
    int name = identity.subject().lastIndexOf(':');
    if (expected.stream().anyMatch(it -> it.endsWith(identity.subject().substring(name)))) {
      return "the ServiceAccount of this name in another namespace";
    }
    String namespace = identity.subject().substring(0, name + 1);
    return expected.stream().anyMatch(it -> it.startsWith(namespace))
        ? "another ServiceAccount of this namespace"
        : "another";
  }

  private static String listed(List<String> values) {
    return values.isEmpty() ? "nobody" : String.join(", ", values);
  }
}
