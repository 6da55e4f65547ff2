package io.adot.operator.runtime;

import io.adot.operator.api.v1beta1.OpenTelemetryCollectorStatus;
import io.adot.operator.finding.Finding;
import io.adot.operator.finding.FindingCode;
import io.fabric8.kubernetes.api.model.Condition;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the metrics show of each collector: its conditions, and what is wrong with it. */
final class CollectorMeters {
  private final MeterRegistry registry;
  private final Map<ResourceID, List<Meter.Id>> conditions = new ConcurrentHashMap<>();
  private final Map<ResourceID, Shown> findings = new ConcurrentHashMap<>();

  private record Shown(List<Finding> findings, List<Meter.Id> meters) {}

  CollectorMeters(MeterRegistry registry) {
    this.registry = registry;
  }

  /**
   * Shows a collector's conditions; those of an earlier status go.
   *
   * @param news whether the status was written just now; one that was there when the operator
   *     started is shown as well
   */
  void told(ResourceID collector, OpenTelemetryCollectorStatus status, boolean news) {
    if (!news && conditions.containsKey(collector)) {
      return;
    }
    remove(conditions.remove(collector));
    List<Meter.Id> shown = new ArrayList<>();
    for (Condition condition : status.getConditions()) {
      shown.add(
          gauge("otelcol.operator.resource.condition", 1, collector)
              .tags("type", condition.getType())
              .tags("status", condition.getStatus(), "reason", condition.getReason())
              .register(registry)
              .getId());
    }
    conditions.put(collector, shown);
  }

  /** Shows how many findings of each code a collector has; those of earlier times go. */
  void found(ResourceID collector, List<Finding> found) {
    Shown before = findings.get(collector);
    if (before != null && before.findings().equals(found)) {
      return;
    }
    if (before != null) {
      remove(before.meters());
    }
    Map<FindingCode, Long> counts =
        found.stream()
            .collect(Collectors.groupingBy(Finding::code, TreeMap::new, Collectors.counting()));
    List<Meter.Id> meters = new ArrayList<>();
    counts.forEach(
        (code, count) ->
            meters.add(
                gauge("otelcol.operator.resource.findings", count, collector)
                    .tags("code", code.name())
                    .tags("severity", code.severity().name().toLowerCase(Locale.ROOT))
                    .register(registry)
                    .getId()));
    findings.put(collector, new Shown(List.copyOf(found), meters));
  }

  /** Shows nothing of a collector any more. */
  void forget(ResourceID collector) {
    remove(conditions.remove(collector));
    Shown shown = findings.remove(collector);
    remove(shown == null ? null : shown.meters());
  }

  private static Gauge.Builder<?> gauge(String name, long value, ResourceID collector) {
    return Gauge.builder(name, () -> value)
        .tags("namespace", collector.getNamespace().orElse(""), "name", collector.getName())
        .strongReference(true);
  }

  private void remove(@Nullable List<Meter.Id> meters) {
    if (meters != null) {
      meters.forEach(registry::remove);
    }
  }
}
