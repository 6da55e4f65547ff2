package io.adot.operator.api.v1beta1;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import org.jspecify.annotations.Nullable;

/** In which order a StatefulSet starts and stops its pods. */
public enum PodManagementPolicy {
  /** One after the other. */
  ORDERED_READY("OrderedReady"),
  /** All at once; the default. */
  PARALLEL("Parallel");

  private final String json;

  PodManagementPolicy(String json) {
    this.json = json;
  }

  /** As the API writes it. */
  @JsonValue
  public String json() {
    return json;
  }

  /** The constant the API writes as {@code json}; null for a value this version does not know. */
  @JsonCreator
  public static @Nullable PodManagementPolicy of(@Nullable String json) {
    for (PodManagementPolicy value : values()) {
      if (value.json.equals(json)) {
        return value;
      }
    }
    return null;
  }
}
