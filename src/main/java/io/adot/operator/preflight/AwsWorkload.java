package io.adot.operator.preflight;

import io.adot.operator.aws.RoleArn;
import io.adot.operator.component.AwsRequirement;
import io.adot.operator.component.Necessity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Who needs what in AWS.
 *
 * @param namespace the collector's namespace
 * @param serviceAccount the name of its ServiceAccount
 * @param serviceAccountIsOurs whether the operator makes that ServiceAccount
 * @param runs what runs its pods, as kubectl takes it: {@code deployment/adot-collector}; empty
 *     where there is nothing
 * @param requirements what the configuration implies
 */
record AwsWorkload(
    String namespace,
    String serviceAccount,
    boolean serviceAccountIsOurs,
    String runs,
    List<AwsRequirement> requirements) {

  AwsWorkload {
    requirements = List.copyOf(requirements);
  }

  /** Whether the collector fails without AWS, and does not merely do less. */
  boolean isRequired() {
    return requirements.stream().anyMatch(it -> it.necessity() == Necessity.REQUIRED);
  }

  /** The components that talk to AWS, for people. */
  String components() {
    return components(requirements);
  }

  /** What roles need that are assumed in turn; where no role can be told, nothing is said. */
  static Map<RoleArn, List<AwsRequirement>> assumed(List<AwsRequirement> requirements) {
    Map<RoleArn, List<AwsRequirement>> assumed = new LinkedHashMap<>();
    for (AwsRequirement requirement : requirements) {
      RoleArn.parse(requirement.assumeRoleArn())
          .ifPresent(
              role ->
                  assumed
                      .computeIfAbsent(role, any -> new ArrayList<>())
                      .add(requirement.ofAssumedRole()));
    }
    return assumed;
  }

  /** The same with other requirements. */
  AwsWorkload with(List<AwsRequirement> others) {
    return new AwsWorkload(namespace, serviceAccount, serviceAccountIsOurs, runs, others);
  }

  static String components(List<AwsRequirement> requirements) {
    return requirements.stream()
        .map(requirement -> requirement.component().toString())
        .distinct()
        .collect(Collectors.joining(", "));
  }

  /** {@code ServiceAccount other/adot-collector}. */
  @Override
  public String toString() {
    return "ServiceAccount " + namespace + "/" + serviceAccount;
  }
}
