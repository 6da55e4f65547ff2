package io.adot.operator.api.v1beta1;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import org.jspecify.annotations.Nullable;

/** Which targets the target allocator drops before it spreads them. */
public enum FilterStrategy {
  /** None. */
  NONE(""),
  /** Those that the relabelling rules of their job would drop; the default. */
  RELABEL_CONFIG("relabel-config");

  private final String json;

  FilterStrategy(String json) {
    this.json = json;
  }

  /** As the API writes it. */
  @JsonValue
  public String json() {
    return json;
  }

  /** The constant the API writes as {@code json}; null for a value this version does not know. */
  @JsonCreator
  public static @Nullable FilterStrategy of(@Nullable String json) {
    for (FilterStrategy value : values()) {
      if (value.json.equals(json)) {
        return value;
      }
    }
    return null;
  }
}
