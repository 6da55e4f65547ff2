package io.adot.operator.api.v1beta1;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import org.jspecify.annotations.Nullable;

/** How an Ingress tells receivers apart. */
public enum IngressRuleType {
  /** One host, a path for each port; the default. */
  PATH("path"),
  /** A subdomain for each port. */
  SUBDOMAIN("subdomain");

  private final String json;

  IngressRuleType(String json) {
    this.json = json;
  }

  /** As the API writes it. */
  @JsonValue
  public String json() {
    return json;
  }

  /** The constant the API writes as {@code json}; null for a value this version does not know. */
  @JsonCreator
  public static @Nullable IngressRuleType of(@Nullable String json) {
    for (IngressRuleType value : values()) {
      if (value.json.equals(json)) {
        return value;
      }
    }
    return null;
  }
}
