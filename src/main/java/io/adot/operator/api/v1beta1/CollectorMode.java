package io.adot.operator.api.v1beta1;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import org.jspecify.annotations.Nullable;

/** How a collector runs: which kind of workload, or as a container in other pods. */
public enum CollectorMode {
  /** One pod on every node. */
  DAEMONSET("daemonset"),
  /** A stateless set of replicas; the default. */
  DEPLOYMENT("deployment"),
  /** A container added to pods that ask for it. */
  SIDECAR("sidecar"),
  /** Replicas with stable names and, if wanted, volumes. */
  STATEFULSET("statefulset");

  private final String json;

  CollectorMode(String json) {
    this.json = json;
  }

  /** As the API writes it. */
  @JsonValue
  public String json() {
    return json;
  }

  /** The constant the API writes as {@code json}; null for a value this version does not know. */
  @JsonCreator
  public static @Nullable CollectorMode of(@Nullable String json) {
    for (CollectorMode value : values()) {
      if (value.json.equals(json)) {
        return value;
      }
    }
    return null;
  }
}
