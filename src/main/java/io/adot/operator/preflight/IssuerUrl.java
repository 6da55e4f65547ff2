package io.adot.operator.preflight;

import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a cluster's OIDC issuer URL tells. */
final class IssuerUrl {

  private static final Pattern EKS =
      Pattern.compile("https://oidc[.-]eks\\.([a-z0-9-]+)\\.[^/]+/id/\\w+/?");

  private IssuerUrl() {}

  /** Whether it is one of EKS, which injects tokens for IRSA by itself. */
  static boolean isOfEks(String issuer) {
    return EKS.matcher(issuer).matches();
  }

  /** The region that an issuer of EKS names; {@code *} for any other. */
  static String region(String issuer) {
    Matcher eks = EKS.matcher(issuer);
    return eks.matches() ? eks.group(1) : "*";
  }

  /** Whether AWS surely cannot reach it, so that it trusts no token of this cluster. */
  static boolean isPrivate(String issuer) {
    if (issuer.isEmpty()) {
      return false;
    }
    String host = host(issuer);
    return !issuer.startsWith("https://")
        || host.indexOf('.') < 0
        || host.endsWith(".svc")
        || host.endsWith(".local")
        || host.equals("localhost")
        || host.startsWith("127.");
  }

  private static String host(String issuer) {
    try {
      String host = URI.create(issuer).getHost();
      return host == null ? "" : host;
    } catch (IllegalArgumentException e) {
      return "";
    }
  }
}
