package io.adot.operator.aws;

import java.util.List;
import java.util.Map;

/**
 * What the preflight wants to know of a role.
 *
 * @param role the role
 * @param issuer the cluster's OIDC issuer URL with its scheme; empty when it is not known
 * @param actions what the collector will do with the role
 * @param assumed what it will do with roles that it assumes from there
 */
public record IamQuestion(
    RoleArn role,
    String issuer,
    List<ActionOnResource> actions,
    Map<RoleArn, List<ActionOnResource>> assumed) {

  /** Copies the collections. */
  public IamQuestion {
    actions = List.copyOf(actions);
    assumed = Map.copyOf(assumed);
  }

  /** A question about a role from which no other is assumed. */
  public IamQuestion(RoleArn role, String issuer, List<ActionOnResource> actions) {
    this(role, issuer, actions, Map.of());
  }
}
