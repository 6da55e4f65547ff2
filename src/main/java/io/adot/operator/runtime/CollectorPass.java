package io.adot.operator.runtime;

import io.adot.operator.api.v1beta1.OpenTelemetryCollector;
import io.adot.operator.api.v1beta1.OpenTelemetryCollectorStatus;
import io.adot.operator.assessment.Assessment;
import io.adot.operator.converge.Convergence;
import io.adot.operator.converge.Converger;
import io.adot.operator.converge.ObjectKey;
import io.adot.operator.evidence.CollectorKey;
import io.adot.operator.status.CollectorStatus;
import io.adot.operator.status.Deeds;
import io.adot.operator.status.Observed;
import io.adot.operator.status.Observed.Hold;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One pass over one collector: read, judge, converge, tell. The only order in which things happen.
 */
final class CollectorPass {
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
    Situation found = find(collector);
    Assessment assessment = found.assessment();
    KnownApis.Feasible feasible =
        apis.feasible(
            PreflightDesk.key(collector), Roles.without(assessment.rendering().objects()));
    PreflightDesk.Opinion opinion =
        preflight
            .opinion(
                collector,
                assessment,
                feasible.objects(),
                found.living().running(assessment.rendering().workload()))
            .remembering(collector, found.previous());
    Hold hold = hold(found, opinion, now);
    Convergence granted = Convergence.NONE;
    Convergence converged = Convergence.NONE;
    Convergence known = Convergence.NONE;
    if (!found.isUntouched()) {
      granted = grant(collector, assessment);
      converged = objects.converge(collector, feasible, hold != Hold.NONE, found.living());
      known = converged.and(Convergence.failed(feasible.obstacles()));
    }

    Observed seen =
        found.observed(opinion.after(granted), hold, known, caches::get, settings.facts());
    CollectorStatus told =
        CollectorStatus.of(seen, now, patience.exhausted(found.uid(), found.previous(), now));
    StatusWriter.Outcome outcome = tell(found, converged, told, now);
    Convergence done = granted.and(converged);
    metrics.converged(done);
    metrics.collectors().found(ResourceID.fromResource(collector), seen.findings());
    return new Schedule()
        .at(outcome.nextIn())
        .at(patience.observe(found.uid(), told.stuckOn(), now))
        .at(backoff.after(found.uid(), done, now))
        .at(hold == Hold.WAITING ? HoldDecision.WAIT_FOR_AWS : Duration.ZERO)
        .at(told.replicasDue(seen, now))
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

  private Situation find(OpenTelemetryCollector collector) {
    @Nullable OpenTelemetryCollectorStatus previous = announcer.previous(collector);
    Assessment assessment = objects.assess(collector);
    return new Situation(
        collector,
        previous,
        assessment,
        Living.of(collector, assessment.rendering().workload(), caches));
  }

  private Hold hold(Situation found, PreflightDesk.Opinion opinion, Instant now) {
    if (found.isUntouched()) {
      // Answers are waited for from when there is something to start again.
      holds.forget(found.uid());
      return found.assessment().leftAlone() ? Hold.LEFT_ALONE : Hold.NONE;
    }
    Hold hold =
        holds.decide(found.uid(), opinion.policy(), found.everRan(), opinion.verdicts(), now);
    preflight.pace(found.collector(), opinion, hold == Hold.GAP);
    return hold;
  }

  /** Rights come before the workload that needs them. */
  private Convergence grant(OpenTelemetryCollector collector, Assessment assessment) {
    Convergence granted = objects.grant(collector, assessment);
    if (!granted.applied().isEmpty() || !granted.pruned().isEmpty()) {
      preflight.rolesChanged(collector);
    }
    return granted;
  }

  private StatusWriter.Outcome tell(
      Situation found, Convergence converged, CollectorStatus told, Instant now) {
    standing.requireToAct();
    announcer.tell(
        found.collector(),
        Deeds.of(
            converged.recreations(),
            found.living().succession().removed(converged.pruned()),
            found.assessment().rendering().workload().map(ObjectKey::of)),
        now);
    return announcer.tell(found.collector(), told, now);
  }
}
