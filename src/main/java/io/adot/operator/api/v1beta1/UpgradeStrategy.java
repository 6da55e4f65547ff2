package io.adot.operator.api.v1beta1;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import org.jspecify.annotations.Nullable;

/** Whether a collector moves on with the operator and with its image; see docs/versions.md. */
public enum UpgradeStrategy {
  /** Yes; the default. */
  AUTOMATIC("automatic"),
  /** No. */
  NONE("none");

  private final String json;

  UpgradeStrategy(String json) {
    this.json = json;
  }

  /** As the API writes it. */
  @JsonValue
  public String json() {
    return json;
  }

  /** The constant the API writes as {@code json}; null for a value this version does not know. */
  @JsonCreator
  public static @Nullable UpgradeStrategy of(@Nullable String json) {
    for (UpgradeStrategy value : values()) {
      if (value.json.equals(json)) {
        return value;
      }
    }
    return null;
  }
}
