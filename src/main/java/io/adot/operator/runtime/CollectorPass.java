package io.adot.operator.runtime;

import io.adot.operator.api.v1beta1.ManagementState;
import io.adot.operator.api.v1beta1.OpenTelemetryCollector;
import io.adot.operator.api.v1beta1.OpenTelemetryCollectorStatus;
import io.adot.operator.component.CollectorImage;
import io.adot.operator.converge.Convergence;
import io.adot.operator.converge.Converger;
import io.adot.operator.converge.ObjectKey;
import io.adot.operator.status.CollectorStatus;
import io.adot.operator.status.Observed;
import io.adot.operator.status.Observed.Hold;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One pass over one collector: read, judge, converge, tell. The only order in which things happen.
 */
final class CollectorPass {
  private final Settings settings;
  private final Children children;
  private final Converger converger;
  private final PreflightDesk preflight;
  private final StatusWriter statuses;
  private final EventRecorder events;
  private final OperatorMetrics metrics;
  private final Clock clock;
  private final HoldDecision holds = new HoldDecision();
  private final Patience patience = new Patience();
  private final Backoff backoff = new Backoff();

  CollectorPass(
      Settings settings,
      Children children,
      Converger converger,
      PreflightDesk preflight,
      StatusWriter statuses,
      EventRecorder events,
      OperatorMetrics metrics,
      Clock clock) {
    this.settings = settings;
    this.children = children;
    this.converger = converger;
    this.preflight = preflight;
    this.statuses = statuses;
    this.events = events;
    this.metrics = metrics;
    this.clock = clock;
  }

  /**
   * Makes a pass.
   *
   * @return how long until the next is due by the clock; empty when only an event can make it due
   */
  Optional<Duration> run(OpenTelemetryCollector collector) {
    Instant now = clock.instant();
    String uid = collector.getMetadata().getUid();
    @Nullable OpenTelemetryCollectorStatus previous = statuses.previous(collector);
    Assessment assessment = Assessment.of(collector, settings.facts());
    Collection<HasMetadata> living = children.controlledBy(uid);

    PreflightDesk.Opinion opinion =
        preflight.opinion(collector, assessment).remembering(collector, previous);
    Hold hold = hold(collector, opinion, living, previous, now);
    Convergence convergence = converge(collector, assessment, hold, living);

    Observed seen = observe(collector, previous, assessment, opinion, hold, convergence);
    CollectorStatus told = CollectorStatus.of(seen, now, patience.exhausted(uid, previous, now));
    StatusWriter.Outcome outcome = statuses.write(collector, told.status(), now);
    metrics.converged(convergence);
    metrics.told(
        collector.getMetadata().getNamespace(),
        collector.getMetadata().getName(),
        told.status(),
        outcome.written());
    if (outcome.written()) {
      told.notices().forEach(notice -> events.record(collector, notice, now));
    }
    return new Schedule()
        .at(outcome.nextIn())
        .at(patience.observe(uid, told.stuckOn(), now))
        .at(retry(uid, convergence))
        .at(hold == Hold.WAITING ? HoldDecision.LONGEST_WAIT : Duration.ZERO)
        .at(replicasDue(seen, told.status(), now))
        .earliest();
  }

  /** Forgets a collector that is gone; its children go by their owner references. */
  void forget(String namespace, String name, String uid) {
    statuses.forget(uid);
    holds.forget(uid);
    patience.forget(uid);
    backoff.reset(uid);
    preflight.forget(namespace, name);
  }

  private Hold hold(
      OpenTelemetryCollector collector,
      PreflightDesk.Opinion opinion,
      Collection<HasMetadata> living,
      @Nullable OpenTelemetryCollectorStatus previous,
      Instant now) {
    boolean everRan =
        living.stream().anyMatch(Workloads::isWorkload)
            || previous != null
                && previous.getScale() != null
                && previous.getScale().getReplicas() != null;
    Hold hold =
        holds.decide(
            collector.getMetadata().getUid(), opinion.policy(), everRan, opinion.verdicts(), now);
    preflight.pace(collector, opinion, hold == Hold.GAP);
    return hold;
  }

  private Convergence converge(
      OpenTelemetryCollector collector,
      Assessment assessment,
      Hold hold,
      Collection<HasMetadata> living) {
    if (assessment.isInvalid()
        || collector.getSpec().getManagementState() == ManagementState.UNMANAGED) {
      return Convergence.NONE;
    }
    List<HasMetadata> desired =
        assessment.rendering().objects().stream()
            .filter(object -> hold == Hold.NONE || !Workloads.isWorkload(object))
            .toList();
    String configMap =
        desired.stream()
            .filter(object -> "ConfigMap".equals(object.getKind()))
            .map(object -> object.getMetadata().getName())
            .findFirst()
            .orElse("");
    return converger.converge(
        collector.getMetadata().getUid(), desired, KeptRevisions.of(collector, living, configMap));
  }

  private Observed observe(
      OpenTelemetryCollector collector,
      @Nullable OpenTelemetryCollectorStatus previous,
      Assessment assessment,
      PreflightDesk.Opinion opinion,
      Hold hold,
      Convergence convergence) {
    Optional<HasMetadata> desired = assessment.rendering().workload();
    Map<String, String> selector = desired.map(Workloads::selector).orElse(Map.of());
    Optional<HasMetadata> workload =
        desired
            .flatMap(object -> children.get(ObjectKey.of(object)))
            .filter(live -> isControlledBy(live, collector));
    List<Pod> pods =
        workload.isPresent()
            ? children.pods(collector, selector.getOrDefault(Children.INSTANCE_LABEL, ""))
            : List.of();
    return new Observed(
        collector,
        previous,
        opinion.with(assessment.findings()),
        opinion.verdicts(),
        hold,
        convergence,
        workload,
        pods,
        assessment.image().reference(),
        version(assessment.image()),
        selector);
  }

  /** The version that the image's tag tells; of the operator's own image it is known anyway. */
  private String version(CollectorImage image) {
    return image
        .version()
        .map(CollectorImage.Version::toString)
        .orElse(
            image.reference().equals(settings.facts().collectorImage())
                ? settings.facts().collectorVersion()
                : "");
  }

  private Optional<Duration> retry(String uid, Convergence convergence) {
    if (convergence.failures().isEmpty()) {
      backoff.reset(uid);
      return Optional.empty();
    }
    return Optional.of(backoff.next(uid));
  }

  /**
   * The replica count of a workload without a ready pod is shown after a while, which no event
   * announces.
   */
  private static Optional<Duration> replicasDue(
      Observed seen, OpenTelemetryCollectorStatus status, Instant now) {
    if (status.getScale() == null || status.getScale().getStatusReplicas() != null) {
      return Optional.empty();
    }
    return seen.workload()
        .map(workload -> workload.getMetadata().getCreationTimestamp())
        .map(Instant::parse)
        .map(created -> Duration.between(now, created.plus(CollectorStatus.SHOW_REPLICAS_AFTER)));
  }

  private static boolean isControlledBy(HasMetadata object, OpenTelemetryCollector collector) {
    return object.getMetadata().getOwnerReferences().stream()
        .anyMatch(
            reference -> Objects.equals(reference.getUid(), collector.getMetadata().getUid()));
  }
}
