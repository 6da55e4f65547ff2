package io.adot.operator.aws;

/**
 * Asks IAM. Calls block for as long as AWS takes, seconds at worst, so they are made in the
 * background only.
 */
public interface Iam extends AutoCloseable {

  /**
   * Answers a question as far as the operator's own credentials reach. Never throws: what cannot be
   * had is unknown, with the reason.
   */
  IamAnswer ask(IamQuestion question);

  /**
   * Looks up which association of EKS Pod Identity a ServiceAccount has. Never throws: what cannot
   * be had is unknown, with the reason.
   */
  default PodIdentityLookup association(PodIdentityQuestion question) {
    return new PodIdentityLookup.Unknown("EKS is not asked");
  }

  @Override
  default void close() {}
}
