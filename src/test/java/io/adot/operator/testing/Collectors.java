package io.adot.operator.testing;

import io.adot.operator.api.ConditionType;
import io.adot.operator.api.v1beta1.OpenTelemetryCollector;
import io.fabric8.kubernetes.api.model.Condition;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads what a collector's status says. */
public final class Collectors {
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private Collectors() {}

  /** A condition of a collector; null while there is none. */
  public static @Nullable Condition condition(
      TestCluster cluster, String namespace, String name, ConditionType type) {
    OpenTelemetryCollector collector =
        cluster
            .admin()
            .resources(OpenTelemetryCollector.class)
            .inNamespace(namespace)
            .withName(name)
            .get();
    return Optional.ofNullable(collector)
        .map(OpenTelemetryCollector::getStatus)
        .flatMap(
            status ->
                status.getConditions().stream()
                    .filter(condition -> type.name().equals(condition.getType()))
                    .findFirst())
        .orElse(null);
  }

  /** Waits until a condition has a status, and returns it. */
  public static Condition await(
      TestCluster cluster, String namespace, String name, ConditionType type, String status) {
    return org.awaitility.Awaitility.await(type + "=" + status + " of " + namespace + "/" + name)
        .atMost(PATIENCE)
        .until(
            () -> condition(cluster, namespace, name, type),
            condition -> condition != null && status.equals(condition.getStatus()));
  }
}
