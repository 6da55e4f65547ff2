package io.adot.operator.converge;

import io.adot.operator.converge.Convergence.Cause;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;

/** What a refusal of the API server means. */
final class Refusals {
  private static final int UNPROCESSABLE = 422;

  private Refusals() {}

  static Cause cause(KubernetesClientException refused) {
    return switch (refused.getCode()) {
      case HttpURLConnection.HTTP_FORBIDDEN -> forbidden(message(refused));
      case HttpURLConnection.HTTP_NOT_FOUND -> notFound(message(refused));
      case HttpURLConnection.HTTP_BAD_REQUEST, UNPROCESSABLE -> Cause.INVALID;
      default -> Cause.TRANSIENT;
    };
  }

  /** The API server's own words on one line, without the URL that the client puts before them. */
  static String message(KubernetesClientException refused) {
    String text =
        refused.getStatus() != null && refused.getStatus().getMessage() != null
            ? refused.getStatus().getMessage()
            : String.valueOf(refused.getMessage());
    return text.replaceAll("\\s+", " ").strip();
  }

  /** Both quotas and a namespace that is going away answer 403, as a missing permission does. */
  private static Cause forbidden(String message) {
    if (message.contains("exceeded quota")) {
      return Cause.QUOTA;
    }
    return message.contains("because it is being terminated") ? Cause.TRANSIENT : Cause.FORBIDDEN;
  }

  /** A missing namespace passes; a missing kind does not. */
  private static Cause notFound(String message) {
    return message.contains("could not find the requested resource")
        ? Cause.NOT_SERVED
        : Cause.TRANSIENT;
  }
}
