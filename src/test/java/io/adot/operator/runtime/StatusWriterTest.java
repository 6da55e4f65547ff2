package io.adot.operator.runtime;

import static io.adot.operator.testing.StatusAssert.assertThatStatus;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.adot.operator.api.ConditionType;
import io.adot.operator.api.Reason;
import io.adot.operator.api.v1beta1.OpenTelemetryCollector;
import io.adot.operator.api.v1beta1.OpenTelemetryCollectorStatus;
import io.adot.operator.api.v1beta1.ScaleStatus;
import io.adot.operator.testing.mock.MockCluster;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StatusWriterTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final StatusWriter.Outcome WRITTEN = StatusWriter.Outcome.WRITTEN;
  private static final StatusWriter.Outcome UNCHANGED = StatusWriter.Outcome.UNCHANGED;

  private final MockCluster cluster = MockCluster.start();
  private KubernetesClient client;
  private StatusWriter writer;
  private OpenTelemetryCollector collector;

  @BeforeEach
  void create() {
    client = cluster.client("admin");
    writer = new StatusWriter(cluster.client("writer"));
    OpenTelemetryCollector fresh = new OpenTelemetryCollector();
    fresh.getMetadata().setNamespace("other");
    fresh.getMetadata().setName("adot");
    fresh.getSpec().setConfig(JsonNodeFactory.instance.objectNode());
    collector = client.resource(fresh).create();
  }

  @AfterEach
  void close() {
    cluster.close();
  }

  @Test
  void aStatusIsSentOnce() {
    firstSight();

    assertThat(writer.write(collector, status("a"), later(1))).isEqualTo(WRITTEN);
    assertThat(writer.write(collector, status("a"), later(9))).isEqualTo(UNCHANGED);
    assertThat(cluster.requests().by("writer")).hasSize(1);
    assertThat(stored()).isEqualTo(status("a"));
  }

  @Test
  void anUnchangedStatusIsNotSentAfterARestartEither() {
    firstSight();
    writer.write(collector, status("a"), later(1));

    OpenTelemetryCollector seen = client.resource(collector).get();
    StatusWriter restarted = new StatusWriter(cluster.client("restarted"));

    assertThat(restarted.previous(seen)).isEqualTo(status("a"));
    assertThat(restarted.write(seen, status("a"), later(60))).isEqualTo(UNCHANGED);
    assertThat(cluster.requests().by("restarted")).isEmpty();
    assertThat(restarted.write(seen, status("b"), later(60)))
        .as("a change is not made to wait")
        .isEqualTo(WRITTEN);
  }

  @Test
  void statusesAreASecondApart() {
    assertThat(writer.write(collector, status("a"), NOW))
        .isEqualTo(new StatusWriter.Outcome(false, Duration.ofSeconds(1)));
    assertThat(writer.write(collector, status("b"), NOW.plusMillis(400)))
        .isEqualTo(new StatusWriter.Outcome(false, Duration.ofMillis(600)));
    assertThat(writer.write(collector, status("c"), later(1))).isEqualTo(WRITTEN);
    assertThat(writer.write(collector, status("d"), NOW.plusMillis(1500)).written()).isFalse();
    assertThat(writer.previous(collector)).as("what was sent").isEqualTo(status("c"));
    assertThat(writer.write(collector, status("d"), later(2))).isEqualTo(WRITTEN);
  }

  @Test
  void aReadyThatIsNoLongerTrueIsOverturnedAtOnce() {
    firstSight();
    writer.write(collector, status("up", ready("True")), later(1));

    assertThat(writer.write(collector, status("down", ready("False")), later(1)))
        .isEqualTo(WRITTEN);
    assertThat(writer.write(collector, status("up", ready("True")), later(1)).written())
        .as("the way up is not that urgent")
        .isFalse();
  }

  @Test
  void whatIsNoLongerSaidIsTakenAway() {
    firstSight();
    OpenTelemetryCollectorStatus full = status("a", ready("False"), condition("Stalled", "True"));
    full.setVersion("1.2.3");
    full.setScale(scale("0/1"));
    writer.write(collector, full, later(1));

    OpenTelemetryCollectorStatus less = status("a", ready("True"));
    less.setScale(scale(null));
    writer.write(collector, less, later(2));

    assertThat(stored()).isEqualTo(less);

    OpenTelemetryCollectorStatus least = status("a", ready("True"));
    writer.write(collector, least, later(3));

    assertThat(stored()).isEqualTo(least);
    assertThatStatus(stored()).doesNotSay(ConditionType.Stalled);
  }

  @Test
  void nothingButTheStatusIsTouched() {
    firstSight();
    writer.write(collector, status("a"), later(1));

    assertThat(cluster.requests().by("writer"))
        .singleElement()
        .satisfies(
            entry -> {
              assertThat(entry.request().subresource()).isEqualTo("status");
              assertThat(entry.request().contentType()).startsWith("application/merge-patch");
              assertThat(entry.request().body()).startsWith("{\"status\":").doesNotContain("spec");
            });
  }

  @Test
  void aCollectorThatIsGoneNeedsNoStatus() {
    firstSight();
    client.resource(collector).delete();

    assertThat(writer.write(collector, status("a"), later(1))).isEqualTo(WRITTEN);
  }

  @Test
  void aRefusedStatusIsNotTakenForSent() {
    firstSight();
    cluster.failNext(request -> request.agent().equals("writer"), 403, 1);

    assertThatThrownBy(() -> writer.write(collector, status("a"), later(1)))
        .isInstanceOf(KubernetesClientException.class);
    assertThat(writer.write(collector, status("a"), later(2))).isEqualTo(WRITTEN);
  }

  @Test
  void aCrdThatPrunesConditionsIsReportedOnceACollectorAndCausesNoLoop() {
    try (CapturedLog log = CapturedLog.of(StatusWriter.class)) {
      StatusWriter blind = new StatusWriter(cluster.client("blind"));
      // As if the API server had dropped them: none are stored.
      blind.write(collector, status("a"), NOW);
      assertThat(blind.write(collector, status("a"), later(1))).isEqualTo(WRITTEN);
      assertThat(blind.write(collector, status("a"), later(5))).isEqualTo(UNCHANGED);
      assertThat(blind.write(collector, status("b"), later(9))).isEqualTo(WRITTEN);

      assertThat(log.messages(Level.WARN))
          .singleElement()
          .asString()
          .contains("no status.conditions", "apply the CRD");
    }
  }

  private void firstSight() {
    assertThat(writer.write(collector, status("first"), NOW).written()).isFalse();
  }

  private OpenTelemetryCollectorStatus stored() {
    return client.resource(collector).get().getStatus();
  }

  private static Instant later(long seconds) {
    return NOW.plusSeconds(seconds);
  }

  private static Condition ready(String status) {
    return condition("Ready", status);
  }

  private static Condition condition(String type, String status) {
    return new ConditionBuilder()
        .withType(type)
        .withStatus(status)
        .withReason(Reason.Available.name())
        .withMessage("")
        .withLastTransitionTime("2026-03-01T12:00:00Z")
        .build();
  }

  private static ScaleStatus scale(@org.jspecify.annotations.Nullable String replicas) {
    ScaleStatus scale = new ScaleStatus();
    scale.setReplicas(1);
    scale.setStatusReplicas(replicas);
    return scale;
  }

  private static OpenTelemetryCollectorStatus status(String image, Condition... conditions) {
    OpenTelemetryCollectorStatus status = new OpenTelemetryCollectorStatus();
    status.setImage(image);
    status.setConditions(List.of(conditions));
    return status;
  }
}
