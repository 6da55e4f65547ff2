package io.adot.operator.diagnosis;

import io.adot.operator.aws.PolicyWriter;
import io.adot.operator.diagnosis.LastWords.Signature;
import io.adot.operator.preflight.Fix;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;

/**
 * How the AWS SDK for Go words what AWS refused it, see <a
 * href="https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html">access
 * denied error messages</a>.
 */
final class AwsSignatures {
  private static final String WORD = "([^\\s\"'\\\\,]+)";

  static final List<Signature> ALL =
      List.of(
          Signature.of(
              "Not authorized to perform:? sts:AssumeRoleWithWebIdentity",
              m ->
                  Diagnosis.of(
                      "AWS does not give the role to this ServiceAccount: either its trust policy"
                          + " names another ServiceAccount or audience, or the role does not exist;"
                          + " compare `aws iam get-role` with the condition AwsIdentityReady")),
          Signature.of(
              "No OpenIDConnect provider found in your account for (https://[^\\s\"'\\\\,]+)",
              AwsSignatures::noProvider),
          Signature.of(
              "Incorrect token audience",
              m ->
                  Diagnosis.of(
                      "the token's audience is not among the client ids of the cluster's OIDC"
                          + " provider in IAM: add sts.amazonaws.com with `aws iam"
                          + " add-client-id-to-open-id-connect-provider`, or correct the annotation"
                          + " eks.amazonaws.com/audience")),
          Signature.of(
              "User: (arn:[^\\s\"'\\\\]+) is not authorized to perform: "
                  + WORD
                  + " on resource: "
                  + WORD
                  + "([^\\n]{0,200})",
              AwsSignatures::accessDenied),
          Signature.of(
              "no EC2 IMDS role found|NoCredentialProviders"
                  + "|169\\.254\\.169\\.254[^\\n]{0,200}(?:deadline exceeded|timeout|refused)",
              m ->
                  Diagnosis.of(
                      "the pod has no AWS identity, and the node's is out of its reach: give its"
                          + " ServiceAccount a role (annotation eks.amazonaws.com/role-arn, or an EKS"
                          + " Pod Identity association), then restart the pods")),
          Signature.of(
              "could not retrieve credential provider",
              m ->
                  Diagnosis.of(
                      "sigv4auth finds no AWS credentials at its start: give the ServiceAccount a"
                          + " role (annotation eks.amazonaws.com/role-arn, or an EKS Pod Identity"
                          + " association), then restart the pods")),
          Signature.of(
              "RegionDisabledException|STS is not activated in this region",
              m ->
                  Diagnosis.of(
                      "AWS STS is switched off in this region: an administrator of the account has"
                          + " to activate it (IAM, account settings)")),
          Signature.of(
              "lookup (sts\\.[a-z0-9.-]+)[^\\n]{0,200}(?:no such host|timeout|server misbehaving)",
              m ->
                  Diagnosis.of(
                      "the name "
                          + m.group(1)
                          + " is not resolved in the cluster: it needs DNS with a way out, or the VPC"
                          + " endpoint com.amazonaws.<region>.sts with private DNS")));

  private AwsSignatures() {}

  private static Diagnosis noProvider(MatchResult match) {
    String url = match.group(1);
    return Diagnosis.of(
        "the account of the role does not know this cluster's OIDC provider " + url,
        new Fix(
            "Register the provider",
            Fix.Form.COMMAND,
            "aws iam create-open-id-connect-provider --url "
                + url
                + " --client-id-list sts.amazonaws.com"));
  }

  private static Diagnosis accessDenied(MatchResult match) {
    String user = match.group(1);
    String action = match.group(2);
    String resource = match.group(3);
    String rest = match.group(4);
    String refused = "may not " + action + " on " + resource;
    String[] session = user.replaceFirst("^.*:assumed-role/", "").split("/", 2);
    String role = "role " + session[0];
    if (rest.contains("service control policy") || rest.contains("resource control policy")) {
      return Diagnosis.of(
          role
              + " "
              + refused
              + ": a policy of the organization denies it, which only those who"
              + " run the organization can change");
    }
    if (rest.contains("permissions boundary")) {
      return Diagnosis.of(
          role
              + " "
              + refused
              + ": its permissions boundary takes that away; the boundary has to"
              + " allow it, too");
    }
    if (isNode(user, session)) {
      return Diagnosis.of(
          "the pod acts as its node ("
              + role
              + "), which "
              + refused
              + ": it runs without the identity of its ServiceAccount; give that a role (annotation"
              + " eks.amazonaws.com/role-arn, or an EKS Pod Identity association), then restart the"
              + " pods");
    }
    if (rest.contains("explicit deny")) {
      return Diagnosis.of(role + " " + refused + ": a policy denies it explicitly; that has to go");
    }
    String policy = PolicyWriter.granting(Map.of(List.of(resource), List.of(action)));
    return Diagnosis.of(
        role + " " + refused + ": none of its policies allows it",
        new Fix("Add this policy to the role", Fix.Form.POLICY, policy));
  }

  /** A node's session is called as its instance is. */
  private static boolean isNode(String user, String... session) {
    return user.contains(":assumed-role/")
        && (session[0].contains("NodeInstanceRole")
            || session.length > 1 && session[1].matches("i-[0-9a-f]+"));
  }
}
