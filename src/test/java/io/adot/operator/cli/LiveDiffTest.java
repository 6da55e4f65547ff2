package io.adot.operator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.adot.operator.api.v1beta1.OpenTelemetryCollector;
import io.adot.operator.runtime.neighbour.Sight;
import io.adot.operator.testing.Terminal;
import io.adot.operator.testing.mock.MockCluster;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** {@code diff} against what the operator, which is gone since, made of collectors. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LiveDiffTest {
  private static final String COLLECTOR =
      """
      apiVersion: opentelemetry.io/v1beta1
      kind: OpenTelemetryCollector
      metadata: {name: gateway, namespace: %s}
      spec:
        config:
          receivers: {otlp: {protocols: {grpc: {endpoint: 0.0.0.0:4317}}}}
          exporters: {debug: {}}
          service: {pipelines: {traces: {receivers: [otlp], exporters: [debug]}}}
      """;

  private final MockCluster cluster = MockCluster.start();
  private final KubernetesClient user = cluster.client("user");

  @TempDir private Path folder;

  @BeforeAll
  void converge() {
    for (String namespace : List.of("same", "drift", "file", "unmanaged", "taken")) {
      user.resource(collector(namespace)).create();
    }
    MockOperator.converge(cluster);
  }

  @AfterAll
  void close() {
    cluster.close();
  }

  @AfterEach
  void heal() {
    cluster.heal();
  }

  @Test
  void ofWhatIsAsItIsToBeNothingIsSaid() {
    Terminal.Answer answer = run("diff", "-n", "same");

    assertThat(answer.exit()).as(answer.err()).isEqualTo(ExitCode.CLEAN);
    assertThat(answer.out()).isEmpty();
  }

  @Test
  void whatSomebodyChangedByHandIsToldAndNothingElse() {
    user.apps()
        .deployments()
        .inNamespace("drift")
        .withName("gateway-collector")
        .edit(
            it -> {
              it.getSpec().getTemplate().getSpec().getContainers().get(0).setImage("mine:1");
              it.getMetadata().getLabels().put("somebody", "else");
              return it;
            });
    user.services().inNamespace("drift").withName("gateway-collector-headless").delete();

    Terminal.Answer answer = run("diff", "gateway", "-n", "drift");

    assertThat(answer.exit()).isEqualTo(ExitCode.FINDINGS);
    assertThat(answer.out())
        .startsWith(
            """
            drift/gateway: 1 to create, 1 to change; its pods are replaced
            --- Deployment drift/gateway-collector
            +++ Deployment drift/gateway-collector
            """)
        .contains("-        image: \"mine:1\"\n+        image: ", "--- nothing\n+++ Service drift/")
        .doesNotContain("somebody");
    assertThat(answer.out().lines().filter(line -> line.startsWith("-"))).hasSize(3);
    assertThat(deployment("drift").getMetadata().getLabels()).containsKey("somebody");
  }

  @Test
  void aFileIsComparedAsIfItWereApplied() throws IOException {
    Files.writeString(
        folder.resolve("new.yaml"), COLLECTOR.formatted("file").replace("4317", "5317"));

    Terminal.Answer answer = run("diff", "-f", "new.yaml");

    assertThat(answer.exit()).isEqualTo(ExitCode.FINDINGS);
    assertThat(answer.out())
        .startsWith("file/gateway: 1 to create, 4 to change; its pods are replaced\n")
        .contains(
            "-            endpoint: 0.0.0.0:4317\n+            endpoint: 0.0.0.0:5317\n",
            "-    port: 4317\n+    port: 5317\n")
        .doesNotContain("ownerReferences");
    assertThat(cluster.requests().by("cli"))
        .noneMatch(one -> one.request().method().equals("PATCH"));
    assertThat(services("file")).allMatch(it -> it.getSpec().getPorts().get(0).getPort() != 5317);
  }

  @Test
  void aFileOfANewCollectorIsAllNew() throws IOException {
    Files.writeString(folder.resolve("new.yaml"), COLLECTOR.formatted("new"));

    Terminal.Answer answer = run("diff", "-f", "new.yaml");

    assertThat(answer.exit()).isEqualTo(ExitCode.FINDINGS);
    assertThat(answer.out())
        .startsWith("new/gateway: ")
        .contains(" to create\n", "+++ Deployment new/gateway-collector\n");
  }

  @Test
  void anUnmanagedCollectorIsLeftAlone() {
    user.resources(OpenTelemetryCollector.class)
        .inNamespace("unmanaged")
        .withName("gateway")
        .edit(
            it -> {
              it.getSpec()
                  .setManagementState(io.adot.operator.api.v1beta1.ManagementState.UNMANAGED);
              it.getSpec().setReplicas(7);
              return it;
            });

    Terminal.Answer answer = run("diff", "-n", "unmanaged");

    assertThat(answer.exit()).isEqualTo(ExitCode.CLEAN);
    assertThat(answer.out()).isEmpty();
    assertThat(answer.err()).contains("spec.managementState is unmanaged");
  }

  @Test
  void anObjectOfSomebodyElseIsTold() {
    user.services().inNamespace("taken").withName("gateway-collector").delete();
    user.resource(
            new io.fabric8.kubernetes.api.model.ServiceBuilder()
                .withNewMetadata()
                .withNamespace("taken")
                .withName("gateway-collector")
                .endMetadata()
                .withNewSpec()
                .endSpec()
                .build())
        .create();

    Terminal.Answer answer = run("diff", "-n", "taken");

    assertThat(answer.exit()).isEqualTo(ExitCode.FINDINGS);
    assertThat(answer.out()).isEmpty();
    assertThat(answer.err()).contains("Service taken/gateway-collector: ");
  }

  @Test
  void whatNoOperatorLooksAfterIsToldWithWhatOneWouldChange() {
    Deployment operator = installed("--watch-namespaces=same", "--watch-selector=team=x");
    try {
      Terminal.Answer elsewhere = run("diff", "-n", "drift");
      assertThat(elsewhere.err())
          .contains("drift/gateway is looked after by no operator: namespace drift is not in")
          .doesNotContain("no operator is to be seen");
      Terminal.Answer unlabelled = run("diff", "-n", "same");
      assertThat(unlabelled.exit()).isEqualTo(ExitCode.CLEAN);
      assertThat(unlabelled.err()).contains("do not match --watch-selector=team=x").hasLineCount(1);
    } finally {
      user.resource(operator).delete();
    }
  }

  @Test
  void theOperatorThatLooksAfterACollectorIsTheOneWhoseSettingsCount() throws IOException {
    Deployment other = installed("--watch-namespaces=elsewhere");
    Deployment one = installed("--watch-namespaces=new", "--collector-image=example.com/c:0.140.0");
    Files.writeString(folder.resolve("new.yaml"), COLLECTOR.formatted("new"));
    try {
      Terminal.Answer answer = run("diff", "-f", "new.yaml");

      assertThat(answer.err()).isEmpty();
      assertThat(answer.out()).contains("image: \"example.com/c:0.140.0\"");
    } finally {
      user.resource(one).delete();
      user.resource(other).delete();
    }
  }

  @Test
  void anotherOperatorAtWorkIsTold() {
    Lease lease =
        new LeaseBuilder()
            .withNewMetadata()
            .withNamespace("go")
            .withName(Sight.LEASE)
            .endMetadata()
            .withNewSpec()
            .withHolderIdentity("somebody")
            .endSpec()
            .build();
    user.resource(lease).create();
    try {
      assertThat(run("diff", "-n", "same").err())
          .contains("same/gateway: the Go operator is at work (Lease go/", "so nothing is changed");
    } finally {
      user.resource(lease).delete();
    }
  }

  @Test
  void whoMayNotListIsToldSo() {
    cluster.failNext(request -> request.path().contains("/deployments"), 403, 1000);

    Terminal.Answer answer = run("diff", "-n", "same");

    assertThat(answer.exit()).isEqualTo(ExitCode.CLUSTER);
    assertThat(answer.err()).contains("not allowed (HTTP 403)");
  }

  private Deployment installed(String... arguments) {
    return user.resource(
            new DeploymentBuilder()
                .withNewMetadata()
                .withNamespace("system")
                .withName("operator-" + Math.abs(Arrays.hashCode(arguments)))
                .addToLabels("app.kubernetes.io/component", "operator")
                .endMetadata()
                .withNewSpec()
                .withNewSelector()
                .addToMatchLabels("app", "operator")
                .endSelector()
                .withNewTemplate()
                .withNewMetadata()
                .addToLabels("app", "operator")
                .endMetadata()
                .withNewSpec()
                .addNewContainer()
                .withName("operator")
                .withArgs(arguments)
                .endContainer()
                .endSpec()
                .endTemplate()
                .endSpec()
                .build())
        .create();
  }

  private Terminal.Answer run(String... arguments) {
    return Terminal.on(cluster, folder).run(arguments);
  }

  private Deployment deployment(String namespace) {
    return user.apps().deployments().inNamespace(namespace).withName("gateway-collector").get();
  }

  private List<Service> services(String namespace) {
    return user.services().inNamespace(namespace).list().getItems();
  }

  private static OpenTelemetryCollector collector(String namespace) {
    return new io.fabric8.kubernetes.client.utils.KubernetesSerialization()
        .unmarshal(COLLECTOR.formatted(namespace), OpenTelemetryCollector.class);
  }
}
