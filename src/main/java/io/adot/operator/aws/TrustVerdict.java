package io.adot.operator.aws;

import java.util.List;

/** Whether a trust policy lets a ServiceAccount have the role, and if not, what is in the way. */
public sealed interface TrustVerdict {

  /**
   * It does.
   *
   * @param weaknesses what it leaves open, for people
   */
  record Admitted(List<String> weaknesses) implements TrustVerdict {}

  /**
   * No statement lets web identities in.
   *
   * @param trusted whom it trusts instead
   */
  record NoWebIdentity(List<String> trusted) implements TrustVerdict {}

  /**
   * Web identities of other OIDC providers are let in.
   *
   * @param found the providers' ARNs
   */
  record OtherProvider(List<String> found) implements TrustVerdict {}

  /**
   * Web identities of this cluster are let in, under conditions that this one does not meet.
   *
   * @param mismatches the conditions that fail, the most telling first
   */
  record Mismatched(List<TrustMismatch> mismatches) implements TrustVerdict {}

  /**
   * A statement denies it.
   *
   * @param statement the statement's Sid or position, for people
   * @param index its position
   */
  record Denied(String statement, int index) implements TrustVerdict {}

  /**
   * It cannot be told.
   *
   * @param why for people
   */
  record Undecided(String why) implements TrustVerdict {}
}
