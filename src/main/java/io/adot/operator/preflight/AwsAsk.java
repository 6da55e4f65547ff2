package io.adot.operator.preflight;

import io.adot.operator.aws.ActionOnResource;
import io.adot.operator.aws.RoleArn;
import io.adot.operator.component.AwsRequirement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One action that a component needs, on one resource, in the words of IAM.
 *
 * @param requirement what it comes from
 * @param action the action
 * @param grantOn the resources that a policy has to name to allow it
 * @param anyOf what IAM is asked; one of them allowed is enough
 */
record AwsAsk(
    AwsRequirement requirement, String action, List<String> grantOn, List<ActionOnResource> anyOf) {

  /** Actions of CloudWatch Logs on a group; AWS asks for them with or without an empty stream. */
  private static final Set<String> ON_LOG_GROUP =
      Set.of("logs:CreateLogGroup", "logs:PutRetentionPolicy", "logs:TagResource");

  private static final String ASSUME = "sts:AssumeRole";
  private static final String TAG = "sts:TagSession";

  private static final Pattern LOG_GROUP =
      Pattern.compile("(arn:[^:]*:logs:[^:]*:[^:]*:log-group:[^:]+)(?::log-stream:(.*)|:\\*)?");

  AwsAsk {
    grantOn = List.copyOf(grantOn);
    anyOf = List.copyOf(anyOf);
  }

  /**
   * Spells out what is to be asked of a role.
   *
   * @param requirements what the configuration implies
   * @param role the role, which tells partition and account
   * @param issuer the cluster's issuer, which on EKS tells the region; may be empty
   */
  static List<AwsAsk> of(List<AwsRequirement> requirements, RoleArn role, String issuer) {
    List<AwsAsk> asks = new ArrayList<>();
    for (AwsRequirement requirement : requirements) {
      if (!requirement.assumeRoleArn().isEmpty()) {
        asks.add(assuming(requirement, ASSUME));
        if (requirement.assumption().tagged()) {
          asks.add(assuming(requirement, TAG));
        }
        continue;
      }
      for (String action : requirement.actions()) {
        for (String resource : requirement.resources()) {
          asks.add(of(requirement, action, expand(resource, requirement, role, issuer)));
        }
      }
    }
    return List.copyOf(asks);
  }

  /** Whether a role's own trust policy or a policy on the resource may allow it as well. */
  boolean mayBeAllowedElsewhere() {
    return requirement.resourcePolicies() || action.equals(ASSUME) || action.equals(TAG);
  }

  /** The action with its resource, for people. */
  String text() {
    return action + " on " + grantOn.get(0);
  }

  private static AwsAsk assuming(AwsRequirement requirement, String action) {
    String target =
        RoleArn.parse(requirement.assumeRoleArn()).isPresent() ? requirement.assumeRoleArn() : "*";
    return of(requirement, action, target);
  }

  private static AwsAsk of(AwsRequirement requirement, String action, String resource) {
    Matcher log = LOG_GROUP.matcher(resource);
    if (!action.startsWith("logs:") || !log.matches()) {
      return new AwsAsk(
          requirement, action, List.of(resource), List.of(new ActionOnResource(action, resource)));
    }
    String group = log.group(1);
    List<String> grantOn = List.of(group, group + ":*");
    if (ON_LOG_GROUP.contains(action)) {
      return new AwsAsk(
          requirement,
          action,
          grantOn,
          List.of(
              new ActionOnResource(action, group),
              new ActionOnResource(action, group + ":log-stream:")));
    }
    String stream = log.group(2) == null || log.group(2).isEmpty() ? "*" : log.group(2);
    return new AwsAsk(
        requirement,
        action,
        grantOn,
        List.of(new ActionOnResource(action, group + ":log-stream:" + stream)));
  }

  private static String expand(
      String resource, AwsRequirement requirement, RoleArn role, String issuer) {
    return resource
        .replace("${Partition}", role.partition())
        .replace("${Account}", role.account())
        .replace(
            "${Region}",
            requirement.region().isEmpty() ? IssuerUrl.region(issuer) : requirement.region());
  }
}
