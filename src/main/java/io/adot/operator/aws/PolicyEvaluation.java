package io.adot.operator.aws;

import io.adot.operator.aws.PolicyDocument.MalformedPolicyException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Decides as IAM does from a role's own policies and its permissions boundary. What IAM decides
 * besides (organization, resource policies, sessions) is not seen here.
 */
final class PolicyEvaluation {

  /**
   * Actions that know no resource, so that {@code *} is what they act on and not something unknown
   * (Service Authorization Reference).
   */
  private static final Set<String> WITHOUT_RESOURCE =
      Set.of(
          "xray:put",
          "xray:getsampling",
          "ec2:describe",
          "ecs:listclusters",
          "ecs:listservices",
          "ecs:describetaskdefinition",
          "lightsail:getinstances",
          "logs:describeloggroups");

  private final RoleArn role;
  private final RolePolicies policies;

  PolicyEvaluation(RoleArn role, RolePolicies policies) {
    this.role = role;
    this.policies = policies;
  }

  /** Decides on one action. Never throws. */
  Decision decide(ActionOnResource asked) {
    Tally own = new Tally(asked);
    policies.policies().forEach(own::add);
    if (!own.denier.isEmpty()) {
      return new Decision.ExplicitDeny(own.denier);
    }
    if (!policies.unreadable().isEmpty()) {
      return new Decision.Undecided(policies.unreadable());
    }
    if (own.allowed == Truth.NO) {
      return new Decision.ImplicitDeny();
    }
    Decision bounded = withinBoundary(asked);
    if (!(bounded instanceof Decision.Allowed)) {
      return bounded;
    }
    return own.isCertain() ? bounded : new Decision.Undecided(own.doubt);
  }

  private Decision withinBoundary(ActionOnResource asked) {
    if (policies.boundary().isEmpty()) {
      return new Decision.Allowed();
    }
    Tally boundary = new Tally(asked);
    boundary.add(policies.boundary().get());
    if (!boundary.denier.isEmpty() || boundary.allowed == Truth.NO) {
      return new Decision.DeniedByBoundary();
    }
    return boundary.isCertain() ? new Decision.Allowed() : new Decision.Undecided(boundary.doubt);
  }

  private RequestContext request(ActionOnResource asked) {
    Map<String, String> known = new HashMap<>();
    known(role, asked).forEach((key, value) -> known.put(key.toLowerCase(Locale.ROOT), value));
    return new RequestContext(known, key -> false);
  }

  /** What is known of a collector's request by the keys of conditions. */
  static Map<String, String> known(RoleArn role, ActionOnResource asked) {
    Map<String, String> known = new TreeMap<>();
    known.put("aws:PrincipalArn", role.arn());
    known.put("aws:PrincipalAccount", role.account());
    // The SDKs of the collector call endpoints by HTTPS, for themselves.
    known.put("aws:SecureTransport", "true");
    known.put("aws:ViaAWSService", "false");
    known.put("aws:PrincipalIsAWSService", "false");
    asked.region().ifPresent(region -> known.put("aws:RequestedRegion", region));
    return known;
  }

  static boolean knowsNoResource(String action) {
    String lower = action.toLowerCase(Locale.ROOT);
    return WITHOUT_RESOURCE.stream().anyMatch(lower::startsWith);
  }

  /** What several policies say of one action together. */
  private final class Tally {
    private final ActionOnResource asked;
    private final RequestContext request;
    private Truth allowed = Truth.NO;
    private Truth denied = Truth.NO;
    private String denier = "";
    private String doubt = "";

    Tally(ActionOnResource asked) {
      this.asked = asked;
      this.request = request(asked);
    }

    boolean isCertain() {
      return allowed == Truth.YES && denied == Truth.NO;
    }

    void add(NamedPolicy policy) {
      List<Statement> statements;
      try {
        statements = PolicyDocument.parse(policy.json()).statements();
      } catch (MalformedPolicyException e) {
        doubt = "policy " + policy.name() + " cannot be read: " + e.getMessage();
        allowed = allowed.or(Truth.MAYBE);
        denied = denied.or(Truth.MAYBE);
        return;
      }
      for (Statement statement : statements) {
        add(policy, statement);
      }
    }

    private void add(NamedPolicy policy, Statement statement) {
      Truth applies =
          statement
              .actions()
              .action(asked.action())
              .and(resource(statement))
              .and(statement.conditionsHold(request));
      if (applies == Truth.MAYBE) {
        doubt =
            "policy %s %s it under conditions or for resources that are not known beforehand"
                .formatted(policy.name(), statement.allows() ? "allows" : "denies");
      }
      if (statement.allows()) {
        allowed = allowed.or(applies);
        return;
      }
      denied = denied.or(applies);
      if (applies == Truth.YES) {
        denier = policy.name() + (statement.sid().isEmpty() ? "" : " (" + statement.sid() + ")");
      }
    }

    private Truth resource(Statement statement) {
      return asked.resource().equals("*") && knowsNoResource(asked.action())
          ? statement.resources().withoutResource()
          : statement.resources().resource(asked.resource(), request);
    }
  }
}
