package io.adot.operator.preflight;

import io.adot.operator.aws.Iam;
import io.adot.operator.aws.IamAnswer;
import io.adot.operator.aws.IamQuestion;
import io.adot.operator.aws.RoleArn;
import io.adot.operator.aws.WebIdentity;
import io.adot.operator.component.AwsRequirement;
import io.adot.operator.component.Necessity;
import io.adot.operator.component.SpecEnv;
import io.adot.operator.config.ComponentId;
import io.adot.operator.config.ComponentKind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The workshop's collector that writes to Amazon Managed Prometheus, and its role. */
final class AwsScene {
  static final String ACCOUNT = "123456789012";
  static final String ROLE = "arn:aws:iam::" + ACCOUNT + ":role/adot";
  static final String ISSUER = "https://oidc.eks.us-west-2.amazonaws.com/id/ABCDEF0123";
  static final WebIdentity IDENTITY =
      new WebIdentity(
          RoleArn.parse(ROLE).orElseThrow(),
          ISSUER,
          "system:serviceaccount:other:adot-collector",
          "sts.amazonaws.com");

  /** To a service without resource policies, so that an implicit denial is a proof. */
  static final AwsRequirement LOGS =
      new AwsRequirement(
          ComponentId.parse(ComponentKind.EXPORTER, "awsemf"),
          List.of("logs:PutLogEvents"),
          List.of("arn:${Partition}:logs:${Region}:${Account}:log-group:/aws/ci:log-stream:*"),
          "",
          "",
          Necessity.REQUIRED,
          false,
          "CloudWatchAgentServerPolicy",
          "a test");

  static final AwsRequirement REMOTE_WRITE =
      new AwsRequirement(
          ComponentId.parse(ComponentKind.EXPORTER, "prometheusremotewrite"),
          List.of("aps:RemoteWrite"),
          List.of("arn:${Partition}:aps:us-west-2:${Account}:workspace/ws-1"),
          "us-west-2",
          "",
          Necessity.REQUIRED,
          true,
          "AmazonPrometheusRemoteWriteAccess",
          "a test");

  private AwsScene() {}

  static Verdict judge(Iam iam, String role, AwsRequirement... requirements) {
    ServiceAccountFacts facts =
        new ServiceAccountFacts(Map.of("eks.amazonaws.com/role-arn", role), null);
    Observation<IamAnswer> answer =
        question(facts, List.of(requirements), ISSUER)
            .<Observation<IamAnswer>>map(question -> new Observation.Found<>(iam.ask(question)))
            .orElseGet(Observation.Absent::new);
    return judge(Map.of(), List.of(requirements), evidence(facts, ISSUER, answer));
  }

  static Verdict judge(
      Map<String, String> env, List<AwsRequirement> requirements, Evidence evidence) {
    return judge(AwsEnvironment.of(new SpecEnv(env, Set.of())), requirements, evidence);
  }

  static Verdict judge(AwsEnvironment pod, List<AwsRequirement> requirements, Evidence evidence) {
    return AwsIdentityCheck.judge(
        new AwsWorkload(
            "other", "adot-collector", false, "deployment/adot-collector", requirements),
        pod,
        evidence);
  }

  static Optional<IamQuestion> question(
      ServiceAccountFacts facts, List<AwsRequirement> requirements, String issuer) {
    return AwsQuestion.of(
        AwsSource.of(AwsEnvironment.EMPTY, facts.annotations(), new Observation.Absent<>()),
        requirements,
        issuer);
  }

  static Evidence evidence(
      ServiceAccountFacts facts, String issuer, Observation<IamAnswer> answer) {
    return evidence(new Observation.Found<>(facts), new Observation.Found<>(issuer), answer);
  }

  static Evidence evidence(
      Observation<ServiceAccountFacts> facts,
      Observation<String> issuer,
      Observation<IamAnswer> answer) {
    return new Evidence(Map.of(), Map.of(), facts, issuer, answer);
  }
}
