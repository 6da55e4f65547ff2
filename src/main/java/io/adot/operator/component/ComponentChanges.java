package io.adot.operator.component;

import static io.adot.operator.config.ComponentKind.EXPORTER;
import static io.adot.operator.config.ComponentKind.EXTENSION;
import static io.adot.operator.config.ComponentKind.PROCESSOR;
import static io.adot.operator.config.ComponentKind.RECEIVER;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.adot.operator.config.ComponentId;
import io.adot.operator.config.ComponentKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Settings of components that were renamed, moved or dropped. */
final class ComponentChanges {
  private static final List<String> TLS_KEYS =
      List.of(
          "ca_file",
          "cert_file",
          "key_file",
          "min_version",
          "max_version",
          "insecure",
          "insecure_skip_verify",
          "server_name_override");

  private ComponentChanges() {}

  static void opencensusReconnection(ConfigDraft draft) {
    draft.each(EXPORTER, "opencensus", (s, path) -> draft.remove(s, "reconnection_delay", path));
  }

  static void influxdbSchema(ConfigDraft draft) {
    draft.each(RECEIVER, "influxdb", (s, path) -> draft.remove(s, "metrics_schema", path));
  }

  static void memoryLimiterBallast(ConfigDraft draft) {
    draft.each(PROCESSOR, "memory_limiter", (s, p) -> draft.remove(s, "ballast_size_mib", p));
  }

  static void queuedRetry(ConfigDraft draft) {
    renamed(draft, PROCESSOR, "queued_retry", id -> null);
  }

  static void httpdReceiver(ConfigDraft draft) {
    renamed(draft, RECEIVER, "httpd", id -> id.replaceFirst("httpd", "apache"));
  }

  /** Type and labels of a resource are attributes like others. */
  static void resourceLabels(ConfigDraft draft) {
    draft.each(
        PROCESSOR,
        "resource",
        (settings, path) -> {
          ArrayNode attributes = JsonNodeFactory.instance.arrayNode();
          JsonNode type = settings.path("type");
          if (type.isTextual()) {
            attributes.add(upsert("opencensus.resourcetype", type));
            settings.remove("type");
            draft.replaced(path + ".type", "attributes");
          }
          if (settings.path("labels") instanceof ObjectNode labels) {
            labels.properties().forEach(l -> attributes.add(upsert(l.getKey(), l.getValue())));
            settings.remove("labels");
            draft.replaced(path + ".labels", "attributes");
          }
          if (!attributes.isEmpty()) {
            JsonNode given = settings.path("attributes");
            settings.set(
                "attributes", given instanceof ArrayNode a ? attributes.addAll(a) : attributes);
          }
        });
  }

  private static ObjectNode upsert(String key, JsonNode value) {
    ObjectNode attribute = JsonNodeFactory.instance.objectNode().put("key", key);
    return attribute.put("action", "upsert").set("value", value);
  }

  /** The port of its own became part of the endpoint. */
  static void healthCheckPort(ConfigDraft draft) {
    draft.each(
        EXTENSION,
        "health_check",
        (settings, path) -> {
          JsonNode port = settings.path("port");
          if (!port.isIntegralNumber() && !port.isTextual()) {
            return;
          }
          ListenAddress given = ListenAddress.parse(settings.path("endpoint").asText(""));
          if (given.port().isEmpty()) {
            String host = given.host().isEmpty() ? "0.0.0.0" : given.host();
            settings.put("endpoint", host + ":" + port.asText());
          }
          settings.remove("port");
          draft.replaced(path + ".port", "endpoint: " + settings.path("endpoint").asText());
        });
  }

  static void otlpReceiverTls(ConfigDraft draft) {
    eachProtocol(
        draft,
        (protocol, path) -> draft.move(protocol, "tls_settings", protocol, "tls", path, "tls"));
  }

  static void otlpExporterTls(ConfigDraft draft) {
    for (String type : List.of("otlp", "otlphttp")) {
      draft.each(
          EXPORTER,
          type,
          (settings, path) -> {
            @Nullable ObjectNode tls =
                TLS_KEYS.stream().anyMatch(settings::has) ? map(settings, "tls") : null;
            if (tls != null) {
              TLS_KEYS.forEach(key -> draft.move(settings, key, tls, key, path, "tls." + key));
            }
          });
    }
  }

  static void otlpReceiverCors(ConfigDraft draft) {
    eachProtocol(
        draft,
        (protocol, path) -> {
          for (String key : List.of("allowed_origins", "allowed_headers")) {
            @Nullable ObjectNode cors = protocol.has("cors_" + key) ? map(protocol, "cors") : null;
            if (cors != null) {
              draft.move(protocol, "cors_" + key, cors, key, path, "cors." + key);
            }
          }
        });
  }

  private static void eachProtocol(ConfigDraft draft, BiConsumer<ObjectNode, String> visit) {
    draft.each(
        RECEIVER,
        "otlp",
        (settings, path) -> {
          for (String name : List.of("grpc", "http")) {
            if (settings.path("protocols").path(name) instanceof ObjectNode protocol) {
              visit.accept(protocol, path + ".protocols." + name);
            }
          }
        });
  }

  /** A map, or room for one; null when something else is in its place. */
  private static @Nullable ObjectNode map(ObjectNode settings, String key) {
    JsonNode node = settings.path(key);
    return node.isNull() || node.isMissingNode()
        ? settings.putObject(key)
        : node instanceof ObjectNode map ? map : null;
  }

  /**
   * Gives components of a type another id, in their section and in the pipelines.
   *
   * @param newId null for components to be taken away
   */
  private static void renamed(
      ConfigDraft draft, ComponentKind kind, String type, UnaryOperator<@Nullable String> newId) {
    if (!(draft.tree().path(kind.section()) instanceof ObjectNode section)) {
      return;
    }
    List<Map.Entry<String, JsonNode>> entries = new ArrayList<>(section.properties());
    for (Map.Entry<String, JsonNode> entry : entries) {
      ComponentId id = ComponentId.parse(kind, entry.getKey());
      if (!id.type().equals(type)) {
        continue;
      }
      @Nullable String renamed = newId.apply(entry.getKey());
      section.remove(entry.getKey());
      if (renamed != null && !section.has(renamed)) {
        section.set(renamed, entry.getValue());
      }
      draft.tree().path("service").path("pipelines").forEach(p -> rename(p, kind, id, renamed));
      draft.replaced(id.path(), renamed == null ? "" : renamed);
    }
  }

  private static void rename(
      JsonNode pipeline, ComponentKind kind, ComponentId id, @Nullable String renamed) {
    if (!(pipeline.path(kind.section()) instanceof ArrayNode ids)) {
      return;
    }
    for (int i = ids.size() - 1; i >= 0; i--) {
      if (!ids.get(i).isTextual() || !ComponentId.parse(kind, ids.get(i).textValue()).equals(id)) {
        continue;
      }
      if (renamed == null) {
        ids.remove(i);
      } else {
        ids.set(i, renamed);
      }
    }
  }
}
