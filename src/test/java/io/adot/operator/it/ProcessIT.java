package io.adot.operator.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.adot.operator.Main;
import io.adot.operator.api.ConditionType;
import io.adot.operator.runtime.neighbour.Sight;
import io.adot.operator.testing.AuditEvent;
import io.adot.operator.testing.AuditLog;
import io.adot.operator.testing.Collectors;
import io.adot.operator.testing.OperatorUnderTest;
import io.adot.operator.testing.RealCluster;
import io.adot.operator.testing.TestCluster;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The operator as a process of its own: flags, health, metrics, the election, the end. */
@RealCluster
class ProcessIT {
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private final TestCluster cluster;
  private final List<Operator> started = new ArrayList<>();
  @TempDir private Path directory;

  ProcessIT(TestCluster cluster) {
    this.cluster = cluster;
  }

  @AfterEach
  void stop() {
    started.forEach(operator -> operator.process().destroyForcibly());
  }

  @Test
  void oneOfTwoReplicasActsAndTheOtherTakesOver() throws Exception {
    OperatorUnderTest.install(cluster);
    String namespace = cluster.namespace();
    Operator first = start("first");
    await().atMost(PATIENCE).until(first::isReady);
    apply(namespace, "before");
    Collectors.await(cluster, namespace, "before", ConditionType.Ready, "True");
    assertThat(first.get("metrics", first.metricsPort()))
        .contains(
            "otelcol_operator_resource_condition", "name=\"before\"", "jvm_memory_used_bytes");

    Operator second = start("second");
    await().atMost(PATIENCE).until(second::isReady);
    first.process().destroy();

    assertThat(first.process().waitFor(30, TimeUnit.SECONDS)).as("ends when told to").isTrue();
    apply(namespace, "after");
    Collectors.await(cluster, namespace, "after", ConditionType.Ready, "True");
    assertThat(Files.readString(first.log())).doesNotContain("Exception");
  }

  @Test
  void itsInformersSeeOnlyWhatCarriesOurLabel() throws Exception {
    OperatorUnderTest.install(cluster);
    AuditLog.Mark mark = cluster.audit().mark();
    Operator operator = start("watching");
    await().atMost(PATIENCE).until(operator::isReady);

    List<AuditEvent> watched =
        cluster.audit().since(mark).stream()
            .filter(event -> event.user().equals(OperatorUnderTest.user()))
            .filter(event -> List.of("list", "watch").contains(event.verb()))
            .filter(event -> !event.resource().equals("opentelemetrycollectors"))
            // Collectors' own ServiceAccounts carry no label; of these, only names are kept.
            .filter(event -> !event.resource().equals("serviceaccounts"))
            // Roles are anybody's; of these, only who may do what is kept.
            .filter(event -> !event.group().equals("rbac.authorization.k8s.io"))
            // CRDs are read one by one.
            .filter(
                event ->
                    !(event.resource().equals("customresourcedefinitions")
                        && event.uri().contains("fieldSelector=metadata.name%3D")))
            .filter(event -> !isLookingForTheGoOperator(event))
            .toList();
    assertThat(watched)
        .extracting(AuditEvent::resource)
        .contains("pods", "configmaps", "deployments", "services")
        .doesNotContain("secrets");
    assertThat(watched)
        .allSatisfy(
            event ->
                assertThat(event.uri())
                    .contains(
                        "labelSelector=app.kubernetes.io%2Fmanaged-by%3Dopentelemetry-operator"));
  }

  @Test
  void withoutAClusterItSaysSoAndEnds() throws Exception {
    Operator lost = start("lost", "https://127.0.0.1:1", "token");

    assertThat(lost.process().waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(lost.process().exitValue()).isEqualTo(1);
    assertThat(Files.readString(lost.log()))
        .contains("could not start", "127.0.0.1")
        .doesNotContain("\tat ", "stackTraceElement");
  }

  private static boolean isLookingForTheGoOperator(AuditEvent event) {
    return event.uri().contains("fieldSelector=metadata.name%3D" + Sight.LEASE)
        || event.uri().contains("labelSelector=app.kubernetes.io%2Fname%3Dopentelemetry-operator");
  }

  private void apply(String namespace, String name) {
    cluster
        .kubectlReading(
            """
            apiVersion: opentelemetry.io/v1beta1
            kind: OpenTelemetryCollector
            metadata: {name: %s, namespace: %s}
            spec:
              config:
                receivers: {otlp: {protocols: {grpc: {}}}}
                exporters: {debug: {}}
                service: {pipelines: {traces: {receivers: [otlp], exporters: [debug]}}}
            """
                .formatted(name, namespace),
            "apply",
            "-f-")
        .orFail();
  }

  private Operator start(String name) throws IOException {
    return start(
        name,
        cluster.admin().getMasterUrl().toString(),
        cluster.token(OperatorUnderTest.account()));
  }

  private Operator start(String name, String server, String token) throws IOException {
    int health = freePort();
    int metrics = freePort();
    Path log = directory.resolve(name + ".log");
    ProcessBuilder builder =
        new ProcessBuilder(
            ProcessHandle.current().info().command().orElse("java"),
            "-cp",
            System.getProperty("java.class.path"),
            Main.class.getName(),
            "--health-port=" + health,
            "--metrics-port=" + metrics,
            "--lease-namespace=adot-operator-system",
            "--aws-identity-checks=false");
    builder.environment().put("KUBECONFIG", kubeconfig(name, server, token).toString());
    builder.environment().put("HOSTNAME", name);
    Operator operator =
        new Operator(
            builder.redirectErrorStream(true).redirectOutput(log.toFile()).start(),
            health,
            metrics,
            log);
    started.add(operator);
    return operator;
  }

  private Path kubeconfig(String name, String server, String token) throws IOException {
    return Files.writeString(
        directory.resolve(name + ".kubeconfig"),
        """
        apiVersion: v1
        kind: Config
        current-context: test
        clusters: [{name: test, cluster: {server: %s, certificate-authority-data: %s}}]
        users: [{name: operator, user: {token: %s}}]
        contexts: [{name: test, context: {cluster: test, user: operator, namespace: adot-operator-system}}]
        """
            .formatted(server, cluster.admin().getConfiguration().getCaCertData(), token));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private record Operator(Process process, int healthPort, int metricsPort, Path log) {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    boolean isReady() {
      try {
        return get("readyz", healthPort).equals("ok");
      } catch (IOException notListening) {
        return false;
      }
    }

    String get(String path, int port) throws IOException {
      try {
        return HTTP.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/" + path)).build(),
                HttpResponse.BodyHandlers.ofString())
            .body();
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        throw new IOException(interrupted);
      }
    }
  }
}
