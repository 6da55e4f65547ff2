package io.adot.operator.lint;

import com.fasterxml.jackson.databind.JsonNode;
import io.adot.operator.config.Component;
import io.adot.operator.config.ComponentId;
import io.adot.operator.config.ComponentKind;
import io.adot.operator.config.Nearest;
import io.adot.operator.finding.Finding;
import io.adot.operator.finding.FindingCode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Settings that name an extension, which then has to be configured and started. Only settings that
 * are known to mean an extension: a `storage` or an `encoding` may as well be something else.
 */
final class ExtensionReferences implements Rule {
  /** Receivers that keep their place in what they read. */
  private static final Set<String> KEEP_THEIR_PLACE =
      Set.of(
          "filelog",
          "file_log",
          "tcplog",
          "tcp_log",
          "udplog",
          "udp_log",
          "syslog",
          "journald",
          "windowseventlog",
          "windows_event_log",
          "otlpjsonfile",
          "otlp_json_file");

  private static final int DEEPEST = 32;

  @Override
  public void check(Subject subject, Consumer<Finding> findings) {
    if (!subject.config().saysWhatRuns()) {
      return;
    }
    for (Component component : subject.config().enabled()) {
      references(component, (path, id) -> reference(subject, path, id, findings));
    }
  }

  private static void references(Component component, BiConsumer<String, JsonNode> found) {
    String path = component.id().path();
    JsonNode settings = component.settings();
    boolean creator = component.type().equals("receiver_creator");
    if (!creator) { // What it creates later, it may as well not create.
      authenticators(settings, path, 0, found);
    }
    found.accept(path + ".k8s_leader_elector", settings.path("k8s_leader_elector"));
    JsonNode queue = settings.path("sending_queue");
    if (component.id().kind() == ComponentKind.EXPORTER && queue.path("enabled").asBoolean(true)) {
      found.accept(path + ".sending_queue.storage", queue.path("storage"));
    }
    if (component.id().kind() == ComponentKind.RECEIVER) {
      if (KEEP_THEIR_PLACE.contains(component.type())) {
        found.accept(path + ".storage", settings.path("storage"));
      }
      if (creator) {
        JsonNode observers = settings.path("watch_observers");
        for (int i = 0; i < observers.size(); i++) {
          found.accept(path + ".watch_observers[" + i + "]", observers.path(i));
        }
      }
    }
    JsonNode encoding = settings.path("encoding");
    if (ComponentId.parse(ComponentKind.EXTENSION, encoding.asText(""))
        .type()
        .endsWith("_encoding")) {
      found.accept(path + ".encoding", encoding);
    }
  }

  /** {@code auth: {authenticator: …}} belongs to what serves or asks, at whatever depth. */
  private static void authenticators(
      JsonNode node, String path, int depth, BiConsumer<String, JsonNode> found) {
    if (!node.isObject() || depth > DEEPEST) {
      return;
    }
    found.accept(path + ".auth.authenticator", node.path("auth").path("authenticator"));
    for (Map.Entry<String, JsonNode> entry : node.properties()) {
      authenticators(entry.getValue(), path + "." + entry.getKey(), depth + 1, found);
    }
  }

  private static void reference(
      Subject subject, String path, JsonNode value, Consumer<Finding> findings) {
    String id = value.isTextual() ? value.textValue().strip() : "";
    if (id.isEmpty() || id.contains("$")) {
      return;
    }
    ComponentId wanted = ComponentId.parse(ComponentKind.EXTENSION, id);
    boolean configured = subject.config().find(ComponentKind.EXTENSION, id).isPresent();
    boolean started =
        subject.config().extensions().stream()
            .anyMatch(listed -> ComponentId.parse(ComponentKind.EXTENSION, listed).equals(wanted));
    if (started) {
      return;
    }
    findings.accept(
        configured
            ? new Finding(
                FindingCode.OTC1010,
                path,
                "names extension `" + id + "`, which the collector does not start",
                "add `" + id + "` to spec.config.service.extensions")
            : new Finding(
                FindingCode.OTC1010,
                path,
                "names extension `" + id + "`, which is not configured",
                meant(subject, id)));
  }

  private static String meant(Subject subject, String id) {
    List<String> configured =
        subject.config().components().stream()
            .map(Component::id)
            .filter(c -> c.kind() == ComponentKind.EXTENSION)
            .map(ComponentId::id)
            .toList();
    return Nearest.to(id, configured)
        .map(name -> "did you mean `" + name + "`?")
        .orElse("add it under spec.config.extensions and to spec.config.service.extensions");
  }
}
