package io.adot.operator.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.adot.operator.runtime.Settings;
import io.adot.operator.testing.AuditEvent;
import io.adot.operator.testing.AuditLog.Mark;
import io.adot.operator.testing.CollectorNamespace;
import io.adot.operator.testing.OperatorUnderTest;
import io.adot.operator.testing.PlayedGoOperator;
import io.adot.operator.testing.RealCluster;
import io.adot.operator.testing.TestCluster;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Beside the Go operator, which is played by what shows of it: its Lease and its pod. */
@RealCluster
class NeighbourIT {
  private static final String ACTIVE = "otelcol_operator_another_operator_active";
  private static final String FORBIDDEN = "otelcol_operator_another_operator_lookup_forbidden";
  private static final String OUR_NAMESPACE =
      OperatorUnderTest.account().getMetadata().getNamespace();

  private final TestCluster cluster;
  private final PlayedGoOperator other;
  private final CollectorNamespace collectors;

  NeighbourIT(TestCluster cluster) {
    this.cluster = cluster;
    this.other = new PlayedGoOperator(cluster, cluster.namespace());
    this.collectors = new CollectorNamespace(cluster);
  }

  @BeforeEach
  void install() {
    OperatorUnderTest.install(cluster);
  }

  @AfterEach
  void leave() {
    other.close();
    collectors.close();
  }

  @Test
  void whileItsLeaseIsRenewedNothingIsWrittenAndThenAllIsTakenOver() {
    other.holdsItsLease();
    collectors.apply(collector("before")).orFail();
    Mark start = cluster.audit().mark();
    try (OperatorUnderTest operator = start("")) {
      awaitActive(operator, 1);
      collectors.apply(collector("during")).orFail();
      collectors.kubectl("annotate", "otelcol/before", "example.com/note=1");
      operator.awaitRest();
      assertThatNothingWasWrittenSince(start);
      assertThat(reviewsSince(start)).isEmpty();

      other.releasesItsLease();
      collectors.awaitAvailable("before");
      collectors.awaitAvailable("during");

      other.holdsItsLease();
      awaitActive(operator, 1);
      operator.awaitRest();
      Mark again = cluster.audit().mark();
      collectors.kubectl("delete", "deployment/before-collector", "service/before-collector");
      collectors.kubectl(
          "patch", "otelcol/during", "--type=merge", "-p{\"spec\":{\"replicas\":2}}");
      operator.awaitRest();
      assertThatNothingWasWrittenSince(again);
      assertThat(operator.collectorsWith("Ready")).as("shown by the metrics").isZero();

      other.dies();
      collectors.awaitAvailable("before");
      collectors.awaitAvailable("during");
      assertThat(eventsOfItself(start)).as("events, one each time").isEqualTo(2);
      assertThat(cluster.kubectl("get", "events", "-n", OUR_NAMESPACE, "-o=wide").orFail().stdout())
          .contains("AnotherOperatorActive", "pod/", other.lease());
    }
  }

  @Test
  void aReadyPodOfItsDeploymentCountsWithoutALease() {
    collectors.apply(collector("simple")).orFail();
    other.runs();
    Mark mark = cluster.audit().mark();
    try (OperatorUnderTest operator = start("")) {
      awaitActive(operator, 1);
      operator.awaitRest();
      assertThatNothingWasWrittenSince(mark);

      other.isScaledToZero();
      collectors.awaitAvailable("simple");
      awaitActive(operator, 0);
    }
  }

  @Test
  void aLabelSelectorSharesTheWork() {
    other.holdsItsLease();
    collectors.apply(
        collector("ours").replace("{name: ours}", "{name: ours, labels: {operator: adot}}"));
    collectors.apply(collector("theirs")).orFail();
    try (OperatorUnderTest operator = start("operator=adot")) {
      collectors.awaitAvailable("ours");
      operator.awaitRest();
      assertThat(collectors.get("theirs").getStatus()).isNull();
    }
  }

  @Test
  void anOperatorThatMayNotLookEverywhereLooksWhereItMay() {
    String namespace = collectors.namespace();
    collectors.kubectl("create", "serviceaccount", "limited");
    collectors.kubectl(
        "create",
        "rolebinding",
        "limited",
        "--clusterrole=adot-operator",
        "--serviceaccount=" + namespace + ":limited");
    other.holdsItsLease();
    try (PlayedGoOperator here = new PlayedGoOperator(cluster, namespace);
        OperatorUnderTest operator =
            OperatorUnderTest.startAs(
                cluster.admin().serviceAccounts().inNamespace(namespace).withName("limited").get(),
                cluster,
                Settings.embedded().watching(Set.of(namespace), ""))) {
      collectors.apply(collector("simple")).orFail();
      collectors.awaitAvailable("simple");
      assertThat(operator.metric(FORBIDDEN)).isOne();

      here.holdsItsLease();
      await("the other operator to be seen")
          .atMost(CollectorNamespace.PATIENCE)
          .until(() -> operator.metric(ACTIVE) == 1);
    }
  }

  private OperatorUnderTest start(String selector) {
    return OperatorUnderTest.start(
        cluster, Settings.embedded().watching(Set.of(collectors.namespace()), selector));
  }

  private static void awaitActive(OperatorUnderTest operator, int value) {
    await("the other operator to be " + (value == 1 ? "seen" : "gone"))
        .atMost(Duration.ofSeconds(60))
        .until(() -> operator.metric(ACTIVE) == value && operator.metric(FORBIDDEN) == 0);
  }

  /** Nothing but the event on the operator's own pod. */
  private void assertThatNothingWasWrittenSince(Mark mark) {
    assertThat(cluster.audit().writesSince(mark, OperatorUnderTest.user()))
        .filteredOn(write -> !isOfItself(write))
        .isEmpty();
  }

  private static boolean isOfItself(AuditEvent write) {
    return write.resource().equals("events") && write.namespace().equals(OUR_NAMESPACE);
  }

  private List<AuditEvent> reviewsSince(Mark mark) {
    return cluster.audit().since(mark).stream()
        .filter(event -> event.user().equals(OperatorUnderTest.user()))
        .filter(event -> event.resource().equals("subjectaccessreviews"))
        .toList();
  }

  private long eventsOfItself(Mark mark) {
    return cluster.audit().writesSince(mark, OperatorUnderTest.user()).stream()
        .filter(NeighbourIT::isOfItself)
        .peek(write -> assertThat(write.code()).isEqualTo(201))
        .count();
  }

  private static String collector(String name) {
    return """
    apiVersion: opentelemetry.io/v1beta1
    kind: OpenTelemetryCollector
    metadata: {name: %s}
    spec:
      config:
        receivers: {otlp: {protocols: {grpc: {}}}}
        exporters: {debug: {}}
        service: {pipelines: {traces: {receivers: [otlp], exporters: [debug]}}}
    """
        .formatted(name);
  }
}
