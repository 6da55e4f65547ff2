package io.adot.operator.evidence;

import io.fabric8.kubernetes.client.KubernetesClientException;

/** Why the API server gave no answer, in words that stay the same while the cause does. */
final class ApiFailure {
  private ApiFailure() {}

  /**
   * Words a failure.
   *
   * @param what what was tried: {@code get serviceaccounts}
   */
  static String why(KubernetesClientException failure, String what) {
    return switch (failure.getCode()) {
      case -1, 0 -> "the API server cannot be reached";
      case 401 -> "the API server does not accept the operator's credentials (HTTP 401)";
      case 403 -> "the operator may not " + what + " (HTTP 403); add the rule to its ClusterRole";
      default -> "the API server answered HTTP " + failure.getCode() + " to " + what;
    };
  }
}
