package io.adot.operator.status;

import io.adot.operator.api.ConditionType;
import io.adot.operator.api.Reason;
import io.adot.operator.preflight.Verdict;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** Collects conditions; the time of the last transition stays while a condition's status stays. */
final class Conditions {
  private final Observed seen;
  private final String now;
  private final List<Condition> list = new ArrayList<>();

  Conditions(Observed seen, Instant now) {
    this.seen = seen;
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
        CollectorStatus.find(seen.previous(), type)
            .filter(before -> status.equals(before.getStatus()))
            .map(Condition::getLastTransitionTime)
            .orElse(now);
    return new ConditionBuilder()
        .withType(type.name())
        .withStatus(status)
        .withReason(reason.name())
        .withMessage(message)
        .withLastTransitionTime(since)
        .withObservedGeneration(seen.collector().getMetadata().getGeneration())
        .build();
  }

  List<Condition> list() {
    return List.copyOf(list);
  }
}
