package io.adot.operator.runtime;

import io.adot.operator.api.v1beta1.OpenTelemetryCollector;
import io.adot.operator.api.v1beta1.OpenTelemetryCollectorStatus;
import io.adot.operator.assessment.Assessment;
import io.adot.operator.component.CollectorImage;
import io.adot.operator.converge.Convergence;
import io.adot.operator.converge.Convergence.Cause;
import io.adot.operator.converge.Converger;
import io.adot.operator.converge.ObjectKey;
import io.adot.operator.converge.Ownership;
import io.adot.operator.evidence.CollectorKey;
import io.adot.operator.status.CollectorStatus;
import io.adot.operator.status.Deeds;
import io.adot.operator.status.Observed;
import io.adot.operator.status.Observed.Hold;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One pass over one collector: read, judge, converge, tell. The only order in which things happen.
 */
final class CollectorPass {
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);
  private static final Duration LONGEST_WAIT_FOR_A_NAME = Duration.ofSeconds(30);

  private final Settings settings;
  private final Standing standing;
  private final Caches caches;
  private final KnownApis apis;
  private final NamespaceWatch namespaces;
  private final CollectorObjects objects;
  private final Roles roles;
  private final PreflightDesk preflight;
  private final Announcer announcer;
  private final OperatorMetrics metrics;
  private final Clock clock;
  private final HoldDecision holds = new HoldDecision();
  private final Patience patience = new Patience();
  private final Backoff backoff = new Backoff();

  CollectorPass(
      Settings settings,
      Standing standing,
      Caches caches,
      KnownApis apis,
      NamespaceWatch namespaces,
      Converger converger,
      Roles roles,
      PreflightDesk preflight,
      Announcer announcer,
      OperatorMetrics metrics,
      Clock clock) {
    this.settings = settings;
    this.standing = standing;
    this.caches = caches;
    this.apis = apis;
    this.namespaces = namespaces;
    this.objects =
        new CollectorObjects(settings.facts(), caches, namespaces::group, converger, roles);
    this.roles = roles;
    this.preflight = preflight;
    this.announcer = announcer;
    this.metrics = metrics;
    this.clock = clock;
  }

  /**
   * Makes a pass.
   *
   * @return how long until the next is due by the clock; empty when only an event can make it due
   */
  Optional<Duration> run(OpenTelemetryCollector collector) {
    try {
      standing.requireToAct();
      return act(collector);
    } catch (Standing.StandsAside aside) {
      var metadata = collector.getMetadata();
      letGo(metadata.getNamespace(), metadata.getName(), metadata.getUid());
      return Optional.empty();
    }
  }

  private Optional<Duration> act(OpenTelemetryCollector collector) {
    Instant now = clock.instant();
    String uid = collector.getMetadata().getUid();
    @Nullable OpenTelemetryCollectorStatus previous = announcer.previous(collector);
    Assessment assessment = objects.assess(collector);
    Living living = Living.of(collector, assessment.rendering().workload(), caches);

    KnownApis.Feasible feasible =
        apis.feasible(
            PreflightDesk.key(collector), Roles.without(assessment.rendering().objects()));

    PreflightDesk.Opinion opinion =
        preflight
            .opinion(
                collector,
                assessment,
                feasible.objects(),
                living.running(assessment.rendering().workload()))
            .remembering(collector, previous);
    boolean untouched = CollectorObjects.isUntouched(collector, assessment);
    if (untouched) {
      // Answers are waited for from when there is something to start again.
      holds.forget(uid);
    }
    Hold hold =
        untouched
            ? assessment.leftAlone() ? Hold.LEFT_ALONE : Hold.NONE
            : hold(collector, opinion, living, previous, now);
    Convergence granted = untouched ? Convergence.NONE : grant(collector, assessment);
    Convergence convergence =
        untouched
            ? Convergence.NONE
            : objects.converge(collector, feasible, hold != Hold.NONE, living);

    Convergence known =
        untouched ? convergence : convergence.and(Convergence.failed(feasible.obstacles()));
    Observed seen =
        observe(collector, previous, assessment, opinion.after(granted), hold, known, living);
    CollectorStatus told = CollectorStatus.of(seen, now, patience.exhausted(uid, previous, now));
    standing.requireToAct();
    announcer.tell(
        collector,
        Deeds.of(
            convergence.recreations(),
            living.succession().removed(convergence.pruned()),
            assessment.rendering().workload().map(ObjectKey::of)),
        now);
    StatusWriter.Outcome outcome = announcer.tell(collector, told, now);
    metrics.converged(granted.and(convergence));
    metrics.collectors().found(ResourceID.fromResource(collector), seen.findings());
    return new Schedule()
        .at(outcome.nextIn())
        .at(patience.observe(uid, told.stuckOn(), now))
        .at(retry(uid, granted.and(convergence), now))
        .at(hold == Hold.WAITING ? HoldDecision.WAIT_FOR_AWS : Duration.ZERO)
        .at(replicasDue(seen, told.status(), now))
        .earliest();
  }

  /** Makes known that a pass ended by an exception; nothing but the status is touched. */
  void failed(OpenTelemetryCollector collector, Exception failure) {
    if (standing.acts()) {
      announcer.tellOfFailure(collector, failure, clock.instant());
    }
  }

  /** Forgets a collector that is gone; its children go by their owner references, or are swept. */
  void forget(String namespace, String name, String uid) {
    letGo(namespace, name, uid);
    roles.forget(uid);
  }

  /** Begins anew with the next pass, which finds what others did meanwhile. */
  private void letGo(String namespace, String name, String uid) {
    objects.forget(uid);
    announcer.forget(uid);
    holds.forget(uid);
    patience.forget(uid);
    backoff.reset(uid);
    preflight.forget(namespace, name);
    apis.forget(new CollectorKey(namespace, name));
    namespaces.forget(new CollectorKey(namespace, name));
    metrics.collectors().forget(new ResourceID(name, namespace));
  }

  /** Rights come before the workload that needs them. */
  private Convergence grant(OpenTelemetryCollector collector, Assessment assessment) {
    Convergence granted = objects.grant(collector, assessment);
    if (!granted.applied().isEmpty() || !granted.pruned().isEmpty()) {
      preflight.rolesChanged(collector);
    }
    return granted;
  }

  private Hold hold(
      OpenTelemetryCollector collector,
      PreflightDesk.Opinion opinion,
      Living living,
      @Nullable OpenTelemetryCollectorStatus previous,
      Instant now) {
    boolean everRan =
        living.children().stream().anyMatch(Workloads::isWorkload)
            || previous != null
                && previous.getScale() != null
                && previous.getScale().getReplicas() != null;
    Hold hold =
        holds.decide(
            collector.getMetadata().getUid(), opinion.policy(), everRan, opinion.verdicts(), now);
    preflight.pace(collector, opinion, hold == Hold.GAP);
    return hold;
  }

  private Observed observe(
      OpenTelemetryCollector collector,
      @Nullable OpenTelemetryCollectorStatus previous,
      Assessment assessment,
      PreflightDesk.Opinion opinion,
      Hold hold,
      Convergence convergence,
      Living living) {
    Optional<HasMetadata> desired = assessment.rendering().workload();
    Optional<HasMetadata> workload =
        desired
            .flatMap(object -> caches.get(ObjectKey.of(object)))
            .filter(live -> Ownership.isControlledBy(live, collector.getMetadata().getUid()))
            // What is left as it is may be of a former mode.
            .or(
                () ->
                    living
                        .formerWorkload()
                        .filter(any -> CollectorObjects.isUntouched(collector, assessment)));
    CollectorImage image =
        workload
            .filter(any -> CollectorObjects.isUntouched(collector, assessment))
            .flatMap(Workloads::image)
            .map(CollectorImage::parse)
            .orElse(assessment.image());
    return new Observed(
        collector,
        previous,
        opinion.with(assessment.findings()),
        opinion.verdicts(),
        hold,
        convergence,
        workload,
        living.succession().serving(),
        workload.map(living::podsOf).orElse(List.of()),
        image.reference(),
        version(image, previous),
        desired.map(Workloads::selector).orElse(Map.of()));
  }

  /**
   * The version that the image's tag tells; of the operator's own image it is known anyway, and
   * remembered when that was another once.
   */
  private String version(CollectorImage image, @Nullable OpenTelemetryCollectorStatus previous) {
    if (image.version().isPresent()) {
      return image.version().get().toString();
    }
    if (image.reference().equals(settings.facts().collectorImage())) {
      return settings.facts().collectorVersion();
    }
    if (previous == null || !image.reference().equals(previous.getImage())) {
      return "";
    }
    return Objects.requireNonNullElse(previous.getVersion(), "");
  }

  /** Nobody tells when a foreign object goes out of the way, so that is looked for more often. */
  private Optional<Duration> retry(String uid, Convergence convergence, Instant now) {
    if (convergence.failures().isEmpty()) {
      backoff.reset(uid);
      return Optional.empty();
    }
    boolean conflict =
        convergence.failures().stream().anyMatch(f -> f.cause() == Cause.NAME_CONFLICT);
    return Optional.of(backoff.next(uid, conflict ? LONGEST_WAIT_FOR_A_NAME : LONGEST_WAIT, now));
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
}
