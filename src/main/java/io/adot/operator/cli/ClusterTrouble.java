package io.adot.operator.cli;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.util.Objects;
import java.util.Optional;
import javax.net.ssl.SSLException;

/** Why the API server did not do what was asked, in one line that says what helps. */
final class ClusterTrouble {
  private ClusterTrouble() {}

  static String why(KubernetesClientException failure, KubernetesClient client) {
    String server = "the API server at " + client.getMasterUrl();
    if (failure.getCode() <= 0) {
      return server + " cannot be reached: " + cause(failure);
    }
    return switch (failure.getCode()) {
      case HttpURLConnection.HTTP_UNAUTHORIZED ->
          server
              + " does not accept your credentials (HTTP 401): they may have expired, log in again"
              + " (on EKS: aws sso login, aws eks update-kubeconfig)";
      case HttpURLConnection.HTTP_FORBIDDEN -> "not allowed (HTTP 403): " + said(failure);
      case HttpURLConnection.HTTP_NOT_FOUND ->
          "not found (HTTP 404): " + said(failure) + "; is the operator installed? try doctor";
      default -> server + " answered HTTP " + failure.getCode() + ": " + said(failure);
    };
  }

  /** What the server said, without the client's own words around it. */
  static String said(KubernetesClientException failure) {
    String text =
        failure.getStatus() == null || failure.getStatus().getMessage() == null
            ? Objects.requireNonNullElse(failure.getMessage(), "no reason given")
            : failure.getStatus().getMessage();
    return text.lines().findFirst().orElse("no reason given");
  }

  private static String cause(Throwable failure) {
    Throwable root = failure;
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      Optional<String> known = known(cause);
      if (known.isPresent()) {
        return known.get();
      }
      root = cause;
    }
    return Objects.requireNonNullElse(root.getMessage(), root.getClass().getSimpleName())
        .lines()
        .findFirst()
        .orElse("");
  }

  private static Optional<String> known(Throwable cause) {
    if (cause instanceof UnknownHostException || cause instanceof UnresolvedAddressException) {
      return Optional.of(
          "there is no such host; which cluster is meant is told by --kubeconfig, --context or"
              + " KUBECONFIG");
    }
    if (cause instanceof HttpTimeoutException) {
      return Optional.of("it does not answer in time; is it behind a VPN?");
    }
    if (cause instanceof ConnectException) {
      return Optional.of("nothing answers there; is the cluster up, and the network or VPN?");
    }
    return cause instanceof SSLException
        ? Optional.of("no secure connection: " + cause.getMessage())
        : Optional.empty();
  }
}
