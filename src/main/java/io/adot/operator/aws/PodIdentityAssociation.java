package io.adot.operator.aws;

/**
 * An association of EKS Pod Identity.
 *
 * @param id how EKS calls it
 * @param cluster the name of its cluster
 * @param region the cluster's region
 * @param roleArn the role that EKS assumes
 * @param targetRoleArn the role that is assumed from that one, or empty
 * @param sessionTags whether the session carries tags that tell cluster, namespace and
 *     ServiceAccount
 * @param sessionPolicy whether a policy of the association takes away from what the role may do
 * @param externalId by which the target role knows this association, or empty
 */
public record PodIdentityAssociation(
    String id,
    String cluster,
    String region,
    String roleArn,
    String targetRoleArn,
    boolean sessionTags,
    boolean sessionPolicy,
    String externalId) {

  /** An association without an external id. */
  public PodIdentityAssociation(
      String id,
      String cluster,
      String region,
      String roleArn,
      String targetRoleArn,
      boolean sessionTags,
      boolean sessionPolicy) {
    this(id, cluster, region, roleArn, targetRoleArn, sessionTags, sessionPolicy, "");
  }
}
