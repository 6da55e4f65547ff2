package io.adot.operator.demo;

import io.adot.operator.api.ConditionType;
import io.adot.operator.api.Reason;
import io.adot.operator.api.v1beta1.OpenTelemetryCollector;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** What has to happen for the demo to be right. */
final class Expectations {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

  private final KubernetesClient client;

  Expectations(KubernetesClient client) {
    this.client = client;
  }

  /**
   * Waits for a condition.
   *
   * @param reason the one it must have; none for any
   * @return the condition
   * @throws DemoFailure after 60 s, saying what is there instead
   */
  Condition condition(
      String namespace, String name, ConditionType type, String status, Optional<Reason> reason) {
    try {
      return Awaitility.await()
          .atMost(PATIENCE)
          .pollInterval(BETWEEN_LOOKS)
          .until(
              () -> current(namespace, name, type),
              now -> now.isPresent() && fits(now.get(), status, reason))
          .orElseThrow();
    } catch (ConditionTimeoutException late) {
      String there =
          current(namespace, name, type)
              .map(now -> now.getStatus() + "/" + now.getReason() + ": " + now.getMessage())
              .orElse("absent");
      String wanted = status + reason.map(it -> "/" + it).orElse("");
      throw new DemoFailure(
          "%s of collector %s/%s should be %s; after %d s it is %s"
              .formatted(type, namespace, name, wanted, PATIENCE.toSeconds(), there));
    }
  }

  /** Makes sure that the workload is withheld. */
  void noDeployment(String namespace, String name) {
    if (client.apps().deployments().inNamespace(namespace).withName(name).get() != null) {
      throw new DemoFailure("Deployment " + namespace + "/" + name + " should not be there yet");
    }
  }

  private static boolean fits(Condition condition, String status, Optional<Reason> reason) {
    return condition.getStatus().equals(status)
        && reason.map(it -> it.name().equals(condition.getReason())).orElse(true);
  }

  private Optional<Condition> current(String namespace, String name, ConditionType type) {
    OpenTelemetryCollector collector =
        client.resources(OpenTelemetryCollector.class).inNamespace(namespace).withName(name).get();
    if (collector == null || collector.getStatus() == null) {
      return Optional.empty();
    }
    return collector.getStatus().getConditions().stream()
        .filter(condition -> condition.getType().equals(type.name()))
        .findFirst();
  }
}
