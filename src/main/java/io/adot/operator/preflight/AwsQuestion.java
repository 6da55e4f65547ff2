package io.adot.operator.preflight;

import io.adot.operator.aws.ActionOnResource;
import io.adot.operator.aws.IamQuestion;
import io.adot.operator.aws.RoleArn;
import io.adot.operator.component.AwsRequirement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What IAM is to be asked about a collector. */
final class AwsQuestion {
  private AwsQuestion() {}

  /**
   * Puts the question. Pure.
   *
   * @param source from where the collector has its identity
   * @param requirements what the configuration implies
   * @param issuer the cluster's issuer URL; empty while it is not known
   * @return the question, or empty when nothing in AWS is needed, when there is no usable role, or
   *     when AWS cannot know the issuer
   */
  static Optional<IamQuestion> of(
      AwsSource source, List<AwsRequirement> requirements, String issuer) {
    if (requirements.isEmpty()) {
      return Optional.empty();
    }
    if (source instanceof AwsSource.WebIdentity identity && !IssuerUrl.isPrivate(issuer)) {
      return RoleArn.parse(identity.arn())
          .map(role -> question(role, issuer, requirements, issuer));
    }
    if (source instanceof AwsSource.PodIdentity identity) {
      // The trust is that of a service, so there is no OIDC provider to ask for.
      return RoleArn.parse(identity.association().roleArn())
          .map(role -> question(role, "", identity.needs(requirements), issuer));
    }
    return Optional.empty();
  }

  private static IamQuestion question(
      RoleArn role, String provider, List<AwsRequirement> requirements, String issuer) {
    Map<RoleArn, List<ActionOnResource>> assumed = new HashMap<>();
    AwsWorkload.assumed(requirements)
        .forEach((other, needs) -> assumed.put(other, actions(needs, other, issuer)));
    return new IamQuestion(role, provider, actions(requirements, role, issuer), assumed);
  }

  private static List<ActionOnResource> actions(
      List<AwsRequirement> requirements, RoleArn role, String issuer) {
    return AwsAsk.of(requirements, role, issuer).stream()
        .flatMap(ask -> ask.anyOf().stream())
        .distinct()
        .toList();
  }
}
