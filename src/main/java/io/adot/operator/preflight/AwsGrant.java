package io.adot.operator.preflight;

import io.adot.operator.aws.PodIdentityAssociation;
import io.adot.operator.aws.PodIdentityPrincipal;
import io.adot.operator.aws.PolicyWriter;
import io.adot.operator.aws.RoleArn;
import io.adot.operator.aws.WebIdentity;
import io.adot.operator.component.AwsRequirement;
import java.util.List;
import java.util.stream.Stream;

/**
 * An identity in AWS for a ServiceAccount that has none yet: what makes a role that it can assume
 * and that may do just what is needed.
 *
 * @param namespace the ServiceAccount's namespace
 * @param serviceAccount its name
 * @param ours whether the operator makes that ServiceAccount
 * @param requirements what is needed, at least one
 * @param role the role to be
 */
public record AwsGrant(
    String namespace,
    String serviceAccount,
    boolean ours,
    List<AwsRequirement> requirements,
    RoleArn role) {

  /** Copies the list. */
  public AwsGrant {
    requirements = List.copyOf(requirements);
  }

  /**
   * By a token of the ServiceAccount (IRSA): trust policy, permissions, and the commands that set
   * both and name the role.
   *
   * @param issuer the cluster's OIDC issuer URL with its scheme
   */
  public List<Fix> byWebIdentity(String issuer) {
    String subject = "system:serviceaccount:" + namespace + ":" + serviceAccount;
    WebIdentity identity = new WebIdentity(role, issuer, subject, AwsSource.STS);
    return Stream.concat(
            AwsFixes.createRole(workload(), role, PolicyWriter.admitting("", identity), issuer)
                .stream(),
            Stream.of(AwsFixes.annotate(workload(), role)))
        .toList();
  }

  /**
   * By EKS Pod Identity: trust policy, permissions, and the commands that set both, associate the
   * role, and install the agent that hands its credentials out.
   *
   * @param cluster the cluster's name in EKS
   * @param issuer the cluster's OIDC issuer URL, which tells its region; empty when it is not known
   */
  public List<Fix> byPodIdentity(String cluster, String issuer) {
    String region = IssuerUrl.isOfEks(issuer) ? IssuerUrl.region(issuer) : "";
    PodIdentityAssociation association =
        new PodIdentityAssociation("", cluster, region, role.arn(), "", true, false);
    PodIdentityPrincipal principal =
        new PodIdentityPrincipal(role, association, namespace, serviceAccount);
    return Stream.concat(
            AwsFixes.createRole(workload(), role, PolicyWriter.admitting("", principal), issuer)
                .stream(),
            Stream.of(
                AwsFixes.associate(workload(), association),
                AwsFixes.installAgent(cluster, region)))
        .toList();
  }

  private AwsWorkload workload() {
    return new AwsWorkload(namespace, serviceAccount, ours, "", requirements);
  }
}
