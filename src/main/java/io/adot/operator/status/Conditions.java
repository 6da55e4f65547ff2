package io.adot.operator.status;

import io.adot.operator.api.ConditionType;
import io.adot.operator.api.Reason;
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
    String since =
        CollectorStatus.find(seen.previous(), type)
            .filter(before -> status.equals(before.getStatus()))
            .map(Condition::getLastTransitionTime)
            .orElse(now);
    list.add(
        new ConditionBuilder()
            .withType(type.name())
            .withStatus(status)
            .withReason(reason.name())
            .withMessage(message)
            .withLastTransitionTime(since)
            .withObservedGeneration(seen.collector().getMetadata().getGeneration())
            .build());
  }

  List<Condition> list() {
    return List.copyOf(list);
  }
}
