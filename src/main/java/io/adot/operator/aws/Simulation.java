package io.adot.operator.aws;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.ContextEntry;
import software.amazon.awssdk.services.iam.model.ContextKeyTypeEnum;
import software.amazon.awssdk.services.iam.model.EvaluationResult;
import software.amazon.awssdk.services.iam.model.ResourceSpecificResult;
import software.amazon.awssdk.services.iam.model.SimulatePrincipalPolicyRequest;

/**
 * What IAM's own simulation says, which also knows of permissions boundaries and the organization.
 *
 * @param decisions what it decided; an action is absent when IAM was not asked
 * @param tentative what it decided where keys of the request were missing, which may be those of
 *     statements that don't matter; the decision itself is that nothing is decided
 * @param failure why it stopped before the end
 */
record Simulation(
    Map<ActionOnResource, Decision> decisions,
    Map<ActionOnResource, Decision> tentative,
    Optional<AwsFailure> failure) {

  private static final String CALL = "iam:SimulatePrincipalPolicy";

  /** Asks for each resource apart, as actions that don't fit a resource count as denied. */
  static Simulation of(IamClient iam, RoleArn role, List<ActionOnResource> asked) {
    Map<String, List<String>> byResource = new LinkedHashMap<>();
    for (ActionOnResource one : asked) {
      String service = one.action().substring(0, Math.max(0, one.action().indexOf(':')));
      byResource
          .computeIfAbsent(service + " " + one.resource(), key -> new ArrayList<>())
          .add(one.action());
    }
    Map<ActionOnResource, Decision> decisions = new LinkedHashMap<>();
    Map<ActionOnResource, Decision> tentative = new LinkedHashMap<>();
    for (Map.Entry<String, List<String>> entry : byResource.entrySet()) {
      String resource = entry.getKey().substring(entry.getKey().indexOf(' ') + 1);
      Optional<AwsFailure> failure =
          AwsCall.make(CALL, () -> simulate(iam, role, entry.getValue(), resource, tentative))
              .fold(
                  answer -> {
                    decisions.putAll(answer);
                    return Optional.<AwsFailure>empty();
                  },
                  Optional::of);
      if (failure.isPresent()) {
        return new Simulation(decisions, tentative, failure);
      }
    }
    return new Simulation(decisions, tentative, Optional.empty());
  }

  private static Map<ActionOnResource, Decision> simulate(
      IamClient iam,
      RoleArn role,
      List<String> actions,
      String resource,
      Map<ActionOnResource, Decision> tentative) {
    SimulatePrincipalPolicyRequest request =
        SimulatePrincipalPolicyRequest.builder()
            .policySourceArn(role.arn())
            .actionNames(actions)
            .resourceArns(resource)
            .contextEntries(context(role, resource))
            .build();
    Map<ActionOnResource, Decision> decisions = new LinkedHashMap<>();
    for (EvaluationResult result :
        iam.simulatePrincipalPolicyPaginator(request).evaluationResults()) {
      actions.stream()
          .filter(action -> action.equalsIgnoreCase(result.evalActionName()))
          .map(action -> new ActionOnResource(action, resource))
          .forEach(
              asked -> {
                Decision decision = decision(result, resource);
                Set<String> missing = missing(result, resource);
                if (missing.isEmpty()) {
                  decisions.put(asked, decision);
                } else {
                  tentative.put(asked, decision);
                  decisions.put(asked, undecided(missing));
                }
              });
    }
    return decisions;
  }

  /** What is known of the request, so that conditions on it are decided. */
  private static List<ContextEntry> context(RoleArn role, String resource) {
    List<ContextEntry> entries = new ArrayList<>();
    PolicyEvaluation.known(role, new ActionOnResource("", resource))
        .forEach(
            (key, value) ->
                entries.add(
                    ContextEntry.builder()
                        .contextKeyName(key)
                        .contextKeyType(
                            value.equals("true") || value.equals("false")
                                ? ContextKeyTypeEnum.BOOLEAN
                                : ContextKeyTypeEnum.STRING)
                        .contextKeyValues(value)
                        .build()));
    return entries;
  }

  private static Set<String> missing(EvaluationResult result, String resource) {
    Set<String> missing = new TreeSet<>(result.missingContextValues());
    for (ResourceSpecificResult specific : result.resourceSpecificResults()) {
      if (resource.equals(specific.evalResourceName())) {
        missing.addAll(specific.missingContextValues());
      }
    }
    return missing;
  }

  private static Decision.Undecided undecided(Set<String> missing) {
    return new Decision.Undecided(
        "it depends on what is not known beforehand: " + String.join(", ", missing));
  }

  private static Decision decision(EvaluationResult result, String resource) {
    String decision = result.evalDecisionAsString();
    for (ResourceSpecificResult specific : result.resourceSpecificResults()) {
      if (resource.equals(specific.evalResourceName())) {
        decision = specific.evalResourceDecisionAsString();
      }
    }
    return named(result, String.valueOf(decision));
  }

  private static Decision named(EvaluationResult result, String decision) {
    var organization = result.organizationsDecisionDetail();
    var boundary = result.permissionsBoundaryDecisionDetail();
    return switch (decision) {
      case "allowed" -> new Decision.Allowed();
      case "explicitDeny", "implicitDeny" -> {
        if (organization != null && !organization.allowedByOrganizations()) {
          yield new Decision.DeniedByOrganization();
        }
        if (boundary != null && !boundary.allowedByPermissionsBoundary()) {
          yield new Decision.DeniedByBoundary();
        }
        if (decision.equals("explicitDeny")) {
          yield new Decision.ExplicitDeny(by(result));
        }
        yield new Decision.ImplicitDeny();
      }
      default -> new Decision.Undecided("IAM answered " + decision);
    };
  }

  private static String by(EvaluationResult result) {
    return result.matchedStatements().stream()
        .map(statement -> statement.sourcePolicyId())
        .filter(id -> id != null && !id.isEmpty())
        .distinct()
        .reduce((left, right) -> left + ", " + right)
        .orElse("a policy of the role");
  }
}
