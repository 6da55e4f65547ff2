package io.adot.operator.preflight;

import io.adot.operator.aws.PolicyWriter;
import io.adot.operator.aws.RoleArn;
import io.adot.operator.aws.WebIdentity;
import io.adot.operator.component.AwsRequirement;
import java.util.ArrayList;
import java.util.List;

/** An identity in AWS for a ServiceAccount that has none yet. */
public final class AwsGrant {
  private static final String AUDIENCE = "sts.amazonaws.com";

  private AwsGrant() {}

  /**
   * What makes a role that the ServiceAccount can assume and that may do just what is needed: its
   * trust policy, its permissions, and the commands that set both and name the role.
   *
   * @param namespace the ServiceAccount's namespace
   * @param serviceAccount its name
   * @param ours whether the operator makes that ServiceAccount
   * @param requirements what is needed, at least one
   * @param role the role to be
   * @param issuer the cluster's OIDC issuer URL with its scheme
   */
  public static List<Fix> role(
      String namespace,
      String serviceAccount,
      boolean ours,
      List<AwsRequirement> requirements,
      RoleArn role,
      String issuer) {
    AwsWorkload workload = new AwsWorkload(namespace, serviceAccount, ours, "", requirements);
    String subject = "system:serviceaccount:" + namespace + ":" + serviceAccount;
    WebIdentity identity = new WebIdentity(role, issuer, subject, AUDIENCE);
    List<Fix> fixes =
        new ArrayList<>(
            AwsFixes.createRole(workload, role, PolicyWriter.admitting("", identity), issuer));
    fixes.add(AwsFixes.annotate(workload, role.arn()));
    return List.copyOf(fixes);
  }
}
