package io.adot.operator.aws;

import java.util.List;

/**
 * A condition of a trust policy that a ServiceAccount does not meet.
 *
 * @param kind what is wrong
 * @param operator the condition's operator, as written
 * @param key the condition's key, as written
 * @param expected the values of the policy
 * @param actual what the ServiceAccount's token has; empty when it has no such key
 */
public record TrustMismatch(
    Kind kind, String operator, String key, List<String> expected, String actual) {

  /** Copies the list. */
  public TrustMismatch {
    expected = List.copyOf(expected);
  }

  /** The mistakes that can be told apart, the most telling first. */
  public enum Kind {
    /** A wildcard is compared literally. */
    LITERAL_WILDCARD,
    /** The key belongs to another provider, or is written with its scheme. */
    FOREIGN_KEY,
    /** Another ServiceAccount is meant. */
    SUBJECT,
    /** Another audience is meant. */
    AUDIENCE
  }

  static TrustMismatch of(Condition condition, WebIdentity identity) {
    boolean subject = condition.key().equalsIgnoreCase(identity.provider() + ":sub");
    boolean audience = condition.key().equalsIgnoreCase(identity.provider() + ":aud");
    String actual = subject ? identity.subject() : audience ? identity.audience() : "";
    Kind kind;
    if ((subject || audience) && condition.isLiteralWildcardFor(actual)) {
      kind = Kind.LITERAL_WILDCARD;
    } else if (subject) {
      kind = Kind.SUBJECT;
    } else {
      kind = audience ? Kind.AUDIENCE : Kind.FOREIGN_KEY;
    }
    return new TrustMismatch(
        kind, condition.operator(), condition.key(), condition.values(), actual);
  }
}
