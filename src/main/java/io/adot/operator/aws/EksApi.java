package io.adot.operator.aws;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;
import software.amazon.awssdk.regions.PartitionMetadata;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.utils.IoUtils;
import software.amazon.awssdk.utils.http.SdkHttpUtils;

/**
 * The two calls of EKS that tell of Pod Identity, made with the signer and the HTTP client that the
 * SDK's clients for IAM and STS bring along: a client for all of EKS would be 2.5 MB for two GETs.
 */
final class EksApi {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Optional<URI> endpoint;
  private final AwsCredentialsProvider credentials;
  private final SdkHttpClient http;
  private final AwsV4HttpSigner signer = AwsV4HttpSigner.create();

  /**
   * @param endpoint where EKS is, or empty for where AWS has it
   * @param credentials with which to ask
   * @param http makes the calls, each within its own time limits
   */
  EksApi(Optional<URI> endpoint, AwsCredentialsProvider credentials, SdkHttpClient http) {
    this.endpoint = endpoint;
    this.credentials = credentials;
    this.http = http;
  }

  /** EKS answered, but not in a way that can be understood. */
  static final class MalformedAnswerException extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /** Looks an association up. Never throws. */
  PodIdentityLookup find(PodIdentityQuestion question) {
    return AwsCall.make("eks:ListPodIdentityAssociations", () -> idOf(question))
        .fold(
            id -> id.isEmpty() ? new PodIdentityLookup.None() : found(question, id.get()),
            failure -> new PodIdentityLookup.Unknown(failure.why()));
  }

  private PodIdentityLookup found(PodIdentityQuestion question, String id) {
    return AwsCall.make("eks:DescribePodIdentityAssociation", () -> describe(question, id))
        .fold(
            PodIdentityLookup.Found::new,
            // It may have gone in between.
            failure ->
                failure.kind() == AwsFailure.Kind.NOT_FOUND
                    ? new PodIdentityLookup.None()
                    : new PodIdentityLookup.Unknown(failure.why()));
  }

  /** There is one of a ServiceAccount at most, though perhaps not on the first page. */
  private Optional<String> idOf(PodIdentityQuestion question) {
    String page = "";
    do {
      SdkHttpRequest.Builder request =
          request(question, "")
              .putRawQueryParameter("namespace", question.namespace())
              .putRawQueryParameter("serviceAccount", question.serviceAccount());
      if (!page.isEmpty()) {
        request.putRawQueryParameter("nextToken", page);
      }
      JsonNode answer = get(request.build(), question.region());
      JsonNode associations = answer.path("associations");
      if (!associations.isArray()) {
        throw new MalformedAnswerException();
      }
      if (!associations.isEmpty()) {
        return Optional.of(associations.get(0).path("associationId").asText());
      }
      page = answer.path("nextToken").asText("");
    } while (!page.isEmpty());
    return Optional.empty();
  }

  private PodIdentityAssociation describe(PodIdentityQuestion question, String id) {
    JsonNode found =
        get(request(question, "/" + SdkHttpUtils.urlEncode(id)).build(), question.region())
            .path("association");
    String role = found.path("roleArn").asText("");
    if (role.isEmpty()) {
      throw new MalformedAnswerException();
    }
    return new PodIdentityAssociation(
        id,
        question.cluster(),
        question.region(),
        role,
        found.path("targetRoleArn").asText(""),
        !found.path("disableSessionTags").asBoolean(false),
        !found.path("policy").asText("").isEmpty(),
        // Also where EKS writes null for none.
        found.path("externalId").textValue() == null ? "" : found.path("externalId").textValue());
  }

  private SdkHttpRequest.Builder request(PodIdentityQuestion question, String more) {
    return SdkHttpRequest.builder()
        .method(SdkHttpMethod.GET)
        .uri(endpoint.orElseGet(() -> endpointOf(question.region())))
        .encodedPath(
            "/clusters/%s/pod-identity-associations%s"
                .formatted(SdkHttpUtils.urlEncode(question.cluster()), more));
  }

  private static URI endpointOf(String region) {
    String suffix = PartitionMetadata.of(Region.of(region)).dnsSuffix();
    return URI.create("https://eks." + region + "." + suffix);
  }

  private JsonNode get(SdkHttpRequest request, String region) {
    SignedRequest signed =
        signer.sign(
            it ->
                it.identity(credentials.resolveCredentials())
                    .request(request)
                    .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "eks")
                    .putProperty(AwsV4HttpSigner.REGION_NAME, region));
    try {
      HttpExecuteResponse response =
          http.prepareRequest(HttpExecuteRequest.builder().request(signed.request()).build())
              .call();
      String body = body(response.responseBody().orElse(null));
      if (!response.httpResponse().isSuccessful()) {
        throw refused(response.httpResponse(), body);
      }
      return JSON.readTree(body);
    } catch (JsonProcessingException e) {
      throw new MalformedAnswerException();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String body(@Nullable AbortableInputStream stream) throws IOException {
    if (stream == null) {
      return "";
    }
    try (stream) {
      return IoUtils.toUtf8String(stream);
    }
  }

  /** What the SDK's own clients would throw. */
  private static AwsServiceException refused(SdkHttpResponse response, String body) {
    String type = response.firstMatchingHeader("x-amzn-ErrorType").orElse("");
    String message = "";
    try {
      JsonNode error = JSON.readTree(body);
      message = error.path("message").asText("");
      type = type.isEmpty() ? error.path("__type").asText("") : type;
    } catch (JsonProcessingException e) {
      // What is not JSON tells nothing that the status does not.
    }
    return AwsServiceException.builder()
        .statusCode(response.statusCode())
        .awsErrorDetails(
            AwsErrorDetails.builder()
                // Some services put more behind it, and a name space before.
                .errorCode(type.replaceFirst(":.*", "").replaceFirst(".*#", ""))
                .errorMessage(message)
                .serviceName("eks")
                .build())
        .build();
  }
}
