package io.adot.operator.aws;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.builder.SdkSyncClientBuilder;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.sts.StsClient;

/** Clients of IAM and STS, one a partition, made when first needed, which takes half a second. */
final class AwsClients implements AutoCloseable {

  /**
   * The region that signs for IAM in each partition, where STS surely is as well. Not the SDK's
   * pseudo-regions such as {@code aws-global}: with an endpoint of one's own they would be signed
   * for, which AWS does not accept.
   */
  private static final Map<String, String> HOME =
      Map.of(
          "aws", "us-east-1",
          "aws-cn", "cn-north-1",
          "aws-us-gov", "us-gov-west-1",
          "aws-eusc", "eusc-de-east-1",
          "aws-iso", "us-iso-east-1",
          "aws-iso-b", "us-isob-east-1",
          "aws-iso-e", "eu-isoe-west-1",
          "aws-iso-f", "us-isof-south-1");

  private final Optional<URI> endpoint;
  private final AwsCredentialsProvider credentials;
  private final Duration timeout;
  private final Map<String, IamClient> iam = new ConcurrentHashMap<>();
  private final Map<String, StsClient> sts = new ConcurrentHashMap<>();
  private final SdkHttpClient eksHttp;
  private final EksApi eks;

  AwsClients(Optional<URI> endpoint, AwsCredentialsProvider credentials, Duration timeout) {
    this.endpoint = endpoint;
    this.credentials = credentials;
    this.timeout = timeout;
    this.eksHttp = http().build();
    this.eks = new EksApi(endpoint, credentials, eksHttp);
  }

  static boolean knows(String partition) {
    return HOME.containsKey(partition);
  }

  IamClient iam(String partition) {
    return iam.computeIfAbsent(partition, name -> configured(IamClient.builder(), name).build());
  }

  StsClient sts(String partition) {
    return sts.computeIfAbsent(partition, name -> configured(StsClient.builder(), name).build());
  }

  /** EKS of every region. */
  EksApi eks() {
    return eks;
  }

  private <B extends AwsClientBuilder<B, ?> & SdkSyncClientBuilder<B, ?>> B configured(
      B builder, String partition) {
    endpoint.ifPresent(builder::endpointOverride);
    return builder
        .region(Region.of(HOME.getOrDefault(partition, "us-east-1")))
        .credentialsProvider(credentials)
        .httpClientBuilder(http())
        .overrideConfiguration(
            ClientOverrideConfiguration.builder()
                .apiCallTimeout(timeout)
                .retryStrategy(AwsRetryStrategy.standardRetryStrategy())
                .build());
  }

  private UrlConnectionHttpClient.Builder http() {
    return UrlConnectionHttpClient.builder()
        .connectionTimeout(shorter(Duration.ofSeconds(2)))
        .socketTimeout(shorter(Duration.ofSeconds(5)));
  }

  private Duration shorter(Duration usual) {
    return usual.compareTo(timeout) < 0 ? usual : timeout;
  }

  @Override
  public void close() {
    iam.values().forEach(IamClient::close);
    sts.values().forEach(StsClient::close);
    eksHttp.close();
  }
}
