package io.adot.operator.api.v1beta1;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import org.jspecify.annotations.Nullable;

/** What exposes the receivers outside the cluster. */
public enum IngressType {
  /** A Kubernetes Ingress. */
  INGRESS("ingress"),
  /** OpenShift Routes. */
  ROUTE("route");

  private final String json;

  IngressType(String json) {
    this.json = json;
  }

  /** As the API writes it. */
  @JsonValue
  public String json() {
    return json;
  }

  /** The constant the API writes as {@code json}; null for a value this version does not know. */
  @JsonCreator
  public static @Nullable IngressType of(@Nullable String json) {
    for (IngressType value : values()) {
      if (value.json.equals(json)) {
        return value;
      }
    }
    return null;
  }
}
