package io.adot.operator.aws;

import io.adot.operator.aws.PolicyDocument.MalformedPolicyException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Reads a role's trust policy as STS does when a ServiceAccount's token asks for the role. */
public final class TrustPolicy {

  private static final String ASSUME = "sts:AssumeRoleWithWebIdentity";

  private final WebIdentity identity;
  private final RequestContext request;

  private TrustPolicy(WebIdentity identity) {
    this.identity = identity;
    String provider = identity.provider().toLowerCase(Locale.ROOT);
    this.request =
        new RequestContext(
            Map.of(
                provider + ":sub",
                identity.subject(),
                provider + ":aud",
                identity.audience(),
                "aws:federatedprovider",
                identity.providerArn()),
            key -> isOfOtherProvider(key, provider));
  }

  /**
   * Judges. Pure, never throws.
   *
   * @param document the trust policy as JSON, not URL-encoded
   * @param identity who asks for the role
   */
  public static TrustVerdict judge(String document, WebIdentity identity) {
    try {
      return new TrustPolicy(identity).judge(PolicyDocument.parse(document).statements());
    } catch (MalformedPolicyException e) {
      return new TrustVerdict.Undecided("the trust policy cannot be read: " + e.getMessage());
    }
  }

  private TrustVerdict judge(List<Statement> statements) {
    Truth denied = Truth.NO;
    Truth allowed = Truth.NO;
    for (int i = 0; i < statements.size(); i++) {
      Statement statement = statements.get(i);
      Truth applies = applies(statement);
      if (statement.allows()) {
        allowed = allowed.or(applies);
      } else if (applies == Truth.YES) {
        return new TrustVerdict.Denied(statement.nameAt(i), i);
      } else {
        denied = denied.or(applies);
      }
    }
    if (allowed == Truth.NO) {
      return refused(statements.stream().filter(Statement::allows).toList());
    }
    if (allowed == Truth.MAYBE || denied == Truth.MAYBE) {
      return new TrustVerdict.Undecided(
          "the trust policy has conditions that only AWS can judge: "
              + String.join(", ", undecided(statements)));
    }
    return new TrustVerdict.Admitted(
        weaknesses(
            statements.stream()
                .filter(statement -> statement.allows() && applies(statement) == Truth.YES)
                .toList()));
  }

  private Truth applies(Statement statement) {
    return principal(statement)
        .and(statement.actions().action(ASSUME))
        .and(statement.conditionsHold(request));
  }

  private Truth principal(Statement statement) {
    Principals principals = statement.principals();
    if (principals.negated()) {
      return Truth.MAYBE;
    }
    if (principals.of("Federated").contains(identity.providerArn())) {
      return Truth.YES;
    }
    if (principals.everybody() || principals.of("Federated").contains("*")) {
      return statement.allows() ? Truth.MAYBE : Truth.YES;
    }
    return Truth.NO;
  }

  private TrustVerdict refused(List<Statement> allowing) {
    List<Statement> forWebIdentities =
        allowing.stream()
            .filter(statement -> statement.actions().action(ASSUME) != Truth.NO)
            .filter(statement -> !statement.principals().of("Federated").isEmpty())
            .toList();
    if (forWebIdentities.isEmpty()) {
      return new TrustVerdict.NoWebIdentity(trusted(allowing));
    }
    return forWebIdentities.stream()
        .filter(statement -> principal(statement) != Truth.NO)
        .map(this::mismatches)
        .min(Comparator.comparingInt(List::size))
        .<TrustVerdict>map(TrustVerdict.Mismatched::new)
        .orElseGet(
            () ->
                new TrustVerdict.OtherProvider(
                    forWebIdentities.stream()
                        .flatMap(statement -> statement.principals().of("Federated").stream())
                        .distinct()
                        .toList()));
  }

  private List<TrustMismatch> mismatches(Statement statement) {
    return statement.conditions().stream()
        .filter(condition -> condition.holds(request) == Truth.NO)
        .map(condition -> TrustMismatch.of(condition, identity))
        .sorted(Comparator.comparing(TrustMismatch::kind))
        .toList();
  }

  private List<String> undecided(List<Statement> statements) {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < statements.size(); i++) {
      if (applies(statements.get(i)) == Truth.MAYBE) {
        names.add(statements.get(i).nameAt(i));
      }
    }
    return names;
  }

  private List<String> weaknesses(List<Statement> admitting) {
    List<String> weaknesses = new ArrayList<>();
    if (admitting.stream().anyMatch(statement -> lacks(statement, ":sub"))) {
      weaknesses.add("it has no condition on sub: every ServiceAccount of the cluster may use it");
    }
    if (admitting.stream().anyMatch(statement -> lacks(statement, ":aud"))) {
      weaknesses.add("it has no condition on aud");
    }
    return weaknesses;
  }

  private boolean lacks(Statement statement, String claim) {
    return statement.conditions().stream()
        .noneMatch(condition -> condition.key().equalsIgnoreCase(identity.provider() + claim));
  }

  private static List<String> trusted(List<Statement> allowing) {
    return allowing.stream()
        .flatMap(statement -> statement.principals().byType().values().stream())
        .flatMap(List::stream)
        .distinct()
        .toList();
  }

  /**
   * Keys of identity providers are {@code host/path:claim}; AWS sends only those of the token's.
   */
  private static boolean isOfOtherProvider(String key, String provider) {
    int colon = key.lastIndexOf(':');
    String prefix = colon < 0 ? "" : key.substring(0, colon);
    boolean global = prefix.startsWith("aws:") || prefix.startsWith("sts:");
    return !global && prefix.contains(".") && !prefix.equals(provider);
  }
}
