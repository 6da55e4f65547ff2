package io.adot.operator.runtime;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.adot.operator.api.ConditionType;
import io.adot.operator.api.v1beta1.OpenTelemetryCollector;
import io.adot.operator.api.v1beta1.OpenTelemetryCollectorStatus;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes statuses: only when they differ from the last one sent, and at most one a second for each
 * collector. Comparing with what was sent, not with what is stored, keeps a CRD that prunes
 * conditions from causing a loop.
 */
final class StatusWriter {
  private static final Logger LOG = LoggerFactory.getLogger(StatusWriter.class);
  private static final Duration PACE = Duration.ofSeconds(1);
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final List<String> FIELDS =
      List.of("scale", "version", "image", "observedGeneration", "conditions");
  private static final List<String> SCALE_FIELDS =
      List.of("selector", "replicas", "statusReplicas");

  private final KubernetesClient client;
  private final Map<String, Sent> sent = new ConcurrentHashMap<>();
  private final Set<String> warned = ConcurrentHashMap.newKeySet();

  StatusWriter(KubernetesClient client) {
    this.client = client;
  }

  /**
   * What is remembered of a collector.
   *
   * @param status the last status sent; null before the first
   * @param at when, or when the collector was first seen
   */
  private record Sent(@Nullable OpenTelemetryCollectorStatus status, Instant at) {}

  /** The status to compare with: the last one sent, or else the stored one. */
  @Nullable OpenTelemetryCollectorStatus previous(OpenTelemetryCollector collector) {
    Sent last = sent.get(uid(collector));
    return last != null && last.status() != null ? last.status() : collector.getStatus();
  }

  /**
   * Writes a status if it is news.
   *
   * @return how long to wait before trying again; zero when nothing is left to do
   * @throws KubernetesClientException when the API server refuses it, other than because the
   *     collector is gone
   */
  Outcome write(
      OpenTelemetryCollector collector, OpenTelemetryCollectorStatus status, Instant now) {
    if (status.equals(previous(collector))) {
      return Outcome.UNCHANGED;
    }
    Sent last =
        sent.computeIfAbsent(
            uid(collector),
            uid -> new Sent(null, collector.getStatus() == null ? now : Instant.EPOCH));
    Instant due = last.at().plus(PACE);
    if (now.isBefore(due) && !overturns(previous(collector), status)) {
      return new Outcome(false, Duration.between(now, due));
    }
    send(collector, status);
    sent.put(uid(collector), new Sent(status, now));
    return Outcome.WRITTEN;
  }

  /**
   * What came of it.
   *
   * @param written whether a status was sent
   * @param nextIn how long until the next may be sent; zero when none is due
   */
  record Outcome(boolean written, Duration nextIn) {
    static final Outcome UNCHANGED = new Outcome(false, Duration.ZERO);
    static final Outcome WRITTEN = new Outcome(true, Duration.ZERO);
  }

  void forget(String uid) {
    sent.remove(uid);
    warned.remove(uid);
  }

  /** A Ready that is no longer true must not stand: somebody may be waiting for it. */
  private static boolean overturns(
      @Nullable OpenTelemetryCollectorStatus before, OpenTelemetryCollectorStatus after) {
    return isReady(before) && !isReady(after);
  }

  private static boolean isReady(@Nullable OpenTelemetryCollectorStatus status) {
    return status != null
        && status.getConditions().stream()
            .anyMatch(
                c ->
                    ConditionType.Ready.name().equals(c.getType()) && "True".equals(c.getStatus()));
  }

  private void send(OpenTelemetryCollector collector, OpenTelemetryCollectorStatus status) {
    try {
      OpenTelemetryCollector stored =
          client
              .resource(skeleton(collector))
              .subresource("status")
              .patch(PatchContext.of(PatchType.JSON_MERGE), mergePatch(status));
      warnIfPruned(collector, stored);
    } catch (KubernetesClientException refused) {
      if (refused.getCode() != HttpURLConnection.HTTP_NOT_FOUND) {
        throw refused;
      }
    }
  }

  private static OpenTelemetryCollector skeleton(OpenTelemetryCollector collector) {
    OpenTelemetryCollector skeleton = new OpenTelemetryCollector();
    skeleton.getMetadata().setNamespace(collector.getMetadata().getNamespace());
    skeleton.getMetadata().setName(collector.getMetadata().getName());
    return skeleton;
  }

  /**
   * A merge patch that also takes away what the new status no longer has (RFC 7386: null removes).
   */
  private static String mergePatch(OpenTelemetryCollectorStatus status) {
    ObjectNode tree = MAPPER.valueToTree(status);
    FIELDS.stream().filter(field -> !tree.has(field)).forEach(tree::putNull);
    if (tree.get("scale") instanceof ObjectNode scale) {
      SCALE_FIELDS.stream().filter(field -> !scale.has(field)).forEach(scale::putNull);
    }
    return MAPPER.createObjectNode().set("status", tree).toString();
  }

  private void warnIfPruned(
      OpenTelemetryCollector collector, @Nullable OpenTelemetryCollector stored) {
    if (stored != null
        && (stored.getStatus() == null || stored.getStatus().getConditions().isEmpty())
        && warned.add(uid(collector))) {
      LOG.atWarn()
          .addKeyValue("namespace", collector.getMetadata().getNamespace())
          .addKeyValue("name", collector.getMetadata().getName())
          .log(
              "The installed CRD has no status.conditions, so they are lost; apply the CRD of this operator's chart");
    }
  }

  private static String uid(OpenTelemetryCollector collector) {
    return Objects.requireNonNullElse(collector.getMetadata().getUid(), "");
  }
}
