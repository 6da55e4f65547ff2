package io.adot.operator.runtime;

import io.adot.operator.api.v1beta1.OpenTelemetryCollector;
import io.adot.operator.status.Notice;
import io.fabric8.kubernetes.api.model.MicroTime;
import io.fabric8.kubernetes.api.model.ObjectReference;
import io.fabric8.kubernetes.api.model.ObjectReferenceBuilder;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import io.fabric8.kubernetes.api.model.events.v1.EventBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Records notices as events ({@code events.k8s.io/v1}) on what they are about. An event that cannot
 * be written is logged: it holds up nothing.
 */
final class EventRecorder {
  private static final Logger LOG = LoggerFactory.getLogger(EventRecorder.class);
  private static final DateTimeFormatter MICROS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);
  private static final int LONGEST_NOTE = 1024;
  private static final int LONGEST_NAME = 253;

  private final KubernetesClient client;
  private final String instance;

  /**
   * Wires a recorder.
   *
   * @param instance which replica of the operator reports
   */
  EventRecorder(KubernetesClient client, String instance) {
    this.client = client;
    this.instance = instance;
  }

  void record(OpenTelemetryCollector collector, Notice notice, Instant now) {
    var metadata = collector.getMetadata();
    record(
        new ObjectReferenceBuilder()
            .withApiVersion(collector.getApiVersion())
            .withKind(collector.getKind())
            .withNamespace(metadata.getNamespace())
            .withName(metadata.getName())
            .withUid(metadata.getUid())
            .build(),
        notice,
        now);
  }

  /**
   * Records what is about the operator itself, on its pod.
   *
   * @param namespace that of the pod
   */
  void recordOfOurselves(String namespace, Notice notice, Instant now) {
    record(
        new ObjectReferenceBuilder()
            .withApiVersion("v1")
            .withKind("Pod")
            .withNamespace(namespace)
            .withName(instance)
            // Without it, kubectl describe does not find the event.
            .withUid(System.getenv("POD_UID"))
            .build(),
        notice,
        now);
  }

  private void record(ObjectReference regarding, Notice notice, Instant now) {
    try {
      client.resource(event(regarding, notice, now)).create();
    } catch (KubernetesClientException refused) {
      // In a namespace that goes away nobody will read it, and all of its collectors go, too.
      boolean ending =
          refused.getCode() == HttpURLConnection.HTTP_NOT_FOUND
              || String.valueOf(refused.getMessage()).contains("being terminated");
      LOG.atLevel(ending ? Level.DEBUG : Level.WARN)
          .addKeyValue("namespace", regarding.getNamespace())
          .addKeyValue("name", regarding.getName())
          .addKeyValue("reason", notice.reason())
          .log("Event could not be written: {}", refused.getMessage());
    }
  }

  private Event event(ObjectReference regarding, Notice notice, Instant now) {
    String suffix =
        "."
            + notice.reason().name().toLowerCase(Locale.ROOT)
            + "."
            + Long.toHexString(now.getEpochSecond() * 1_000_000_000L + now.getNano());
    return new EventBuilder()
        .withNewMetadata()
        .withNamespace(regarding.getNamespace())
        .withName(shortened(regarding.getName(), LONGEST_NAME - suffix.length()) + suffix)
        .endMetadata()
        .withEventTime(new MicroTime(MICROS.format(now)))
        .withType(notice.warning() ? "Warning" : "Normal")
        .withReason(notice.reason().name())
        .withAction("Reconcile")
        .withNote(shortened(notice.message(), LONGEST_NOTE))
        .withReportingController("opentelemetry.io/adot-operator")
        .withReportingInstance(instance)
        .withRegarding(regarding)
        .build();
  }

  /**
   * The beginning of a text that has at most so many bytes, which is what the API server counts.
   */
  static String shortened(String text, int bytes) {
    byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
    if (encoded.length <= bytes) {
      return text;
    }
    int end = bytes;
    while (end > 0 && (encoded[end] & 0xC0) == 0x80) {
      end--;
    }
    return new String(encoded, 0, end, StandardCharsets.UTF_8);
  }
}
