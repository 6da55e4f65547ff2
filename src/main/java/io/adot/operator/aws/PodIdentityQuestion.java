package io.adot.operator.aws;

/**
 * Which association of EKS Pod Identity a ServiceAccount has.
 *
 * @param cluster the EKS cluster's name
 * @param region its region
 * @param namespace the ServiceAccount's namespace
 * @param serviceAccount its name
 */
public record PodIdentityQuestion(
    String cluster, String region, String namespace, String serviceAccount) {}
