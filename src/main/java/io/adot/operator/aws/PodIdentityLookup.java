package io.adot.operator.aws;

/** Whether a ServiceAccount has an association of EKS Pod Identity. */
public sealed interface PodIdentityLookup {
  /**
   * It has one.
   *
   * @param association the association
   */
  record Found(PodIdentityAssociation association) implements PodIdentityLookup {}

  /** EKS knows of none. */
  record None() implements PodIdentityLookup {}

  /**
   * EKS could not be asked.
   *
   * @param why for people
   */
  record Unknown(String why) implements PodIdentityLookup {}
}
