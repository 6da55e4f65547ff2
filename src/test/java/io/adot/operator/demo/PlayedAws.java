package io.adot.operator.demo;

import io.adot.operator.aws.Iam;
import io.adot.operator.aws.SdkIam;
import io.adot.operator.testing.IamStub;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** An AWS account in this process: IAM answers over HTTP, as the real one would. */
final class PlayedAws implements AutoCloseable {
  static final String ACCOUNT = "111122223333";
  static final String REGION = "us-west-2";
  static final String WORKSPACE = "ws-a1b2c3d4-5678-90ab-cdef-1234567890ab";

  private static final String PROVIDER = Stage.ISSUER.substring("https://".length());

  private final IamStub stub = IamStub.start().account(ACCOUNT);

  PlayedAws() {
    stub.provider("arn:aws:iam::" + ACCOUNT + ":oidc-provider/" + PROVIDER, "sts.amazonaws.com");
  }

  static String roleArn(String name) {
    return "arn:aws:iam::" + ACCOUNT + ":role/" + name;
  }

  static String workspaceUrl() {
    return "https://aps-workspaces." + REGION + ".amazonaws.com/workspaces/" + WORKSPACE + "/";
  }

  /** A role that may write to the workspace, and that a ServiceAccount may take on. */
  void role(String name, String namespace, String serviceAccount) {
    stub.role(roleArn(name), trust(namespace, serviceAccount));
    stub.inline(
        roleArn(name),
        "write",
        """
        {"Version": "2012-10-17", "Statement": [
          {"Effect": "Allow", "Action": "aps:RemoteWrite", "Resource": "arn:aws:aps:%s:%s:workspace/%s"}]}
        """
            .formatted(REGION, ACCOUNT, WORKSPACE));
  }

  /** What {@code aws iam update-assume-role-policy} does. */
  void replaceTrustPolicy(String roleName, String policy) {
    stub.role(roleArn(roleName), policy);
  }

  Iam client() {
    return SdkIam.create(
        Optional.of(stub.endpoint()),
        StaticCredentialsProvider.create(AwsBasicCredentials.create("demo", "demo")));
  }

  @Override
  public void close() {
    stub.close();
  }

  private static String trust(String namespace, String serviceAccount) {
    return """
        {
          "Version": "2012-10-17",
          "Statement": [{
            "Effect": "Allow",
            "Principal": {"Federated": "arn:aws:iam::%1$s:oidc-provider/%2$s"},
            "Action": "sts:AssumeRoleWithWebIdentity",
            "Condition": {"StringEquals": {
              "%2$s:sub": "system:serviceaccount:%3$s:%4$s",
              "%2$s:aud": "sts.amazonaws.com"
            }}
          }]
        }
        """
        .formatted(ACCOUNT, PROVIDER, namespace, serviceAccount);
  }
}
