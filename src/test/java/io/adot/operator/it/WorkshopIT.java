package io.adot.operator.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.adot.operator.runtime.Settings;
import io.adot.operator.testing.OperatorUnderTest;
import io.adot.operator.testing.RealCluster;
import io.adot.operator.testing.TestCluster;
import io.adot.operator.testing.Workshop;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The commands of the EKS workshop's pages, as they stand there, in its namespace {@code other};
 * then what a user does next.
 */
@RealCluster
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WorkshopIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final TestCluster cluster;
  private OperatorUnderTest operator;

  WorkshopIT(TestCluster cluster) {
    this.cluster = cluster;
  }

  @BeforeAll
  void start() {
    OperatorUnderTest.install(cluster);
    operator = OperatorUnderTest.start(cluster, Settings.embedded());
  }

  @AfterAll
  void stop() {
    operator.close();
    cluster.kubectl("delete", "namespace", "other", "--ignore-not-found", "--wait=false");
  }

  @ParameterizedTest
  @ValueSource(strings = {"src/test/resources/workshop", "manifests"})
  void modulesRunAsThePagesSay(String root) throws Exception {
    if (cluster.kubectl("get", "namespace", "other").exit() != 0) {
      cluster.kubectl("create", "namespace", "other").orFail();
    }
    Workshop workshop = new Workshop(cluster, root);
    workshop.apply("oss-metrics/adot");
    workshop.apply("container-insights/adot");
    workshop.apply("container-insights/adot-deployment");

    for (String workload :
        List.of(
            "deployment/adot-collector",
            "daemonset/adot-container-ci-collector",
            "deployment/adot-container-ci-deploy-collector")) {
      awaitExistence(workload);
      assertThat(kubectl("rollout", "status", "-n", "other", workload, "--timeout=120s"))
          .contains("successfully rolled out");
    }
    awaitReady("adot", "adot-container-ci", "adot-container-ci-deploy");
    assertThat(kubectl("get", "opentelemetrycollector", "adot", "-n", "other", "-o", "yaml"))
        .contains("kind: OpenTelemetryCollector", "type: Ready", "reason: Available");
    assertThat(get("adot", "{.spec.mode}")).isEqualTo("deployment");
    assertThat(get("adot-container-ci", "{.spec.mode}")).isEqualTo("daemonset");
    JsonNode config = new ObjectMapper().readTree(get("adot", "{.spec.config}"));
    assertThat(config.at("/exporters/prometheusremotewrite/auth/authenticator").textValue())
        .isEqualTo("sigv4auth");
    assertThat(
            kubectl(
                "get",
                "pods",
                "-n",
                "other",
                "-l",
                "app.kubernetes.io/name=adot-container-ci-collector"))
        .contains("adot-container-ci-collector-");
    assertThat(get("adot", "{.status.conditions[?(@.type==\"PermissionsReady\")].status}"))
        .isEqualTo("True");
    assertThat(
            get(
                "adot-container-ci",
                "{.status.conditions[?(@.type==\"PermissionsReady\")].status}"))
        .isEqualTo("True");

    anEditRollsThePods();
    whatAHandDidIsRepaired();
    deletionTakesTheChildrenAlong();
  }

  private void anEditRollsThePods() {
    String before =
        deployment().getSpec().getTemplate().getSpec().getVolumes().get(0).getConfigMap().getName();
    kubectl(
        "patch",
        "otelcol",
        "adot",
        "-n",
        "other",
        "--type=merge",
        "-p",
        "{\"spec\":{\"config\":{\"receivers\":{\"prometheus\":{\"config\":{\"global\":{\"scrape_interval\":\"30s\"}}}}}}}");

    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              String now =
                  deployment()
                      .getSpec()
                      .getTemplate()
                      .getSpec()
                      .getVolumes()
                      .get(0)
                      .getConfigMap()
                      .getName();
              assertThat(now).isNotEqualTo(before);
              ConfigMap config =
                  cluster.admin().configMaps().inNamespace("other").withName(now).get();
              assertThat(config.getData().get("collector.yaml")).contains("scrape_interval: 30s");
            });
    assertThat(
            kubectl(
                "rollout", "status", "-n", "other", "deployment/adot-collector", "--timeout=120s"))
        .contains("successfully rolled out");
    assertThat(cluster.admin().configMaps().inNamespace("other").withName(before).get())
        .as("the revision before stays for a rollback")
        .isNotNull();
  }

  private void whatAHandDidIsRepaired() {
    String image = deployment().getSpec().getTemplate().getSpec().getContainers().get(0).getImage();
    kubectl(
        "set",
        "image",
        "-n",
        "other",
        "deployment/adot-collector",
        "otc-container=example.com/other:1");
    kubectl("annotate", "-n", "other", "deployment/adot-collector", "example.com/note=theirs");
    kubectl("delete", "service", "-n", "other", "adot-collector-monitoring");

    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              assertThat(
                      deployment()
                          .getSpec()
                          .getTemplate()
                          .getSpec()
                          .getContainers()
                          .get(0)
                          .getImage())
                  .isEqualTo(image);
              assertThat(
                      cluster
                          .admin()
                          .services()
                          .inNamespace("other")
                          .withName("adot-collector-monitoring")
                          .get())
                  .isNotNull();
            });
    assertThat(deployment().getMetadata().getAnnotations())
        .containsEntry("example.com/note", "theirs");
  }

  private void deletionTakesTheChildrenAlong() {
    kubectl("delete", "otelcol", "-n", "other", "--all", "--timeout=30s");

    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(
                        kubectl(
                            "get",
                            "deployments,daemonsets,services,configmaps,networkpolicies,poddisruptionbudgets",
                            "-n",
                            "other",
                            "-l",
                            "app.kubernetes.io/managed-by=opentelemetry-operator",
                            "-o",
                            "name"))
                    .isEmpty());
  }

  private void awaitExistence(String workload) {
    await()
        .atMost(PATIENCE)
        .until(() -> cluster.kubectl("get", "-n", "other", workload).exit() == 0);
  }

  private void awaitReady(String... names) {
    for (String name : names) {
      kubectl("wait", "otelcol/" + name, "-n", "other", "--for=condition=Ready", "--timeout=60s");
    }
  }

  private Deployment deployment() {
    return cluster
        .admin()
        .apps()
        .deployments()
        .inNamespace("other")
        .withName("adot-collector")
        .get();
  }

  private String get(String name, String path) {
    return kubectl("get", "opentelemetrycollector", name, "-n", "other", "-o", "jsonpath=" + path);
  }

  private String kubectl(String... arguments) {
    return cluster.kubectl(arguments).orFail().stdout();
  }
}
