package io.adot.operator.preflight;

import io.adot.operator.aws.ActionOnResource;
import io.adot.operator.aws.IamQuestion;
import io.adot.operator.aws.RoleArn;
import io.adot.operator.component.AwsRequirement;
import java.util.List;
import java.util.Optional;

/** What IAM is to be asked about a collector. */
public final class AwsQuestion {

  /** The annotation with which a ServiceAccount names its role on EKS. */
  static final String ROLE_ARN = "eks.amazonaws.com/role-arn";

  /** The annotation with which it names the audience of its tokens. */
  static final String AUDIENCE = "eks.amazonaws.com/audience";

  private AwsQuestion() {}

  /**
   * Puts the question. Pure.
   *
   * @param namespace the collector's namespace
   * @param serviceAccount the name of the collector's ServiceAccount
   * @param requirements what the configuration implies
   * @param facts the ServiceAccount
   * @param issuer the cluster's issuer URL; empty while it is not known
   * @return the question, or empty when nothing in AWS is needed, when the ServiceAccount names no
   *     usable role, or when AWS cannot know the issuer
   */
  public static Optional<IamQuestion> of(
      String namespace,
      String serviceAccount,
      List<AwsRequirement> requirements,
      ServiceAccountFacts facts,
      String issuer) {
    if (requirements.isEmpty() || IssuerUrl.isPrivate(issuer)) {
      return Optional.empty();
    }
    return RoleArn.parse(facts.annotations().getOrDefault(ROLE_ARN, ""))
        .map(role -> new IamQuestion(role, issuer, actions(requirements, role, issuer)));
  }

  private static List<ActionOnResource> actions(
      List<AwsRequirement> requirements, RoleArn role, String issuer) {
    return AwsAsk.of(requirements, role, issuer).stream()
        .flatMap(ask -> ask.anyOf().stream())
        .distinct()
        .toList();
  }
}
