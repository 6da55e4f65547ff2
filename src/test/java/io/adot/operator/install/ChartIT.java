package io.adot.operator.install;

import static org.assertj.core.api.Assertions.assertThat;

import io.adot.operator.testing.CommandResult;
import io.adot.operator.testing.RealCluster;
import io.adot.operator.testing.TestCluster;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyEgressRule;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The chart on a real API server. Its pods only pretend to run. */
@RealCluster
class ChartIT {

  private static final String CHART = "charts/adot-operator";
  private static final String RELEASE = "charted";

  private final TestCluster cluster;
  private String namespace;

  ChartIT(TestCluster cluster) {
    this.cluster = cluster;
  }

  @BeforeEach
  void aNamespaceThatTakesOnlyRestrictedPods() {
    namespace = cluster.namespace();
    kubectl("label", "namespace", namespace, "pod-security.kubernetes.io/enforce=restricted");
  }

  @AfterEach
  void uninstall() {
    cluster.helm("uninstall", RELEASE, "--namespace", namespace, "--ignore-not-found", "--wait");
  }

  @Test
  void collectorsSurviveUninstallingAndInstallingAgain() {
    install().orFail();
    cluster
        .kubectlReading(
            """
            apiVersion: opentelemetry.io/v1beta1
            kind: OpenTelemetryCollector
            metadata: {name: survivor}
            spec:
              config:
                receivers: {otlp: {protocols: {grpc: {}}}}
                exporters: {debug: {}}
                service: {pipelines: {traces: {receivers: [otlp], exporters: [debug]}}}
            """,
            "apply",
            "--namespace",
            namespace,
            "--filename",
            "-")
        .orFail();
    String uid = uidOfCollector();

    cluster.helm("uninstall", RELEASE, "--namespace", namespace, "--wait").orFail();
    assertThat(uidOfCollector()).isEqualTo(uid);
    assertThat(kubectl("get", "deployments", "--namespace", namespace, "--output", "name"))
        .isEmpty();

    install().orFail();
    assertThat(uidOfCollector()).isEqualTo(uid);
  }

  @Test
  void aSecondReplicaComesWithADisruptionBudgetAndANetworkPolicy() {
    install(
            "--values",
            CHART + "/ci/ha-values.yaml",
            "--set",
            "metrics.serviceMonitor.enabled=false")
        .orFail();

    assertThat(kubectl("get", "pdb,networkpolicies", "--namespace", namespace, "--output", "name"))
        .contains(
            "poddisruptionbudget.policy/charted-adot-operator",
            "networkpolicy.networking.k8s.io/charted-adot-operator");
  }

  @ParameterizedTest
  @CsvSource({
    "'', 53 53 443 6443 80",
    "https://iam.example, 53 53 443 6443 80",
    "http://iam.example, 53 53 443 6443 80",
    "https://iam.example:8443/path, 53 53 443 6443 80 8443",
    "'https://[fd00::1]:5000', 53 53 443 6443 80 5000"
  })
  void theNetworkPolicyLetsCredentialsAndTheEndpointOfIamBeReached(String endpoint, String ports) {
    String rendered =
        cluster
            .helm(
                "template",
                RELEASE,
                CHART,
                "--set",
                "networkPolicy.enabled=true",
                "--set-string",
                "preflight.aws.iamEndpoint=" + endpoint,
                "--show-only",
                "templates/networkpolicy.yaml")
            .orFail()
            .stdout();

    assertThat(Serialization.unmarshal(rendered, NetworkPolicy.class).getSpec().getEgress())
        .flatExtracting(NetworkPolicyEgressRule::getPorts)
        .extracting(port -> port.getPort().getIntVal().toString())
        .containsExactly(ports.split(" "));
  }

  @Test
  void inNamespacedScopeTheOperatorMayActThereAndNowhereElse() {
    String watched = cluster.namespace();
    install("--set", "rbac.scope=namespaced", "--set", "watch.namespaces={%s}".formatted(watched))
        .orFail();

    assertThat(mayCreateDeployments(watched)).isTrue();
    assertThat(mayCreateDeployments(namespace)).isFalse();
  }

  @Test
  void theOperatorHoldsItsOwnLeaseAndNoOther() {
    install().orFail();

    assertThat(may("update", "lease/charted-adot-operator", namespace)).isTrue();
    assertThat(may("update", "lease/another", namespace)).isFalse();
  }

  @Test
  void aMisspeltValueIsRefusedByName() {
    CommandResult refused = install("--set", "replicaCoun=2");

    assertThat(refused.exit()).isNotZero();
    assertThat(refused.stderr()).contains("replicaCoun");
  }

  private boolean mayCreateDeployments(String where) {
    return may("create", "deployments.apps", where);
  }

  private boolean may(String verb, String resource, String where) {
    String account = "system:serviceaccount:" + namespace + ":charted-adot-operator";
    return cluster
        .kubectl("auth", "can-i", verb, resource, "--namespace", where, "--as", account)
        .stdout()
        .startsWith("yes");
  }

  private String uidOfCollector() {
    return kubectl(
        "get",
        "otelcol",
        "survivor",
        "--namespace",
        namespace,
        "--output",
        "jsonpath={.metadata.uid}");
  }

  private String kubectl(String... arguments) {
    return cluster.kubectl(arguments).orFail().stdout();
  }

  /** Other tests may have brought the CRD already, hence {@code --take-ownership}. */
  private CommandResult install(String... arguments) {
    List<String> all =
        new ArrayList<>(
            List.of(
                "install",
                RELEASE,
                CHART,
                "--namespace",
                namespace,
                "--take-ownership",
                "--wait",
                "--timeout",
                "60s"));
    all.addAll(List.of(arguments));
    return cluster.helm(all.toArray(String[]::new));
  }
}
