package io.adot.operator.aws;

import java.net.UnknownHostException;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;

/**
 * Why a call to AWS gave no answer.
 *
 * @param kind what follows from it
 * @param why for people
 */
record AwsFailure(Kind kind, String why) {

  /** What may be done after a failure. */
  enum Kind {
    /** What was asked for is not there. */
    NOT_FOUND,
    /** This call is not permitted; others may be. */
    DENIED,
    /** This call is not offered, or fails for itself; others may work. */
    UNSUPPORTED,
    /** No call will work now. */
    UNAVAILABLE
  }

  private static final Set<String> DENIED =
      Set.of("AccessDenied", "AccessDeniedException", "UnauthorizedOperation");
  private static final Set<String> CREDENTIALS =
      Set.of(
          "InvalidClientTokenId",
          "ExpiredToken",
          "ExpiredTokenException",
          "SignatureDoesNotMatch",
          "UnrecognizedClientException",
          "IncompleteSignature",
          "MissingAuthenticationToken",
          "OptInRequired");
  private static final Pattern ACCOUNT =
      Pattern.compile("arn:aws[a-z-]*:(?:sts|iam)::(\\d{12}):(?:assumed-role|user|role)/");
  private static final int LONGEST_CAUSE = 200;

  /**
   * Understands an exception of the SDK.
   *
   * @param call the call in words of IAM: {@code iam:GetRole}
   * @param e what the SDK threw
   */
  static AwsFailure of(String call, RuntimeException e) {
    if (e instanceof AwsServiceException service) {
      return ofService(call, service);
    }
    if (e instanceof ApiCallTimeoutException || e instanceof ApiCallAttemptTimeoutException) {
      return new AwsFailure(Kind.UNAVAILABLE, call + " did not answer in time");
    }
    if (e instanceof AbortedException) {
      return new AwsFailure(Kind.UNAVAILABLE, call + " was interrupted");
    }
    String message = String.valueOf(e.getMessage());
    if (message.contains("Unable to load credentials")) {
      return new AwsFailure(Kind.UNAVAILABLE, "the operator has no AWS credentials");
    }
    if (e instanceof EksApi.MalformedAnswerException || message.contains("Unable to unmarshall")) {
      return malformed(call);
    }
    Throwable root = rootCause(e);
    if (root instanceof java.net.SocketTimeoutException) {
      return new AwsFailure(Kind.UNAVAILABLE, call + " did not answer in time");
    }
    String cause =
        root instanceof UnknownHostException
            ? "no such host: " + root.getMessage()
            : shortened(root.getMessage());
    return new AwsFailure(Kind.UNAVAILABLE, call + " did not reach AWS (" + cause + ")");
  }

  /** AWS answered, but not in a way that can be understood. */
  static AwsFailure malformed(String call) {
    return new AwsFailure(Kind.UNSUPPORTED, call + " gave an answer that cannot be understood");
  }

  /** The account of the caller, which AWS names when it denies a call. */
  static Optional<String> callerAccount(String why) {
    Matcher matcher = ACCOUNT.matcher(why);
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  private static AwsFailure ofService(String call, AwsServiceException e) {
    String code = e.awsErrorDetails() == null ? "" : text(e.awsErrorDetails().errorCode());
    String message = e.awsErrorDetails() == null ? "" : text(e.awsErrorDetails().errorMessage());
    if (code.startsWith("NoSuchEntity") || code.equals("ResourceNotFoundException")) {
      return new AwsFailure(Kind.NOT_FOUND, message);
    }
    if (e.isThrottlingException()) {
      return new AwsFailure(Kind.UNAVAILABLE, "AWS throttles " + call);
    }
    if (CREDENTIALS.contains(code)) {
      return new AwsFailure(
          Kind.UNAVAILABLE, "AWS does not accept the operator's credentials (" + code + ")");
    }
    if (DENIED.contains(code)) {
      return new AwsFailure(Kind.DENIED, "the operator may not call " + call + detail(message));
    }
    return new AwsFailure(
        Kind.UNSUPPORTED,
        "%s failed with HTTP %d%s%s"
            .formatted(call, e.statusCode(), code.isEmpty() ? "" : " " + code, detail(message)));
  }

  private static String detail(String message) {
    return message.isEmpty() ? "" : ": " + shortened(message);
  }

  private static String shortened(@Nullable String message) {
    String line = text(message).replaceAll("\\s+", " ").strip();
    return line.length() <= LONGEST_CAUSE ? line : line.substring(0, LONGEST_CAUSE - 1) + "…";
  }

  private static String text(@Nullable String text) {
    return text == null ? "" : text;
  }

  private static Throwable rootCause(Throwable e) {
    Throwable root = e;
    for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
      root = cause;
    }
    return root;
  }
}
