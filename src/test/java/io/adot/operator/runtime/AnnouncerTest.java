package io.adot.operator.runtime;

import static io.adot.operator.testing.StatusAssert.assertThatStatus;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.adot.operator.api.ConditionType;
import io.adot.operator.api.Reason;
import io.adot.operator.api.v1beta1.OpenTelemetryCollector;
import io.adot.operator.testing.mock.MockCluster;
import io.adot.operator.testing.mock.RequestLog;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A pass that ends by an exception ends in a status, too. */
class AnnouncerTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  private final CapturedLog log = CapturedLog.of(Announcer.class);
  private final MockCluster cluster = MockCluster.start();
  private final KubernetesClient operator = cluster.client("operator");
  private final OperatorMetrics metrics = new OperatorMetrics("1.0");
  private final Announcer announcer =
      new Announcer(
          new StatusWriter(operator), new EventRecorder(operator, "replica"), metrics.collectors());
  private final OpenTelemetryCollector collector = create(cluster.client("admin"));

  @AfterEach
  void close() {
    cluster.close();
    log.close();
  }

  @Test
  void aFaultOfTheOperatorIsToldLoggedAndCounted() {
    announcer.tellOfFailure(collector, new IllegalStateException("a bug"), NOW);
    announcer.tellOfFailure(collector, new IllegalStateException("a bug"), NOW.plusSeconds(1));

    assertThat(log.messages(Level.ERROR)).hasSize(2);
    assertThat(log.hasTraces(Level.ERROR)).isTrue();
    assertThatStatus(announcer.previous(collector))
        .says(ConditionType.Ready, "False", Reason.ApplyFailed)
        .says(ConditionType.Reconciling, "True", Reason.Retrying);
    assertThat(cluster.requests().writesBy("operator"))
        .extracting(RequestLog.Entry::request)
        .extracting(request -> request.resource() + "/" + request.subresource())
        .containsExactly("opentelemetrycollectors/status", "events/");
    assertThat(metrics.scrape()).contains("reason=\"ApplyFailed\"");
  }

  @Test
  void theSameFaultIsToldOnce() {
    for (int second = 0; second < 9; second++) {
      announcer.tellOfFailure(
          collector, new IllegalStateException("a bug"), NOW.plusSeconds(second));
    }

    assertThat(cluster.requests().writesBy("operator")).hasSize(2);
  }

  @Test
  void anApiServerThatRefusesIsNoFaultOfTheOperator() {
    announcer.tellOfFailure(collector, new KubernetesClientException("timeout"), NOW);
    announcer.tellOfFailure(
        collector, new KubernetesClientException("timeout"), NOW.plusSeconds(1));

    assertThat(cluster.requests().by("operator")).isEmpty();
  }

  private static OpenTelemetryCollector create(KubernetesClient client) {
    OpenTelemetryCollector fresh = new OpenTelemetryCollector();
    fresh.getMetadata().setNamespace("other");
    fresh.getMetadata().setName("adot");
    fresh.getSpec().setConfig(JsonNodeFactory.instance.objectNode());
    return client.resource(fresh).create();
  }
}
