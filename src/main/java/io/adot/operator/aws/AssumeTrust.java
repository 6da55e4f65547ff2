package io.adot.operator.aws;

import io.adot.operator.aws.PolicyDocument.MalformedPolicyException;
import java.util.List;
import java.util.Map;

/** Reads a role's trust policy as STS does when another role assumes it. */
public final class AssumeTrust {
  static final String ASSUME = "sts:AssumeRole";

  private final RoleArn who;
  private final RequestContext request;

  private AssumeTrust(RoleArn who) {
    this.who = who;
    this.request =
        new RequestContext(
            Map.of("aws:principalarn", who.arn(), "aws:principalaccount", who.account()),
            key -> false);
  }

  /**
   * Judges. Pure, never throws.
   *
   * @param document the trust policy as JSON, not URL-encoded
   * @param who the role that asks for the other
   */
  public static Decision judge(String document, RoleArn who) {
    try {
      return new AssumeTrust(who).judge(PolicyDocument.parse(document).statements());
    } catch (MalformedPolicyException e) {
      return new Decision.Undecided("the trust policy cannot be read: " + e.getMessage());
    }
  }

  private Decision judge(List<Statement> statements) {
    Truth allowed = Truth.NO;
    Truth denied = Truth.NO;
    for (int i = 0; i < statements.size(); i++) {
      Statement statement = statements.get(i);
      Truth applies =
          trusts(statement.principals())
              .and(statement.actions().action(ASSUME))
              .and(statement.conditionsHold(request));
      if (!statement.allows() && applies == Truth.YES) {
        return new Decision.ExplicitDeny(statement.nameAt(i));
      }
      allowed = statement.allows() ? allowed.or(applies) : allowed;
      denied = statement.allows() ? denied : denied.or(applies);
    }
    return switch (allowed.and(denied.negated())) {
      case YES -> new Decision.Allowed();
      case NO -> new Decision.ImplicitDeny();
      case MAYBE ->
          new Decision.Undecided("the trust policy has conditions that are not known beforehand");
    };
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
