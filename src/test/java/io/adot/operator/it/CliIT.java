package io.adot.operator.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.adot.operator.cli.Console;
import io.adot.operator.runtime.Settings;
import io.adot.operator.testing.CollectorNamespace;
import io.adot.operator.testing.OperatorUnderTest;
import io.adot.operator.testing.RealCluster;
import io.adot.operator.testing.Terminal;
import io.adot.operator.testing.Terminal.Answer;
import io.adot.operator.testing.TestCluster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The commands against a cluster, on a real API server, with the kubeconfig that kubectl has. */
@RealCluster
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CliIT {
  private static final String CRASH = "listen tcp 0.0.0.0:4317: bind: address already in use";

  private final TestCluster cluster;
  private CollectorNamespace collectors;
  private OperatorUnderTest operator;

  CliIT(TestCluster cluster) {
    this.cluster = cluster;
  }

  @BeforeAll
  void start() {
    OperatorUnderTest.install(cluster);
    // Only what doctor looks at: the operator under test runs in this process.
    cluster.kubectl("apply", "-f", "operator/deployment.yaml").orFail();
    collectors = new CollectorNamespace(cluster);
    operator =
        OperatorUnderTest.start(
            cluster, Settings.embedded().watching(Set.of(collectors.namespace()), ""));
    apply("good", "");
    apply(
        "crash",
        "podAnnotations: {test.adot.io/fail: crash, test.adot.io/message: '" + CRASH + "'}");
  }

  @AfterAll
  void stop() {
    operator.close();
    collectors.close();
    cluster.kubectl("delete", "-f", "operator/deployment.yaml");
  }

  @Test
  void statusWaitsUntilACollectorIsReady() {
    Answer answer = run("status", "good", "--wait", "--timeout", "60s");

    assertThat(answer.exit()).as(answer.err()).isZero();
    assertThat(answer.out()).contains("/good  deployment  Ready=True", "good-collector-", "1/1");
    assertThat(run("status", "good", "--wait=Stalled", "--timeout=0s").exit()).isEqualTo(4);
  }

  @Test
  void preflightJudgesAsTheOperatorDoes() {
    Answer answer = run("preflight", "good", "--no-aws");

    assertThat(answer.exit()).as(answer.err()).isZero();
    assertThat(answer.out())
        .contains("no findings", "good-collector can be used", "no component talks to AWS")
        .doesNotContain("not known");
  }

  @Test
  void whyTellsTheCauseOfACrash() {
    collectors.awaitCondition("crash", "Ready", "False", "CollectorCrashLooping");
    String pod = collectors.pods("crash").get(0).getMetadata().getName();

    Answer answer = run("why", pod);

    assertThat(answer.exit()).as(answer.err()).isEqualTo(1);
    assertThat(answer.out())
        .contains("port 4317 is taken", "Ready=False")
        // Nodes here are played, so that their logs cannot be had.
        .contains("? HTTP 500");
  }

  @Test
  void doctorFindsTheInstallationAndItsRights() {
    Answer answer = run("doctor");

    assertThat(answer.err()).isEmpty();
    assertThat(answer.out())
        .contains(
            "√ opentelemetrycollectors.opentelemetry.io serves v1beta1",
            "may do what it has to",
            "none on collectors");
  }

  @Test
  void gatherWritesWhatThereIs(@TempDir Path folder) throws IOException {
    Path target = folder.resolve("bundle");

    Answer answer = run("gather", "-o", target.toString());

    assertThat(answer.exit()).as(answer.err()).isZero();
    Path namespace = target.resolve("namespaces/" + collectors.namespace());
    assertThat(namespace.resolve("opentelemetry.io/opentelemetrycollectors/good.yaml")).exists();
    assertThat(Files.readString(target.resolve("left-out.txt"))).contains("Secrets were not read");
  }

  @Test
  void diffSaysNothingOfWhatTheOperatorHasBroughtAbout() {
    collectors.awaitAvailable("good");

    Answer answer = run("diff", "good");

    assertThat(answer).isEqualTo(new Answer(0, "", ""));
  }

  /** The forecast before, what has come of it, and what somebody changes then. */
  @Test
  void diffForetellsTakeOverAndRepair(@TempDir Path folder) throws IOException {
    String namespace = collectors.namespace() + "-go";
    RecordedFleet fleet = new RecordedFleet(cluster);
    fleet.load(List.of(RecordedFleet.named("mode-statefulset-plain").in(namespace)), "adot.io/cli");
    try {
      assertThat(run("diff", "-n", namespace).out()).doesNotContain("are replaced");

      try (OperatorUnderTest other =
          OperatorUnderTest.start(cluster, Settings.embedded().watching(Set.of(namespace), ""))) {
        await("the take-over")
            .atMost(CollectorNamespace.PATIENCE)
            .until(() -> other.collectorsWith("Ready") == 1);
        other.awaitRest();
      }
      assertThat(run("diff", "-n", namespace)).isEqualTo(new Answer(0, "", ""));

      String stored =
          cluster.kubectl("get", "otelcol", "-n", namespace, "-oyaml").orFail().stdout();
      Files.writeString(
          folder.resolve("new.yaml"),
          stored.replace("spec:", "spec:\n    tolerations: [{key: spot, operator: Exists}]"));
      Answer file = run("diff", "-f", folder.resolve("new.yaml").toString(), "-n", namespace);
      assertThat(file.exit()).as(file.err()).isEqualTo(1);
      assertThat(file.out()).contains("its pods are replaced", "+      - key: \"spot\"");

      cluster.kubectl("label", "statefulset", "--all", "-n", namespace, "by=hand").orFail();
      cluster.kubectl("scale", "statefulset", "--all", "-n", namespace, "--replicas=4").orFail();
      Answer answer = run("diff", "-n", namespace);
      assertThat(answer.exit()).as(answer.err()).isEqualTo(1);
      assertThat(answer.out())
          .contains(": 1 to change; its pods stay\n", "-  replicas: 4\n+  replicas: 2\n")
          .doesNotContain("hand");
    } finally {
      cluster.kubectl("delete", "namespace", namespace, "--wait=false");
    }
  }

  private Answer run(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--kubeconfig", cluster.kubeconfig().toString()));
    if (!all.contains("doctor") && !all.contains("-n")) {
      all.addAll(List.of("-n", collectors.namespace()));
    }
    Console console = new Console(new ByteArrayInputStream(new byte[0]), Path.of(""), false);
    return Terminal.run(console, all.toArray(String[]::new));
  }

  private void apply(String name, String field) {
    collectors
        .apply(
            """
            apiVersion: opentelemetry.io/v1beta1
            kind: OpenTelemetryCollector
            metadata: {name: %s}
            spec:
              mode: deployment
              config:
                receivers: {otlp: {protocols: {grpc: {}}}}
                exporters: {debug: {}}
                service: {pipelines: {traces: {receivers: [otlp], exporters: [debug]}}}
              %s
            """
                .formatted(name, field))
        .orFail();
  }
}
