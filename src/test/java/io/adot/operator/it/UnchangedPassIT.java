package io.adot.operator.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.adot.operator.runtime.Settings;
import io.adot.operator.testing.AuditEvent;
import io.adot.operator.testing.AuditLog.Mark;
import io.adot.operator.testing.CollectorNamespace;
import io.adot.operator.testing.OperatorUnderTest;
import io.adot.operator.testing.RealCluster;
import io.adot.operator.testing.TestCluster;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What others write on a collector and its objects brings up passes; those cost nothing. */
@RealCluster
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UnchangedPassIT {
  private static final List<String> THEIRS =
      List.of(
          "deployment/busy-collector",
          "service/busy-collector",
          "service/busy-collector-monitoring",
          "serviceaccount/busy-collector",
          "poddisruptionbudget/busy-collector",
          "networkpolicy/busy-collector-networkpolicy");

  private final TestCluster cluster;
  private CollectorNamespace collectors;
  private OperatorUnderTest operator;

  UnchangedPassIT(TestCluster cluster) {
    this.cluster = cluster;
  }

  @BeforeAll
  void start() {
    OperatorUnderTest.install(cluster);
    collectors = new CollectorNamespace(cluster);
    operator =
        OperatorUnderTest.start(
            cluster, Settings.embedded().watching(Set.of(collectors.namespace()), ""));
  }

  @AfterAll
  void stop() {
    operator.close();
    collectors.close();
  }

  @Test
  void twentyPassesForcedByForeignEditsWriteNothing() {
    collectors.apply(COLLECTOR).orFail();
    collectors.awaitAvailable("busy");
    operator.awaitRest();
    Mark mark = cluster.audit().mark();

    for (int i = 0; i < 20; i++) {
      long before = operator.passes();
      editAsSomebodyElse(i);
      await("pass " + (i + 1))
          .atMost(CollectorNamespace.PATIENCE)
          .pollInterval(Duration.ofMillis(50))
          .until(() -> operator.passes() > before);
    }

    operator.awaitRest();
    assertThat(cluster.audit().writesSince(mark, OperatorUnderTest.user()))
        .as("what the operator wrote")
        .isEmpty();
    assertThat(ofTheOperator(mark))
        .as("what it asked, but for due re-checks of its verdicts")
        .filteredOn(event -> !isRecheck(event) && !event.verb().equals("watch"))
        .isEmpty();
  }

  private void editAsSomebodyElse(int i) {
    String note = "example.com/note=" + i;
    switch (i % 4) {
      case 0 -> collectors.kubectl("annotate", "--overwrite", theirs(i), note);
      case 1 -> collectors.kubectl("label", "--overwrite", theirs(i), note);
      case 2 -> collectors.kubectl("annotate", "--overwrite", "otelcol/busy", "adot.io/note=" + i);
      default ->
          collectors.kubectl(
              "annotate",
              "--overwrite",
              "pod/" + collectors.pods("busy").get(0).getMetadata().getName(),
              note);
    }
  }

  private static String theirs(int i) {
    return THEIRS.get(i / 2 % THEIRS.size());
  }

  private List<AuditEvent> ofTheOperator(Mark mark) {
    return cluster.audit().since(mark).stream()
        .filter(event -> event.user().equals(OperatorUnderTest.user()))
        .toList();
  }

  private static boolean isRecheck(AuditEvent event) {
    return event.group().equals("authorization.k8s.io")
        || event.group().equals("authentication.k8s.io")
        || event.verb().equals("get") && event.resource().equals("serviceaccounts")
        // Which APIs there are is looked at each minute.
        || event.verb().equals("get")
            && event.uri().startsWith("/apis")
            && event.resource().isEmpty();
  }

  private static final String COLLECTOR =
      """
      apiVersion: opentelemetry.io/v1beta1
      kind: OpenTelemetryCollector
      metadata:
        name: busy
        labels: {team: observability}
      spec:
        resources:
          limits: {cpu: "1", memory: 1024Mi}
          requests: {cpu: "0.5", memory: 512Mi}
        env:
          - name: NODE
            valueFrom: {fieldRef: {fieldPath: spec.nodeName}}
          - name: CPUS
            valueFrom: {resourceFieldRef: {resource: limits.cpu, containerName: otc-container}}
        config:
          receivers: {otlp: {protocols: {grpc: {}, http: {}}}}
          processors: {batch: {}}
          exporters: {debug: {}}
          extensions: {health_check: {}}
          service:
            extensions: [health_check]
            pipelines:
              traces: {receivers: [otlp], processors: [batch], exporters: [debug]}
      """;
}
