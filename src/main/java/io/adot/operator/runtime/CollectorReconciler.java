package io.adot.operator.runtime;

import io.adot.operator.api.v1beta1.OpenTelemetryCollector;
import io.adot.operator.evidence.CollectorKey;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.ErrorStatusUpdateControl;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Hands JOSDK's calls to {@link CollectorPass}. Statuses are written by the pass itself, so JOSDK
 * never updates a resource.
 */
@ControllerConfiguration(name = "opentelemetrycollector")
final class CollectorReconciler implements Reconciler<OpenTelemetryCollector> {
  private final Function<Children, CollectorPass> wiring;
  private final Apis apis;
  private final Nudges nudges;
  private final FinalizerRelease finalizers;
  private final Map<ResourceID, String> uids = new ConcurrentHashMap<>();
  private @Nullable Children children;
  private @Nullable CollectorPass pass;

  /**
   * Wires a reconciler.
   *
   * @param apis tells which kinds to watch
   * @param wiring makes the pass once the informers are there
   */
  CollectorReconciler(
      Nudges nudges,
      FinalizerRelease finalizers,
      Apis apis,
      Function<Children, CollectorPass> wiring) {
    this.nudges = nudges;
    this.finalizers = finalizers;
    this.apis = apis;
    this.wiring = wiring;
  }

  @Override
  public List<EventSource<?, OpenTelemetryCollector>> prepareEventSources(
      EventSourceContext<OpenTelemetryCollector> context) {
    Children informers = new Children(context, apis.children(), apis.watchable());
    children = informers;
    pass = wiring.apply(informers);
    List<EventSource<?, OpenTelemetryCollector>> sources =
        new ArrayList<>(informers.eventSources());
    sources.add(nudges);
    return sources;
  }

  @Override
  public UpdateControl<OpenTelemetryCollector> reconcile(
      OpenTelemetryCollector collector, Context<OpenTelemetryCollector> context) {
    if (context.isPrimaryResourceDeleted()) {
      return UpdateControl.noUpdate();
    }
    uids.put(ResourceID.fromResource(collector), collector.getMetadata().getUid());
    Optional<Duration> release = finalizers.release(collector);
    Optional<Duration> next =
        collector.isMarkedForDeletion() || pass == null ? Optional.empty() : run(pass, collector);
    UpdateControl<OpenTelemetryCollector> control = UpdateControl.noUpdate();
    Stream.concat(release.stream(), next.stream())
        .min(Comparator.naturalOrder())
        .ifPresent(control::rescheduleAfter);
    return control;
  }

  /** JOSDK tries again after any exception; until then the status says so. */
  @Override
  public ErrorStatusUpdateControl<OpenTelemetryCollector> updateErrorStatus(
      OpenTelemetryCollector collector,
      Context<OpenTelemetryCollector> context,
      Exception failure) {
    if (pass != null) {
      pass.failed(collector, failure);
    }
    return ErrorStatusUpdateControl.defaultErrorProcessing();
  }

  /**
   * JOSDK would never come back to a collector after an {@link Error}, such as a stack overflow
   * over something nested too deeply.
   */
  private static Optional<Duration> run(CollectorPass pass, OpenTelemetryCollector collector) {
    try {
      return pass.run(collector);
    } catch (StackOverflowError | LinkageError | AssertionError broken) {
      throw new IllegalStateException(broken.toString(), broken);
    }
  }

  /** The informers, once the reconciler is registered. */
  Children children() {
    return Objects.requireNonNull(children, "not registered");
  }

  /** Brings every collector up for another pass. */
  void everyCollectorAgain() {
    uids.keySet()
        .forEach(
            id -> nudges.changed(new CollectorKey(id.getNamespace().orElse(""), id.getName())));
  }

  /** Forgets what is remembered of collectors that are no longer there. */
  void collectorGone(ResourceID id) {
    String uid = uids.remove(id);
    if (uid != null && pass != null && children != null) {
      finalizers.forget(uid);
      pass.forget(id.getNamespace().orElse(""), id.getName(), uid);
      children.forget(id);
    }
  }
}
