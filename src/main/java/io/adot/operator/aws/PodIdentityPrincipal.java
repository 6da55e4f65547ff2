package io.adot.operator.aws;

/**
 * EKS Pod Identity as AWS sees it when it asks for a role on behalf of a ServiceAccount.
 *
 * @param role the role of the association
 * @param association the association
 * @param namespace the ServiceAccount's namespace
 * @param serviceAccount its name
 */
public record PodIdentityPrincipal(
    RoleArn role, PodIdentityAssociation association, String namespace, String serviceAccount) {

  /** The ARN of the cluster, which is of the role's account. */
  String clusterArn() {
    return "arn:%s:eks:%s:%s:cluster/%s"
        .formatted(role.partition(), association.region(), role.account(), association.cluster());
  }
}
