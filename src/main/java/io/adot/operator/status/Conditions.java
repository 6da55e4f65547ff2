package io.adot.operator.status;

import io.adot.operator.api.ConditionType;
import io.adot.operator.api.Reason;
import io.adot.operator.api.v1beta1.OpenTelemetryCollector;
import io.adot.operator.api.v1beta1.OpenTelemetryCollectorStatus;
import io.adot.operator.preflight.Verdict;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects conditions; the time of the last transition stays while a condition's status stays. */
final class Conditions {
  private final OpenTelemetryCollector collector;
  private final @Nullable OpenTelemetryCollectorStatus previous;
  private final String now;
  private final List<Condition> list = new ArrayList<>();

  Conditions(
      OpenTelemetryCollector collector,
      @Nullable OpenTelemetryCollectorStatus previous,
      Instant now) {
    this.collector = collector;
    this.previous = previous;
    this.now = now.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  void add(ConditionType type, String status, Reason reason, String message) {
    list.add(make(type, status, reason, message));
  }

  void add(Condition condition) {
    list.add(condition);
  }

  /** What a verdict makes of a condition. */
  Condition of(ConditionType type, Verdict verdict) {
    String status =
        switch (verdict.outcome()) {
          case TRUE -> "True";
          case FALSE -> "False";
          case UNKNOWN -> "Unknown";
        };
    return make(type, status, verdict.reason(), Texts.withFixes(verdict));
  }

  private Condition make(ConditionType type, String status, Reason reason, String message) {
    String since =
        CollectorStatus.find(previous, type)
            .filter(before -> status.equals(before.getStatus()))
            .map(Condition::getLastTransitionTime)
            .orElse(now);
    return new ConditionBuilder()
        .withType(type.name())
        .withStatus(status)
        .withReason(reason.name())
        .withMessage(Texts.fitting(message))
        .withLastTransitionTime(since)
        .withObservedGeneration(collector.getMetadata().getGeneration())
        .build();
  }

  /** Takes over what was said before, if anything was. */
  void keep(ConditionType type) {
    CollectorStatus.find(previous, type).ifPresent(list::add);
  }

  List<Condition> list() {
    return List.copyOf(list);
  }
}
