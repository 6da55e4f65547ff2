package io.adot.operator.runtime;

import io.adot.operator.api.v1beta1.OpenTelemetryCollector;
import io.adot.operator.api.v1beta1.OpenTelemetryCollectorStatus;
import io.adot.operator.status.Breakdown;
import io.adot.operator.status.CollectorStatus;
import io.adot.operator.status.Notice;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes known what is true of a collector: in its status, as events, as metrics. */
final class Announcer {
  private static final Logger LOG = LoggerFactory.getLogger(Announcer.class);

  private final StatusWriter statuses;
  private final EventRecorder events;
  private final CollectorMeters meters;

  Announcer(StatusWriter statuses, EventRecorder events, CollectorMeters meters) {
    this.statuses = statuses;
    this.events = events;
    this.meters = meters;
  }

  /** The status to compare with: the last one sent, or else the stored one. */
  @Nullable OpenTelemetryCollectorStatus previous(OpenTelemetryCollector collector) {
    return statuses.previous(collector);
  }

  /**
   * Makes known what is news.
   *
   * @throws KubernetesClientException when the API server refuses the status
   */
  StatusWriter.Outcome tell(OpenTelemetryCollector collector, CollectorStatus told, Instant now) {
    StatusWriter.Outcome outcome = statuses.write(collector, told.status(), now);
    meters.told(ResourceID.fromResource(collector), told.status(), outcome.written());
    if (outcome.written()) {
      told.notices().forEach(notice -> events.record(collector, notice, now));
    }
    return outcome;
  }

  /** Makes known what was done, once. */
  void tell(OpenTelemetryCollector collector, List<Notice> deeds, Instant now) {
    deeds.forEach(deed -> events.record(collector, deed, now));
  }

  /**
   * Makes known that a pass ended by an exception. An API server that does not answer is no fault
   * of the operator's, and could not be told anything either.
   *
   * @throws KubernetesClientException when the API server refuses the status
   */
  void tellOfFailure(OpenTelemetryCollector collector, Exception failure, Instant now) {
    if (failure instanceof KubernetesClientException) {
      return;
    }
    LOG.atError()
        .addKeyValue("namespace", collector.getMetadata().getNamespace())
        .addKeyValue("name", collector.getMetadata().getName())
        .setCause(failure)
        .log("The operator failed on a collector; it tries again");
    tell(collector, Breakdown.of(collector, previous(collector), failure, now), now);
  }

  void forget(String uid) {
    statuses.forget(uid);
  }
}
