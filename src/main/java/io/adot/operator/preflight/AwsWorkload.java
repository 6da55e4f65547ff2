package io.adot.operator.preflight;

import io.adot.operator.component.AwsRequirement;
import io.adot.operator.component.Necessity;
import java.util.List;
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
