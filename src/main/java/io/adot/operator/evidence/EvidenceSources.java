package io.adot.operator.evidence;

import io.adot.operator.aws.Iam;

/**
 * Where evidence comes from.
 *
 * @param access the cluster's authorizer
 * @param serviceAccounts the cluster's ServiceAccounts
 * @param issuer the cluster's issuer
 * @param iam AWS
 */
public record EvidenceSources(
    AccessReviewer access, ServiceAccounts serviceAccounts, Issuer issuer, Iam iam) {}
