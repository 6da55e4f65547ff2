package io.adot.operator.testing.mock;

/** The API server says no. */
final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int code;

  /** With an HTTP status code and a message for people. */
  Refusal(int code, String message) {
    super(message);
    this.code = code;
  }

  int code() {
    return code;
  }

  /** The answer's body: a {@code Status}. */
  String body() {
    return Json.empty()
        .put("apiVersion", "v1")
        .put("kind", "Status")
        .put("status", "Failure")
        .put("code", code)
        .put("reason", reason())
        .put("message", getMessage())
        .toString();
  }

  private String reason() {
    return switch (code) {
      case 403 -> "Forbidden";
      case 404 -> "NotFound";
      case 409 -> "Conflict";
      case 422 -> "Invalid";
      case 429 -> "TooManyRequests";
      case 503 -> "ServiceUnavailable";
      default -> "InternalError";
    };
  }
}
