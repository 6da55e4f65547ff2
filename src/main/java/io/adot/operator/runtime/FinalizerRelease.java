package io.adot.operator.runtime;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.adot.operator.api.Reason;
import io.adot.operator.api.v1beta1.OpenTelemetryCollector;
import io.adot.operator.status.Notice;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.net.HttpURLConnection;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Takes the Go operator's finalizer off collectors: with that operator gone nobody else would, and
 * their deletion would hang. It is the only thing that we ever change on a collector itself. Ours
 * have no finalizer, as children go by their owner references.
 */
final class FinalizerRelease {
  private static final Duration NEXT_TRY = Duration.ofSeconds(30);
  static final String FINALIZER = "opentelemetrycollector.opentelemetry.io/finalizer";

  private static final int UNPROCESSABLE = 422;

  private final KubernetesClient client;
  private final Standing standing;
  private final EventRecorder events;
  private final Clock clock;
  private final Map<String, String> triedAt = new ConcurrentHashMap<>();
  private final Map<String, String> toldAt = new ConcurrentHashMap<>();

  FinalizerRelease(KubernetesClient client, Standing standing, EventRecorder events, Clock clock) {
    this.client = client;
    this.standing = standing;
    this.events = events;
    this.clock = clock;
  }

  /**
   * Takes the finalizer off, if it is there: one request for each state of the collector that is
   * seen with it, also of one that is unmanaged, invalid or being deleted. Not while another
   * operator is there, who would put it back. A refusal is told and holds up nothing else.
   *
   * @return when to try again, if it was refused for a reason that may pass, as by a webhook of an
   *     operator that is gone
   */
  Optional<Duration> release(OpenTelemetryCollector collector) {
    List<String> finalizers = collector.getMetadata().getFinalizers();
    int index = finalizers.indexOf(FINALIZER);
    String version = String.valueOf(collector.getMetadata().getResourceVersion());
    String uid = String.valueOf(collector.getMetadata().getUid());
    if (index < 0 || !standing.acts() || version.equals(triedAt.get(uid))) {
      return Optional.empty();
    }
    try {
      client.resource(skeleton(collector)).patch(PatchContext.of(PatchType.JSON), removal(index));
    } catch (KubernetesClientException refused) {
      switch (refused.getCode()) {
        case HttpURLConnection.HTTP_NOT_FOUND, UNPROCESSABLE -> {
          // Gone, or somebody changed the list: what we get to see next tells.
        }
        case HttpURLConnection.HTTP_FORBIDDEN ->
            tell(
                collector,
                Reason.OperatorForbidden,
                "the operator may not patch opentelemetrycollectors.opentelemetry.io");
        default -> {
          if (!version.equals(toldAt.put(uid, version))) {
            tell(collector, Reason.ApplyFailed, reason(refused));
          }
          return Optional.of(NEXT_TRY);
        }
      }
    }
    triedAt.put(uid, version);
    return Optional.empty();
  }

  void forget(String uid) {
    triedAt.remove(uid);
    toldAt.remove(uid);
  }

  private void tell(OpenTelemetryCollector collector, Reason reason, String why) {
    events.record(
        collector,
        new Notice(
            true,
            reason,
            "the finalizer "
                + FINALIZER
                + " of another operator can't be removed, so that a deletion would hang: "
                + why),
        clock.instant());
  }

  private static String reason(KubernetesClientException refused) {
    String said =
        refused.getStatus() == null ? refused.getMessage() : refused.getStatus().getMessage();
    return String.valueOf(said);
  }

  private static String removal(int index) {
    String path = "/metadata/finalizers/" + index;
    ArrayNode patch = new ObjectMapper().createArrayNode();
    patch.addObject().put("op", "test").put("path", path).put("value", FINALIZER);
    patch.addObject().put("op", "remove").put("path", path);
    return patch.toString();
  }

  private static OpenTelemetryCollector skeleton(OpenTelemetryCollector collector) {
    OpenTelemetryCollector skeleton = new OpenTelemetryCollector();
    skeleton.getMetadata().setNamespace(collector.getMetadata().getNamespace());
    skeleton.getMetadata().setName(collector.getMetadata().getName());
    return skeleton;
  }
}
