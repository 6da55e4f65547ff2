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
    return why(failure, what, Asker.OPERATOR);
  }

  /** Words a failure of somebody's. */
  static String why(KubernetesClientException failure, String what, Asker asker) {
    return switch (failure.getCode()) {
      case -1, 0 -> "the API server cannot be reached";
      case 401 -> asker.unknown();
      case 403 -> asker.forbidden(what);
      default -> "the API server answered HTTP " + failure.getCode() + " to " + what;
    };
  }
}
