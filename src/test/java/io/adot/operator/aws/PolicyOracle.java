package io.adot.operator.aws;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Lends the evaluation of policies to the IAM that tests play. */
public final class PolicyOracle {
  private PolicyOracle() {}

  /**
   * Decides as IAM does.
   *
   * @param role the role's ARN
   * @param policies the role's policies by name
   * @param boundary the permissions boundary as JSON, if it has one
   * @param action what is asked
   * @param resource on what
   */
  public static Decision decide(
      String role,
      Map<String, String> policies,
      Optional<String> boundary,
      String action,
      String resource) {
    List<NamedPolicy> named =
        policies.entrySet().stream()
            .map(entry -> new NamedPolicy(entry.getKey(), entry.getValue()))
            .toList();
    return new PolicyEvaluation(
            RoleArn.parse(role).orElseThrow(),
            new RolePolicies(named, boundary.map(json -> new NamedPolicy("boundary", json)), ""))
        .decide(new ActionOnResource(action, resource));
  }
}
