package io.adot.operator.api.v1beta1;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import org.jspecify.annotations.Nullable;

/** How the target allocator spreads scrape targets over collectors. */
public enum AllocationStrategy {
  /** To the collector with the fewest targets. */
  LEAST_WEIGHTED("least-weighted"),
  /** By a hash of the target; the default. */
  CONSISTENT_HASHING("consistent-hashing"),
  /** To the collector on the same node as the target. */
  PER_NODE("per-node");

  private final String json;

  AllocationStrategy(String json) {
    this.json = json;
  }

  /** As the API writes it. */
  @JsonValue
  public String json() {
    return json;
  }

  /** The constant the API writes as {@code json}; null for a value this version does not know. */
  @JsonCreator
  public static @Nullable AllocationStrategy of(@Nullable String json) {
    for (AllocationStrategy value : values()) {
      if (value.json.equals(json)) {
        return value;
      }
    }
    return null;
  }
}
