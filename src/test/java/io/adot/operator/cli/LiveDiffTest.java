package io.adot.operator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.adot.operator.Main;
import io.adot.operator.api.v1beta1.OpenTelemetryCollector;
import io.adot.operator.testing.mock.MockCluster;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
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
  private StringWriter out = new StringWriter();
  private StringWriter err = new StringWriter();

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

  @BeforeEach
  void listen() {
    out = new StringWriter();
    err = new StringWriter();
  }

  @AfterEach
  void heal() {
    cluster.heal();
  }

  @Test
  void ofWhatIsAsItIsToBeNothingIsSaid() {
    assertThat(run("diff", "-n", "same")).as(out + "\n" + err).isEqualTo(ExitCode.CLEAN);
    assertThat(out.toString()).isEmpty();
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

    assertThat(run("diff", "gateway", "-n", "drift")).isEqualTo(ExitCode.FINDINGS);
    assertThat(out.toString())
        .startsWith(
            """
            drift/gateway: 1 to create, 1 to change; its pods are replaced
            --- Deployment drift/gateway-collector
            +++ Deployment drift/gateway-collector
            """)
        .contains("-        image: \"mine:1\"\n+        image: ", "--- nothing\n+++ Service drift/")
        .doesNotContain("somebody");
    assertThat(out.toString().lines().filter(line -> line.startsWith("-"))).hasSize(3);
    assertThat(deployment("drift").getMetadata().getLabels()).containsKey("somebody");
  }

  @Test
  void aFileIsComparedAsIfItWereApplied() throws IOException {
    Files.writeString(
        folder.resolve("new.yaml"), COLLECTOR.formatted("file").replace("4317", "5317"));

    assertThat(run("diff", "-f", "new.yaml")).isEqualTo(ExitCode.FINDINGS);
    assertThat(out.toString())
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

    assertThat(run("diff", "-f", "new.yaml")).isEqualTo(ExitCode.FINDINGS);
    assertThat(out.toString())
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

    assertThat(run("diff", "-n", "unmanaged")).isEqualTo(ExitCode.CLEAN);
    assertThat(out.toString()).isEmpty();
    assertThat(err.toString()).contains("spec.managementState is unmanaged");
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

    assertThat(run("diff", "-n", "taken")).isEqualTo(ExitCode.FINDINGS);
    assertThat(out.toString()).isEmpty();
    assertThat(err.toString()).contains("Service taken/gateway-collector: ");
  }

  @Test
  void whoMayNotListIsToldSo() {
    cluster.failNext(request -> request.path().contains("/deployments"), 403, 1000);

    assertThat(run("diff", "-n", "same")).isEqualTo(ExitCode.CLUSTER);
    assertThat(err.toString()).contains("not allowed (HTTP 403)");
  }

  private int run(String... arguments) {
    Console console =
        new Console(
            new ByteArrayInputStream(new byte[0]),
            folder,
            false,
            (kubeconfig, context) -> cluster.client("cli"));
    return Main.commandLine(console, arguments)
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(arguments);
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
