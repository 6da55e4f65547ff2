package io.adot.operator.aws;

import io.adot.operator.aws.PolicyDocument.MalformedPolicyException;
import java.util.List;

/** Reads a role's trust policy as STS does when another role assumes it. */
public final class AssumeTrust {
  static final String ASSUME = "sts:AssumeRole";

  private final RoleArn who;
  private final RequestContext request;

  private AssumeTrust(AssumingRole who) {
    this.who = who.role();
    this.request = who.request();
  }

  /**
   * Judges. Pure, never throws.
   *
   * @param document the trust policy as JSON, not URL-encoded
   * @param who the role that asks for the other
   */
  public static AssumeVerdict judge(String document, AssumingRole who) {
    List<Statement> statements;
    try {
      statements = PolicyDocument.parse(document).statements();
    } catch (MalformedPolicyException e) {
      return new AssumeVerdict.Undecided("the trust policy cannot be read: " + e.getMessage());
    }
    AssumeTrust trust = new AssumeTrust(who);
    for (int i = 0; i < statements.size(); i++) {
      Statement statement = statements.get(i);
      if (!statement.allows()
          && who.actions().stream().anyMatch(it -> trust.applies(statement, it) == Truth.YES)) {
        return new AssumeVerdict.Denied(statement.nameAt(i));
      }
    }
    return switch (trust.decides(statements, who.actions())) {
      case YES -> new AssumeVerdict.Admitted();
      case MAYBE ->
          new AssumeVerdict.Undecided(
              "the trust policy has conditions that are not known beforehand");
      case NO -> refused(statements, who);
    };
  }

  /** What is in the way: it is what, were it otherwise, would leave nothing in the way. */
  private static AssumeVerdict refused(List<Statement> statements, AssumingRole who) {
    List<String> expected = externalIds(statements);
    if (!expected.isEmpty()
        && new AssumeTrust(who.withAnyExternalId()).decides(statements, who.actions())
            != Truth.NO) {
      return new AssumeVerdict.OtherExternalId(expected);
    }
    return who.tagsSession()
            && new AssumeTrust(who).decides(statements, List.of(ASSUME)) != Truth.NO
        ? new AssumeVerdict.MissingTagSession()
        : new AssumeVerdict.NotTrusted();
  }

  private static List<String> externalIds(List<Statement> statements) {
    return statements.stream()
        .filter(Statement::allows)
        .flatMap(it -> it.conditions().stream())
        .filter(it -> it.key().equalsIgnoreCase(AssumingRole.EXTERNAL_ID))
        .flatMap(it -> it.values().stream())
        .distinct()
        .toList();
  }

  private Truth decides(List<Statement> statements, List<String> actions) {
    return actions.stream().map(it -> decides(statements, it)).reduce(Truth.YES, Truth::and);
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
    return trusts(statement.principals())
        .and(statement.actions().action(action))
        .and(statement.conditionsHold(request));
  }

  /** An account stands for all of its roles that their own policies allow it. */
  private Truth trusts(Principals principals) {
    if (principals.negated()) {
      return Truth.MAYBE;
    }
    String account = "arn:%s:iam::%s:root".formatted(who.partition(), who.account());
    List<String> trusted = principals.of("AWS");
    if (trusted.contains(who.arn())
        || trusted.contains(account)
        || trusted.contains(who.account())
        || principals.everybody()) {
      return Truth.YES;
    }
    String sessions = ":assumed-role/" + who.name() + "/";
    return trusted.stream().anyMatch(it -> it.contains(sessions)) ? Truth.MAYBE : Truth.NO;
  }
}
