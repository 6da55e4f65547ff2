package io.adot.operator.evidence;

import io.adot.operator.aws.Iam;
import io.adot.operator.preflight.Observation;

/**
 * Where evidence comes from.
 *
 * @param access the cluster's authorizer
 * @param grants what is known of roles and bindings without asking it
 * @param serviceAccounts the cluster's ServiceAccounts
 * @param issuer the cluster's issuer
 * @param webhook what gives pods an identity
 * @param agent what hands out the credentials of Pod Identity
 * @param iam AWS
 * @param cluster the cluster's name in EKS; empty when it is not known
 */
public record EvidenceSources(
    AccessReviewer access,
    RoleGrants grants,
    ServiceAccounts serviceAccounts,
    Issuer issuer,
    InjectionWebhook webhook,
    PodIdentityAgent agent,
    Iam iam,
    String cluster) {

  /** Where nobody knows the cluster's name, and nothing gives pods an identity. */
  public EvidenceSources(
      AccessReviewer access,
      RoleGrants grants,
      ServiceAccounts serviceAccounts,
      Issuer issuer,
      Iam iam) {
    this(
        access,
        grants,
        serviceAccounts,
        issuer,
        Observation.Absent::new,
        Observation.Absent::new,
        iam,
        "");
  }
}
