package io.adot.operator.aws;

import io.adot.operator.aws.PolicyDocument.MalformedPolicyException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads a role's trust policy as STS does when EKS Pod Identity asks for the role: the service has
 * to be allowed to assume it and to tag the session (EKS user guide, "Create IAM role with trust
 * policy required by EKS Pod Identity").
 */
public final class PodIdentityTrust {
  /** The service that asks. */
  public static final String SERVICE = "pods.eks.amazonaws.com";

  static final String ASSUME = "sts:AssumeRole";
  static final String TAG = "sts:TagSession";

  private static final String TAGS = "aws:requesttag/";

  private final PodIdentityPrincipal principal;
  private final RequestContext request;

  private PodIdentityTrust(PodIdentityPrincipal principal) {
    this.principal = principal;
    Map<String, String> known = new HashMap<>();
    known.put("aws:sourceaccount", principal.role().account());
    known.put("aws:sourcearn", principal.clusterArn());
    boolean tags = principal.association().sessionTags();
    if (tags) {
      known.put(TAGS + "eks-cluster-arn", principal.clusterArn());
      known.put(TAGS + "eks-cluster-name", principal.association().cluster());
      known.put(TAGS + "kubernetes-namespace", principal.namespace());
      known.put(TAGS + "kubernetes-service-account", principal.serviceAccount());
    }
    request = new RequestContext(known, key -> !tags && key.startsWith(TAGS));
  }

  /**
   * Judges. Pure, never throws.
   *
   * @param document the trust policy as JSON, not URL-encoded
   * @param principal who asks for the role
   */
  public static PodIdentityVerdict judge(String document, PodIdentityPrincipal principal) {
    try {
      return new PodIdentityTrust(principal).judge(PolicyDocument.parse(document).statements());
    } catch (MalformedPolicyException e) {
      return new PodIdentityVerdict.Undecided("the trust policy cannot be read: " + e.getMessage());
    }
  }

  private PodIdentityVerdict judge(List<Statement> statements) {
    List<String> actions =
        principal.association().sessionTags() ? List.of(ASSUME, TAG) : List.of(ASSUME);
    for (int i = 0; i < statements.size(); i++) {
      Statement statement = statements.get(i);
      if (!statement.allows()
          && actions.stream().anyMatch(action -> applies(statement, action) == Truth.YES)) {
        return new PodIdentityVerdict.Denied(statement.nameAt(i), i);
      }
    }
    Truth assume = decides(statements, ASSUME);
    Truth all = actions.stream().map(it -> decides(statements, it)).reduce(Truth.YES, Truth::and);
    return switch (all) {
      case YES -> new PodIdentityVerdict.Admitted();
      case MAYBE ->
          new PodIdentityVerdict.Undecided(
              "the trust policy has conditions that only AWS can judge");
      case NO ->
          assume == Truth.NO ? refused(statements) : new PodIdentityVerdict.MissingTagSession();
    };
  }

  private Truth decides(List<Statement> statements, String action) {
    Truth allowed = Truth.NO;
    Truth denied = Truth.NO;
    for (Statement statement : statements) {
      Truth applies = applies(statement, action);
      allowed = statement.allows() ? allowed.or(applies) : allowed;
      denied = statement.allows() ? denied : denied.or(applies);
    }
    return allowed.and(denied.negated());
  }

  private Truth applies(Statement statement, String action) {
    return trusts(statement)
        .and(statement.actions().action(action))
        .and(statement.conditionsHold(request));
  }

  private static Truth trusts(Statement statement) {
    Principals principals = statement.principals();
    if (!principals.negated() && principals.of("Service").contains(SERVICE)) {
      return Truth.YES;
    }
    return principals.negated() || principals.everybody() ? Truth.MAYBE : Truth.NO;
  }

  /** Who is trusted instead, or the conditions that fail where the service is. */
  private PodIdentityVerdict refused(List<Statement> statements) {
    List<Statement> trusting =
        statements.stream()
            .filter(it -> it.allows() && trusts(it) != Truth.NO)
            .filter(it -> it.actions().action(ASSUME) != Truth.NO)
            .toList();
    if (trusting.isEmpty()) {
      return new PodIdentityVerdict.NotTrusted(
          statements.stream()
              .filter(Statement::allows)
              .flatMap(it -> it.principals().byType().values().stream())
              .flatMap(List::stream)
              .distinct()
              .toList());
    }
    List<TrustMismatch> mismatches = new ArrayList<>();
    for (Condition condition : trusting.get(0).conditions()) {
      if (condition.holds(request) == Truth.NO) {
        mismatches.add(mismatch(condition));
      }
    }
    return new PodIdentityVerdict.Mismatched(mismatches);
  }

  private TrustMismatch mismatch(Condition condition) {
    String actual = request.value(condition.key()).orElse("");
    return new TrustMismatch(
        condition.isLiteralWildcardFor(actual)
            ? TrustMismatch.Kind.LITERAL_WILDCARD
            : TrustMismatch.Kind.SUBJECT,
        condition.operator(),
        condition.key(),
        condition.values(),
        actual);
  }
}
