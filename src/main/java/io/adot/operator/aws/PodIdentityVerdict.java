package io.adot.operator.aws;

import java.util.List;

/** Whether a trust policy lets EKS Pod Identity have the role, and if not, what is in the way. */
public sealed interface PodIdentityVerdict {

  /** It does. */
  record Admitted() implements PodIdentityVerdict {}

  /**
   * No statement lets the service assume the role.
   *
   * @param trusted whom it trusts instead
   */
  record NotTrusted(List<String> trusted) implements PodIdentityVerdict {}

  /** The service may assume the role, but not tag the session, which it does. */
  record MissingTagSession() implements PodIdentityVerdict {}

  /**
   * The service is let in, under conditions that this ServiceAccount does not meet.
   *
   * @param mismatches the conditions that fail
   */
  record Mismatched(List<TrustMismatch> mismatches) implements PodIdentityVerdict {}

  /**
   * A statement denies it.
   *
   * @param statement the statement's Sid or position, for people
   * @param index its position
   */
  record Denied(String statement, int index) implements PodIdentityVerdict {}

  /**
   * It cannot be told.
   *
   * @param why for people
   */
  record Undecided(String why) implements PodIdentityVerdict {}
}
