package io.adot.operator.api.v1beta1;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import org.jspecify.annotations.Nullable;

/** Whether the operator acts on a resource. */
public enum ManagementState {
  /** The operator keeps the objects as the resource says; the default. */
  MANAGED("managed"),
  /** The operator leaves the objects alone. */
  UNMANAGED("unmanaged");

  private final String json;

  ManagementState(String json) {
    this.json = json;
  }

  /** As the API writes it. */
  @JsonValue
  public String json() {
    return json;
  }

  /** The constant the API writes as {@code json}; null for a value this version does not know. */
  @JsonCreator
  public static @Nullable ManagementState of(@Nullable String json) {
    for (ManagementState value : values()) {
      if (value.json.equals(json)) {
        return value;
      }
    }
    return null;
  }
}
