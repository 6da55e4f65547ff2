package io.adot.operator.cli;

import io.adot.operator.aws.RoleArn;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What stands in commands and policies for what nobody told. AWS refuses each of them, so that none
 * is taken for a value by mistake.
 */
final class IamBlanks {
  static final String CLUSTER = "<CLUSTER>";

  /** As an issuer, of which policies name all but the scheme. */
  static final String ISSUER = "https://<OIDC_PROVIDER>";

  private static final String ACCOUNT = "<ACCOUNT>";
  private static final int LONGEST_NAME = 64;

  private IamBlanks() {}

  /** What was given, or the blank. */
  static String or(String given, String blank) {
    return given.isBlank() ? blank : given.strip();
  }

  /** A role for a ServiceAccount, in an account that is not known. */
  static RoleArn role(String namespace, String serviceAccount) {
    String name = (namespace + "-" + serviceAccount).replaceAll("[^\\w+=,.@-]", "-");
    String cut = name.substring(0, Math.min(name.length(), LONGEST_NAME));
    return new RoleArn("aws", ACCOUNT, cut, "arn:aws:iam::" + ACCOUNT + ":role/" + cut);
  }

  /**
   * Says first what is to be filled in, and where that is to be had.
   *
   * @param text may have blanks
   * @param cluster the cluster's name; empty when it is not known
   */
  static String explained(String text, String cluster) {
    String provider = ISSUER.replaceFirst("^https://", "");
    String blanks =
        Stream.of(
                ACCOUNT + ": aws sts get-caller-identity --query Account --output text",
                provider
                    + ": aws eks describe-cluster --name "
                    + or(cluster, CLUSTER)
                    + " --query cluster.identity.oidc.issuer --output text, without its https://",
                CLUSTER + ": one of aws eks list-clusters --query clusters --output text")
            .filter(line -> text.contains(line.substring(0, line.indexOf('>') + 1)))
            .map(line -> "#   " + line + "\n")
            .collect(Collectors.joining());
    return blanks.isEmpty()
        ? text
        : "# Before anything of this is used, these are to be filled in; nobody told them:\n"
            + blanks
            + "\n"
            + text;
  }
}
