package io.adot.operator.aws;

/** What IAM, or a reading of the role's policies, says of one action on one resource. */
public sealed interface Decision {

  /** The role's policies allow it. */
  record Allowed() implements Decision {}

  /**
   * A policy denies it explicitly.
   *
   * @param by the policy, as far as it is known
   */
  record ExplicitDeny(String by) implements Decision {}

  /** No policy of the role mentions it. */
  record ImplicitDeny() implements Decision {}

  /** The role's permissions boundary takes it away. */
  record DeniedByBoundary() implements Decision {}

  /** A policy of the organization takes it away. */
  record DeniedByOrganization() implements Decision {}

  /**
   * It cannot be told.
   *
   * @param why for people
   */
  record Undecided(String why) implements Decision {}
}
