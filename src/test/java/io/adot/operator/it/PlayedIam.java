package io.adot.operator.it;

import io.adot.operator.aws.SdkIam;
import io.adot.operator.testing.IamStub;
import io.adot.operator.testing.TestCluster;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** An AWS account in which the test cluster is registered, with the roles that tests give it. */
final class PlayedIam implements AutoCloseable {
  static final String ACCOUNT = "111122223333";

  /** The actions that the workshop's role for metrics needs. */
  static final String REMOTE_WRITE =
      """
      {"Version": "2012-10-17", "Statement": [{
        "Effect": "Allow", "Action": "aps:RemoteWrite",
        "Resource": "arn:aws:aps:us-west-2:111122223333:workspace/ws-example"}]}
      """;

  /** What of the managed policy CloudWatchAgentServerPolicy the workshop's components need. */
  static final String CONTAINER_INSIGHTS =
      """
      {"Version": "2012-10-17", "Statement": [{
        "Effect": "Allow", "Resource": "*",
        "Action": ["logs:PutLogEvents", "logs:CreateLogStream", "logs:CreateLogGroup",
                   "logs:DescribeLogStreams", "logs:PutRetentionPolicy",
                   "ec2:DescribeTags", "ec2:DescribeVolumes"]}]}
      """;

  private final IamStub stub = IamStub.start();
  private final SdkIam client =
      SdkIam.create(
          Optional.of(stub.endpoint()),
          StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")));
  private final String provider;

  PlayedIam(TestCluster cluster) {
    String discovery =
        cluster.kubectl("get", "--raw", "/.well-known/openid-configuration").orFail().stdout();
    String issuer = String.valueOf(Serialization.unmarshal(discovery, Map.class).get("issuer"));
    provider = issuer.substring("https://".length());
    stub.account(ACCOUNT).provider(providerArn(provider), "sts.amazonaws.com");
  }

  IamStub stub() {
    return stub;
  }

  SdkIam client() {
    return client;
  }

  /** The cluster's OIDC provider without its scheme. */
  String provider() {
    return provider;
  }

  static String arn(String role) {
    return "arn:aws:iam::" + ACCOUNT + ":role/" + role;
  }

  /** A role that a ServiceAccount may have and that may do what a policy says. */
  PlayedIam role(String name, String subject, String policy) {
    stub.role(arn(name), trust(provider, subject)).inline(arn(name), "collector", policy);
    return this;
  }

  /** A trust policy as the workshop makes it. */
  static String trust(String provider, String subject) {
    return """
        {"Version": "2012-10-17", "Statement": [{
          "Effect": "Allow",
          "Principal": {"Federated": "%1$s"},
          "Action": "sts:AssumeRoleWithWebIdentity",
          "Condition": {"StringEquals": {"%2$s:aud": "sts.amazonaws.com", "%2$s:sub": "%3$s"}}}]}
        """
        .formatted(providerArn(provider), provider, subject);
  }

  @Override
  public void close() {
    client.close();
    stub.close();
  }

  private static String providerArn(String provider) {
    return "arn:aws:iam::" + ACCOUNT + ":oidc-provider/" + provider;
  }
}
