package io.adot.operator.api.v1beta1;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import org.jspecify.annotations.Nullable;

/** Where TLS ends on an OpenShift Route. */
public enum RouteTermination {
  /** No TLS. */
  INSECURE("insecure"),
  /** At the router; the default. */
  EDGE("edge"),
  /** At the collector. */
  PASSTHROUGH("passthrough"),
  /** At the router, which opens a new TLS connection to the collector. */
  REENCRYPT("reencrypt");

  private final String json;

  RouteTermination(String json) {
    this.json = json;
  }

  /** As the API writes it. */
  @JsonValue
  public String json() {
    return json;
  }

  /** The constant the API writes as {@code json}; null for a value this version does not know. */
  @JsonCreator
  public static @Nullable RouteTermination of(@Nullable String json) {
    for (RouteTermination value : values()) {
      if (value.json.equals(json)) {
        return value;
      }
    }
    return null;
  }
}
