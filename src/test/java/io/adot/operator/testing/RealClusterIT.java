package io.adot.operator.testing;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What tests may rely on in the test cluster. */
@RealCluster
class RealClusterIT {

  private final TestCluster cluster;
  private final KubernetesClient admin;
  private String namespace;

  RealClusterIT(TestCluster cluster) {
    this.cluster = cluster;
    this.admin = cluster.admin();
  }

  @BeforeEach
  void freshNamespace() {
    namespace = cluster.namespace();
  }

  @Test
  void podsOfADeploymentBecomeReady() {
    deployment("healthy", 2, "{}", "{}");

    await()
        .atMost(30, SECONDS)
        .untilAsserted(
            () ->
                assertThat(deploymentNamed("healthy").getStatus().getReadyReplicas()).isEqualTo(2));
    assertThat(pods("healthy"))
        .hasSize(2)
        .allSatisfy(
            pod -> {
              assertThat(pod.getStatus().getPodIP()).startsWith("10.244.");
              assertThat(onlyContainer(pod).getStarted()).isTrue();
              assertThat(onlyContainer(pod).getReady()).isTrue();
            });
  }

  @Test
  void aCrashingPodSaysWhy() {
    deployment(
        "crashing",
        1,
        "{test.adot.io/fail: crash, test.adot.io/message: 'no such receiver: otpl'}",
        "{}");

    await()
        .atMost(30, SECONDS)
        .untilAsserted(
            () ->
                assertThat(pods("crashing"))
                    .singleElement()
                    .extracting(RealClusterIT::onlyContainer)
                    .satisfies(
                        container -> {
                          assertThat(container.getReady()).isFalse();
                          assertThat(container.getState().getWaiting().getReason())
                              .isEqualTo("CrashLoopBackOff");
                          assertThat(container.getLastState().getTerminated().getMessage())
                              .isEqualTo("no such receiver: otpl");
                        }));
  }

  @Test
  void aPodStartsAndStopsFailingAsItsAnnotationSays() {
    deployment("moody", 1, "{test.adot.io/fail: unready}", "{}");
    await()
        .atMost(30, SECONDS)
        .until(
            () -> pods("moody").stream().anyMatch(pod -> condition(pod, "Ready").equals("False")));
    String pod = pods("moody").get(0).getMetadata().getName();

    cluster
        .kubectl("annotate", "--namespace", namespace, "pod", pod, "test.adot.io/fail-")
        .orFail();
    await()
        .atMost(30, SECONDS)
        .until(() -> condition(pods("moody").get(0), "Ready").equals("True"));

    cluster
        .kubectl("annotate", "--namespace", namespace, "pod", pod, "test.adot.io/fail=pull")
        .orFail();
    await()
        .atMost(30, SECONDS)
        .untilAsserted(
            () ->
                assertThat(onlyContainer(pods("moody").get(0)).getState().getWaiting().getReason())
                    .isEqualTo("ImagePullBackOff"));
  }

  @Test
  void aPodThatFitsNoNodeStaysUnscheduled() {
    deployment("homeless", 1, "{}", "{no-such: node}");

    await()
        .atMost(30, SECONDS)
        .untilAsserted(
            () ->
                assertThat(pods("homeless"))
                    .singleElement()
                    .satisfies(
                        pod -> assertThat(condition(pod, "PodScheduled")).isEqualTo("False")));
  }

  @Test
  void deletingAnOwnerDeletesWhatItOwns() {
    ConfigMap owner = admin.resource(configMap("owner").build()).create();
    admin
        .resource(
            configMap("owned")
                .editMetadata()
                .addNewOwnerReference()
                .withApiVersion("v1")
                .withKind("ConfigMap")
                .withName("owner")
                .withUid(owner.getMetadata().getUid())
                .endOwnerReference()
                .endMetadata()
                .build())
        .create();
    deployment("doomed", 1, "{}", "{}");
    await()
        .atMost(30, SECONDS)
        .until(() -> deploymentNamed("doomed").getStatus().getReadyReplicas() != null);

    admin.resource(owner).delete();
    admin.resource(deploymentNamed("doomed")).delete();

    await()
        .atMost(30, SECONDS)
        .until(() -> admin.configMaps().inNamespace(namespace).withName("owned").get() == null);
    await().atMost(30, SECONDS).until(() -> pods("doomed").isEmpty());
  }

  @Test
  void theIssuerIsThatOfAnEksCluster() {
    assertThat(admin.raw("/.well-known/openid-configuration"))
        .contains("\"issuer\":\"https://oidc.eks.us-west-2.amazonaws.com/id/");
    assertThat(admin.raw("/openid/v1/jwks")).contains("\"kty\":\"RSA\"");
  }

