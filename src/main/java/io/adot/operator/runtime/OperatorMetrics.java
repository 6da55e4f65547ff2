package io.adot.operator.runtime;

import io.adot.operator.converge.Convergence;
import io.adot.operator.converge.ObjectKey;
import io.adot.operator.runtime.neighbour.Sight;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.api.monitoring.Metrics;
import io.javaoperatorsdk.operator.api.reconciler.RetryInfo;
import io.javaoperatorsdk.operator.processing.event.Event;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * What Prometheus reads. Reconciliations have the names of JOSDK's second generation of metrics;
 * everything about collectors has the prefix {@code otelcol_operator_}.
 */
final class OperatorMetrics implements Metrics {
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final AtomicInteger active = new AtomicInteger();
  private final CollectorMeters collectors = new CollectorMeters(registry);
  private final Timer executions;
  private volatile Consumer<ResourceID> whenGone = id -> {};

  OperatorMetrics(String version) {
    Gauge.builder("otelcol.operator.build.info", () -> 1)
        .tags("version", version, "java", Runtime.version().toString())
        .register(registry);
    Gauge.builder("reconciliations.active", active, AtomicInteger::get).register(registry);
    executions =
        Timer.builder("reconciliations.execution.duration")
            .serviceLevelObjectives(
                Duration.ofMillis(10),
                Duration.ofMillis(100),
                Duration.ofSeconds(1),
                Duration.ofSeconds(10),
                Duration.ofSeconds(30))
            .register(registry);
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
  }

  /** Everything, in the text form of Prometheus. */
  String scrape() {
    return registry.scrape();
  }

  /** Shows how much of the installed CRD will cause trouble; the log says what. */
  void crdComplaints(int count) {
    Gauge.builder("otelcol.operator.crd.complaints", () -> count)
        .description("Faults of the installed CRD found at start; the log says what to do.")
        .strongReference(true)
        .register(registry);
  }

  /** Shows which of the kinds that a cluster may lack can be made. */
  void apis(KnownApis known) {
    OptionalApi.ALL.forEach(
        api ->
            Gauge.builder(
                    "otelcol.operator.api.available",
                    () -> known.all().get(api.kind()) == Availability.AVAILABLE ? 1 : 0)
                .description("Whether the cluster has this kind and the operator may watch it.")
                .tags("group", api.kind().group(), "kind", api.kind().kind())
                .strongReference(true)
                .register(registry));
  }

  /** Shows whether this operator stands aside for another one. */
  void standing(Standing standing) {
    Gauge.builder(
            "otelcol.operator.another.operator.active",
            () -> standing.sight().state() == Sight.State.ACTIVE ? 1 : 0)
        .description("1 while another operator is active, for which this one stands aside.")
        .strongReference(true)
        .register(registry);
    Gauge.builder(
            "otelcol.operator.another.operator.lookup.forbidden",
            () -> standing.sight().restricted() ? 1 : 0)
        .description("1 while this operator may not look for others in all namespaces.")
        .strongReference(true)
        .register(registry);
  }

  /** Sets who is told that a collector is gone; JOSDK tells nobody else. */
  void whenGone(Consumer<ResourceID> listener) {
    whenGone = listener;
  }

  void converged(Convergence convergence) {
    convergence.applied().forEach(key -> count(key, "apply"));
    convergence.pruned().forEach(key -> count(key, "delete"));
    convergence.failures().forEach(failure -> count(failure.key(), "fail"));
  }

  /** What is shown of each collector. */
  CollectorMeters collectors() {
    return collectors;
  }

  @Override
  public void receivedEvent(Event event, Map<String, Object> metadata) {
    registry.counter("events.received").increment();
  }

  @Override
  public void reconcileCustomResource(
      HasMetadata resource, RetryInfo retryInfo, Map<String, Object> metadata) {
    registry.counter("reconciliations.started").increment();
    if (retryInfo != null && retryInfo.getAttemptCount() > 0) {
      registry.counter("reconciliations.retries").increment();
    }
  }

  @Override
  public void failedReconciliation(
      HasMetadata resource, Exception exception, Map<String, Object> metadata) {
    registry.counter("reconciliations.failure").increment();
  }

  @Override
  public void finishedReconciliation(HasMetadata resource, Map<String, Object> metadata) {
    registry.counter("reconciliations.success").increment();
  }

  @Override
  public void reconciliationExecutionStarted(HasMetadata resource, Map<String, Object> metadata) {
    active.incrementAndGet();
  }

  @Override
  public void reconciliationExecutionFinished(HasMetadata resource, Map<String, Object> metadata) {
    active.decrementAndGet();
  }

  @Override
  public <T> T timeControllerExecution(ControllerExecution<T> execution) throws Exception {
    Timer.Sample sample = Timer.start(registry);
    try {
      return execution.execute();
    } finally {
      sample.stop(executions);
    }
  }

  @Override
  public void cleanupDoneFor(ResourceID id, Map<String, Object> metadata) {
    collectors.forget(id);
    whenGone.accept(id);
  }

  private void count(ObjectKey key, String operation) {
    registry
        .counter("otelcol.operator.rendered.objects", "kind", key.kind(), "op", operation)
        .increment();
  }
}
