package io.adot.operator.component;

import io.adot.operator.config.ComponentId;
import java.util.List;

/**
 * AWS actions that a component will ask for with the collector's identity.
 *
 * @param component who asks
 * @param actions {@code aps:RemoteWrite}; empty when the component needs credentials but no action
 *     is known
 * @param resources the resources, of which each action needs all; {@code ${Partition}}, {@code
 *     ${Region}} and {@code ${Account}} stand for what only the role's ARN tells, {@code *} for
 *     what the configuration does not tell
 * @param region the region of the call, or empty where the configuration does not say
 * @param assumeRoleArn the role the component assumes before it calls, or empty
 * @param necessity what fails without it
 * @param resourcePolicies whether a policy on the resource may allow what the role's own policies
 *     do not, so that an implicit denial proves nothing
 * @param managedPolicy the AWS managed policy that grants it, or empty
 * @param source where the fact comes from
 * @param assumption what goes along with the request for the role to assume
 */
public record AwsRequirement(
    ComponentId component,
    List<String> actions,
    List<String> resources,
    String region,
    String assumeRoleArn,
    Necessity necessity,
    boolean resourcePolicies,
    String managedPolicy,
    String source,
    Assumption assumption) {

  /** Copies the lists. */
  public AwsRequirement {
    actions = List.copyOf(actions);
    resources = List.copyOf(resources);
  }

  /** A need for which no role is assumed, or one with nothing but its name. */
  public AwsRequirement(
      ComponentId component,
      List<String> actions,
      List<String> resources,
      String region,
      String assumeRoleArn,
      Necessity necessity,
      boolean resourcePolicies,
      String managedPolicy,
      String source) {
    this(
        component,
        actions,
        resources,
        region,
        assumeRoleArn,
        necessity,
        resourcePolicies,
        managedPolicy,
        source,
        Assumption.PLAIN);
  }

  /**
   * The same for a pod whose own role is but a step to another. What needs a third role needs the
   * second one to assume it.
   *
   * @param role the ARN of the second role
   * @param how how it is assumed
   */
  public AwsRequirement through(String role, Assumption how) {
    boolean further = !assumeRoleArn.isEmpty();
    return new AwsRequirement(
        component,
        further ? List.of("sts:AssumeRole") : actions,
        further ? List.of(assumeRoleArn) : resources,
        region,
        role,
        necessity,
        resourcePolicies || further,
        managedPolicy,
        source,
        how);
  }

  /** The same, as the role that is assumed needs it. */
  public AwsRequirement ofAssumedRole() {
    return new AwsRequirement(
        component,
        actions,
        resources,
        region,
        "",
        necessity,
        resourcePolicies,
        managedPolicy,
        source);
  }
}
