package io.adot.operator.testing;

import io.adot.operator.api.ConditionType;
import io.adot.operator.api.Reason;
import io.adot.operator.api.v1beta1.OpenTelemetryCollectorStatus;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.Optional;
import org.assertj.core.api.AbstractAssert;
import org.assertj.core.api.AbstractStringAssert;
import org.assertj.core.api.Assertions;
import org.jspecify.annotations.Nullable;

/** What a test may say of a collector's status. */
public final class StatusAssert extends AbstractAssert<StatusAssert, OpenTelemetryCollectorStatus> {

  private StatusAssert(@Nullable OpenTelemetryCollectorStatus actual) {
    super(actual, StatusAssert.class);
  }

  /** Begins a sentence about a status. */
  public static StatusAssert assertThatStatus(@Nullable OpenTelemetryCollectorStatus status) {
    return new StatusAssert(status);
  }

  /** A condition is there, with this status and reason. */
  public StatusAssert says(ConditionType type, String status, Reason reason) {
    Condition condition = condition(type);
    if (!status.equals(condition.getStatus()) || !reason.name().equals(condition.getReason())) {
      failWithMessage("Expected %s=%s (%s) but was %s", type, status, reason, condition);
    }
    return this;
  }

  /** A condition is not there at all. */
  public StatusAssert doesNotSay(ConditionType type) {
    isNotNull();
    find(type).ifPresent(it -> failWithMessage("Expected no %s but there is %s", type, it));
    return this;
  }

  /** Goes on with the message of a condition. */
  public AbstractStringAssert<?> message(ConditionType type) {
    return Assertions.assertThat(condition(type).getMessage()).as("message of %s", type);
  }

  /** The time at which a condition got its status. */
  public AbstractStringAssert<?> since(ConditionType type) {
    return Assertions.assertThat(condition(type).getLastTransitionTime()).as("since of %s", type);
  }

  private Condition condition(ConditionType type) {
    isNotNull();
    return find(type)
        .orElseThrow(
            () -> new AssertionError("There is no " + type + " in " + actual.getConditions()));
  }

  private Optional<Condition> find(ConditionType type) {
    return actual.getConditions().stream().filter(c -> type.name().equals(c.getType())).findFirst();
  }
}
