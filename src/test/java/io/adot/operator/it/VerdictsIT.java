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
 * What the conditions say of the workshop's modules as they are, and while one thing after the
 * other is changed in the cluster.
 */
@RealCluster
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class VerdictsIT {
  private static final String IMAGE = "public.ecr.aws/aws-observability/aws-otel-collector:";

  private final TestCluster cluster;
  private PlayedIam iam;
  private OperatorUnderTest operator;

  VerdictsIT(TestCluster cluster) {
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
  void theWorkshopsModulesHaveAllThatTheyNeed() {
    WorkshopModule metrics = metrics();
    WorkshopModule insights = containerInsights();
    WorkshopModule deployment =
        WorkshopModule.containerInsightsDeployment(cluster, insights.namespace());

    metrics.aws(
        "True", Reason.IRSA, metrics.namespace() + "/adot-collector", "prometheusremotewrite");
    insights.aws("True", Reason.IRSA, "awsemf/performance");
    deployment.aws("True", Reason.IRSA, "awsemf/prometheus");
    for (WorkshopModule module : new WorkshopModule[] {metrics, insights, deployment}) {
      module.permissions("True", Reason.Allowed);
      module.expect(ConditionType.Ready, "True", Reason.Available);
    }
  }

  @Test
  void aNewerImageAsksForOtherPermissions() {
    WorkshopModule insights = containerInsights();
    assertThat(insights.permissions("True", Reason.Allowed)).doesNotContain("endpointslices");

    insights.patch("{\"spec\":{\"image\":\"%sv0.49.0\"}}".formatted(IMAGE));

    insights.permissions(
        "True",
        Reason.Allowed,
        "cannot list, watch endpointslices.discovery.k8s.io cluster-wide",
        "service_number_of_running_pods");
  }

  @Test
  void theServiceAccountGoesAndComesBack() {
    WorkshopModule metrics = metrics();
    metrics.permissions("True", Reason.Allowed);

    metrics.kubectl("delete", "serviceaccount", metrics.account());
    String message = metrics.permissions("False", Reason.ServiceAccountNotFound);
    assertThat(message).contains(metrics.namespace() + "/adot-collector", "spec.serviceAccount");
    metrics.aws("Unknown", Reason.ServiceAccountNotFound, "names no role");

    cluster
        .kubectlReading(message.substring(message.indexOf("apiVersion:")), "apply", "-f-")
        .orFail();
    metrics.permissions("True", Reason.Allowed);
    metrics.aws("Unknown", Reason.NodeRoleFallback);
    metrics.expect(ConditionType.Ready, "True", Reason.Available);
  }

  @Test
  void aTokenThatIsNotMountedIsTold() {
    WorkshopModule metrics = metrics();
    metrics.permissions("True", Reason.Allowed);

    metrics.kubectl(
        "patch",
        "serviceaccount",
        metrics.account(),
        "-p",
        "{\"automountServiceAccountToken\":false}");
    String message = metrics.permissions("False", Reason.TokenAutomountDisabled);
    assertThat(message).contains("automountServiceAccountToken: false", "kubectl patch");

    String fix = message.substring(message.indexOf("kubectl patch"));
    String json = fix.substring(fix.indexOf("'{") + 1, fix.lastIndexOf('\''));
    metrics.kubectl("patch", "serviceaccount", metrics.account(), "-p", json);
    metrics.permissions("True", Reason.Allowed);
  }

  private WorkshopModule metrics() {
    String namespace = cluster.namespace();
    iam.role(
        namespace,
        "system:serviceaccount:" + namespace + ":adot-collector",
        PlayedIam.REMOTE_WRITE);
    return WorkshopModule.metrics(cluster, namespace, PlayedIam.arn(namespace));
  }

  private WorkshopModule containerInsights() {
    String namespace = cluster.namespace();
    iam.role(
        namespace,
        "system:serviceaccount:" + namespace + ":adot-collector-ci",
        PlayedIam.CONTAINER_INSIGHTS);
    return WorkshopModule.containerInsights(cluster, namespace, PlayedIam.arn(namespace));
  }
}
