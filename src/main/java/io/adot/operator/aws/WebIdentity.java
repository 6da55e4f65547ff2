package io.adot.operator.aws;

/**
 * A ServiceAccount as AWS sees it when it asks for a role (IRSA).
 *
 * @param role the role it asks for
 * @param issuer the cluster's OIDC issuer URL with its scheme
 * @param subject {@code system:serviceaccount:<namespace>:<name>}
 * @param audience the audience of its token, {@code sts.amazonaws.com} unless annotated otherwise
 */
public record WebIdentity(RoleArn role, String issuer, String subject, String audience) {

  /** The issuer as IAM writes it in ARNs and condition keys: without scheme. */
  public String provider() {
    return providerOf(issuer);
  }

  /** The ARN of the cluster's OIDC provider in the role's account. */
  public String providerArn() {
    return providerArn(role, issuer);
  }

  /**
   * The ARN that an issuer's OIDC provider has in a role's account.
   *
   * @param role tells partition and account
   * @param issuer the issuer URL with its scheme
   */
  public static String providerArn(RoleArn role, String issuer) {
    return "arn:%s:iam::%s:oidc-provider/%s"
        .formatted(role.partition(), role.account(), providerOf(issuer));
  }

  private static String providerOf(String issuer) {
    String path = issuer.replaceFirst("^https?://", "");
    return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
  }
}