  @Test
  void aServiceAccountMayDoWhatItsRoleSays() {
    KubernetesClient client = cluster.as(defaultAccount());
    assertThatThrownBy(() -> client.configMaps().inNamespace(namespace).list())
        .isInstanceOfSatisfying(
            KubernetesClientException.class,
            refused -> assertThat(refused.getCode()).isEqualTo(403));

    cluster
        .kubectl(
            "create",
            "rolebinding",
            "view",
            "--namespace",
            namespace,
            "--clusterrole=view",
            "--serviceaccount=" + namespace + ":default")
        .orFail();

    await()
        .atMost(10, SECONDS)
        .ignoreException(KubernetesClientException.class)
        .until(() -> !client.configMaps().inNamespace(namespace).list().getItems().isEmpty());
  }

  @Test
  void theAuditLogTellsWhoDidWhat() {
    AuditLog.Mark mark = cluster.audit().mark();
    KubernetesClient nobody = cluster.as(defaultAccount());
    assertThatThrownBy(() -> nobody.pods().list()).hasMessageContaining("forbidden");
    cluster
        .kubectl("create", "configmap", "dry", "--namespace", namespace, "--dry-run=server")
        .orFail();
    cluster.kubectl("auth", "can-i", "get", "pods").orFail();
    admin.resource(configMap("wet").build()).create();

    assertThat(cluster.audit().writesSince(mark, "testcluster:admin"))
        .extracting(
            AuditEvent::verb,
            AuditEvent::resource,
            AuditEvent::name,
            AuditEvent::dryRun,
            AuditEvent::code)
        .containsExactly(
            tuple("create", "configmaps", "dry", true, 201),
            tuple("create", "configmaps", "wet", false, 201));
    assertThat(cluster.audit().since(mark))
        .filteredOn(event -> event.user().equals("system:serviceaccount:" + namespace + ":default"))
        .extracting(AuditEvent::verb, AuditEvent::resource, AuditEvent::code)
        .containsExactly(tuple("list", "pods", 403));
  }

  @Test
  void kubectlAndHelmTalkToTheCluster() {
    CommandResult applied =
        cluster.kubectlReading(
            """
            apiVersion: v1
            kind: ConfigMap
            metadata:
              name: piped
            """,
            "apply",
            "--namespace",
            namespace,
            "--filename",
            "-");
    assertThat(applied.orFail().stdout()).isEqualTo("configmap/piped created\n");
    assertThat(cluster.kubectl("get", "configmap", "absent", "--namespace", namespace))
        .satisfies(
            absent -> {
              assertThat(absent.exit()).isEqualTo(1);
              assertThat(absent.stderr()).contains("NotFound");
            });
    assertThat(cluster.helm("list", "--namespace", namespace).orFail().stdout()).startsWith("NAME");
  }

  private void deployment(String name, int replicas, String annotations, String nodeSelector) {
    HasMetadata deployment =
        admin
            .getKubernetesSerialization()
            .unmarshal(
                """
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: %1$s, namespace: %2$s}
                spec:
                  replicas: %3$d
                  selector: {matchLabels: {app: %1$s}}
                  template:
                    metadata: {labels: {app: %1$s}, annotations: %4$s}
                    spec:
                      nodeSelector: %5$s
                      containers: [{name: main, image: example.com/collector:1}]
                """
                    .formatted(name, namespace, replicas, annotations, nodeSelector),
                Deployment.class);
    admin.resource(deployment).create();
  }

  private ServiceAccount defaultAccount() {
    return admin.serviceAccounts().inNamespace(namespace).withName("default").get();
  }

  private Deployment deploymentNamed(String name) {
    return admin.apps().deployments().inNamespace(namespace).withName(name).get();
  }

  private List<Pod> pods(String app) {
    return admin.pods().inNamespace(namespace).withLabel("app", app).list().getItems();
  }

  private ConfigMapBuilder configMap(String name) {
    return new ConfigMapBuilder()
        .withNewMetadata()
        .withName(name)
        .withNamespace(namespace)
        .endMetadata();
  }

  private static ContainerStatus onlyContainer(Pod pod) {
    assertThat(pod.getStatus().getContainerStatuses()).hasSize(1);
    return pod.getStatus().getContainerStatuses().get(0);
  }

  private static String condition(Pod pod, String type) {
    return pod.getStatus().getConditions().stream()
        .filter(condition -> condition.getType().equals(type))
        .map(condition -> condition.getStatus())
        .findFirst()
        .orElse("");
  }
}
