package io.adot.operator.aws;

import java.util.List;

/**
 * What the preflight wants to know of a role.
 *
 * @param role the role
 * @param issuer the cluster's OIDC issuer URL with its scheme; empty when it is not known
 * @param actions what the collector will do with the role
 */
public record IamQuestion(RoleArn role, String issuer, List<ActionOnResource> actions) {

  /** Copies the list. */
  public IamQuestion {
    actions = List.copyOf(actions);
  }
}
