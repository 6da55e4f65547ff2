package io.adot.operator.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.adot.operator.api.ConditionType;
import io.adot.operator.api.Reason;
import io.adot.operator.runtime.Settings;
import io.adot.operator.testing.OperatorUnderTest;
import io.adot.operator.testing.RealCluster;
import io.adot.operator.testing.TestCluster;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * What {@code AwsIdentityReady} says of the workshop's modules while one thing after the other is
 * wrong in AWS or in what names it, and right again. IAM is played, the API server is real.
 */
@RealCluster
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AwsVerdictsIT {
  private final TestCluster cluster;
  private PlayedIam iam;
  private OperatorUnderTest operator;

  AwsVerdictsIT(TestCluster cluster) {
    this.cluster = cluster;
  }

  @BeforeAll
  void start() {
    OperatorUnderTest.install(cluster);
    iam = new PlayedIam(cluster);
    operator = OperatorUnderTest.start(cluster, Settings.embedded(), iam.client());
  }

  @AfterAll
  void stop() {
    operator.close();
    iam.close();
  }

  @Test
  void theAnnotationNamesTheRole() {
    WorkshopModule metrics = metrics("annotated");

    metrics.annotateRole(PlayedIam.arn("annotated-gone"));
    metrics.aws(
        "False", Reason.RoleNotFound, "annotated-gone", "aws iam create-role", metrics.subject());

    metrics.annotateRole("arn:aws:iam::1111:role/short");
    metrics.aws(
        "False",
        Reason.RoleArnInvalid,
        "\"arn:aws:iam::1111:role/short\"",
        "kubectl annotate serviceaccount");

    metrics.annotateRole("");
    metrics.aws("False", Reason.RoleArnInvalid, "\"\"");

    metrics.kubectl("annotate", "serviceaccount", metrics.account(), "eks.amazonaws.com/role-arn-");
    metrics.aws("Unknown", Reason.NodeRoleFallback, "node's role");

    metrics.annotateRole(PlayedIam.arn("annotated"));
    metrics.aws("True", Reason.IRSA, PlayedIam.arn("annotated"));
  }

  @Test
  void theTrustPolicyAdmitsThisServiceAccountOfThisCluster() {
    WorkshopModule metrics = metrics("trusted");
    String role = PlayedIam.arn("trusted");

    iam.stub().role(role, PlayedIam.trust(iam.provider() + "OLD", metrics.subject()));
    metrics.recheck();
    String message = metrics.aws("False", Reason.TrustPolicyIssuerMismatch);
    assertThat(message).contains(iam.provider() + "OLD", iam.provider());

    iam.stub().role(role, PlayedIam.trust(iam.provider(), metrics.subject() + "-2"));
    metrics.recheck();
    message = metrics.aws("False", Reason.TrustPolicySubjectMismatch);
    assertThat(message).contains(metrics.subject() + "-2");

    iam.stub().role(role, document(message));
    metrics.recheck();
    metrics.aws("True", Reason.IRSA);
  }

  @Test
  void aNamespaceThatTheTrustPolicyDoesNotNameIsASubjectThatDoesNotFit() {
    WorkshopModule first = metrics("shared");
    WorkshopModule moved =
        WorkshopModule.metrics(cluster, cluster.namespace(), PlayedIam.arn("shared"));

    moved.aws("False", Reason.TrustPolicySubjectMismatch, moved.subject(), first.subject());
    first.aws("True", Reason.IRSA);
  }

  @Test
  void aDenialIsToldFromWhatIsMerelyNotAllowed() {
    WorkshopModule metrics = metrics("denied");
    String role = PlayedIam.arn("denied");

    iam.stub()
        .inline(
            role,
            "collector",
            PlayedIam.REMOTE_WRITE.replace("aps:RemoteWrite", "aps:QueryMetrics"));
    metrics.recheck();
    metrics.aws(
        "Unknown",
        Reason.MissingIamActions,
        "aps:RemoteWrite on arn:aws:aps:us-west-2:111122223333:workspace/ws-example");

    iam.stub().inline(role, "collector", PlayedIam.REMOTE_WRITE.replace("Allow", "Deny"));
    metrics.recheck();
    metrics.aws(
        "False",
        Reason.IamActionDenied,
        "aps:RemoteWrite",
        "denied by collector",
        "simulate-principal-policy");

    iam.stub().inline(role, "collector", PlayedIam.REMOTE_WRITE);
    metrics.recheck();
    metrics.aws("True", Reason.IRSA);
  }

  @Test
  void anActionThatNoPolicyAllowsIsMissingAndThePrintedPolicyGrantsIt() {
    String namespace = cluster.namespace();
    String role = PlayedIam.arn("insights");
    String less = PlayedIam.CONTAINER_INSIGHTS.replace("\"logs:PutLogEvents\",", "");
    iam.role("insights", "system:serviceaccount:" + namespace + ":adot-collector-ci", less);
    WorkshopModule insights = WorkshopModule.containerInsights(cluster, namespace, role);

    String message = insights.aws("False", Reason.MissingIamActions);
    assertThat(message)
        .contains("logs:PutLogEvents", "/aws/containerinsights/eks-workshop/performance")
        .doesNotContain("ec2:DescribeTags");

    iam.stub().inline(role, "granted", document(message));
    insights.recheck();
    insights.aws("True", Reason.IRSA);
  }

  /** Nothing injects in this cluster; what is registered says that something does. */
  @Test
  void podsThatWereMadeWithoutTheRoleAreTold() {
    WorkshopModule metrics = metrics("injected");
    metrics.expect(ConditionType.Ready, "True", Reason.Available);
    metrics.aws("True", Reason.IRSA);
    try {
      cluster
          .kubectlReading(
              """
              apiVersion: admissionregistration.k8s.io/v1
              kind: MutatingWebhookConfiguration
              metadata: {name: pod-identity-webhook}
              """,
              "apply",
              "-f-")
          .orFail();
      metrics.recheck();
      metrics.aws(
          "False",
          Reason.PodsNotInjected,
          PlayedIam.arn("injected"),
          "kubectl rollout restart deployment/adot-collector -n " + metrics.namespace());
    } finally {
      cluster.kubectl("delete", "mutatingwebhookconfiguration", "pod-identity-webhook").orFail();
    }
    metrics.recheck();
    metrics.aws("True", Reason.IRSA);
  }

  @Test
  void theRegionIsPartOfTheQuestion() {
    WorkshopModule metrics = metrics("regional");

    metrics.patch(
        """
        {"spec": {"config": {
          "extensions": {"sigv4auth": {"region": "eu-central-1"}},
          "exporters": {"prometheusremotewrite": {"endpoint":
            "https://aps-workspaces.eu-central-1.amazonaws.com/workspaces/ws-example/api/v1/remote_write"}}}}}
        """);

    metrics.aws(
        "Unknown",
        Reason.MissingIamActions,
        "arn:aws:aps:eu-central-1:111122223333:workspace/ws-example");
  }

  @Test
  void anIamThatGivesNoAnswerIsUnknownAndDelaysNothing() {
    try {
      iam.stub().hanging("GetRole");
      WorkshopModule metrics = metrics("silent");
      metrics.expect(ConditionType.Ready, "True", Reason.Available);
      metrics.permissions("True", Reason.Allowed);
      metrics.aws("Unknown", Reason.AwsCheckSkipped, "iam:GetRole did not answer in time");

      iam.stub().healed().throttling("GetRole");
      metrics.recheck();
      metrics.aws("Unknown", Reason.AwsCheckSkipped, "AWS throttles iam:GetRole");

      iam.stub().healed().denying("GetRole");
      metrics.recheck();
      metrics.aws("Unknown", Reason.AwsCheckSkipped, "the operator may not call iam:GetRole");

      iam.stub().healed().denying("SimulatePrincipalPolicy");
      metrics.recheck();
      metrics.aws("True", Reason.IRSA);
    } finally {
      iam.stub().healed();
    }
  }

  /** The module for metrics with all that it needs. */
  private WorkshopModule metrics(String role) {
    String namespace = cluster.namespace();
    iam.role(
        role, "system:serviceaccount:" + namespace + ":adot-collector", PlayedIam.REMOTE_WRITE);
    return WorkshopModule.metrics(cluster, namespace, PlayedIam.arn(role));
  }

  /** The JSON document that a message prints, over as many lines as it takes. */
  private static String document(String message) {
    int start = message.indexOf("\n{") + 1;
    return message.substring(start, message.indexOf("\n}", start) + 2);
  }
}
