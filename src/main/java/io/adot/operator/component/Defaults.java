package io.adot.operator.component;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.adot.operator.component.ListenerRow.Filled;
import io.adot.operator.config.CollectorConfig;
import io.adot.operator.config.Component;
import io.adot.operator.config.ComponentId;
import io.adot.operator.config.ComponentKind;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Fills in what a configuration leaves to the operator: listening addresses and the telemetry
 * reader. What the user wrote stays, and what is filled in already stays as it is.
 */
final class Defaults {
  private final ObjectNode tree;

  private Defaults(ObjectNode tree) {
    this.tree = tree;
  }

  /**
   * The configuration as it will run.
   *
   * @param config stays as it is
   */
  static CollectorConfig apply(CollectorConfig config) {
    Defaults defaults = new Defaults(config.tree().deepCopy());
    config.enabled().forEach(defaults::fillIn);
    defaults.addTelemetryReader();
    return defaults.tree.equals(config.tree()) ? config : CollectorConfig.parse(defaults.tree);
  }

  private void fillIn(Component component) {
    for (ListenerRow row : ListenerRow.of(component.id())) {
      if (row.filled().ever()) {
        settings(component.id(), row).ifPresent(settings -> fillIn(settings, row));
      }
    }
    if (component.id().kind() == ComponentKind.EXTENSION
        && component.type().equals("health_check")) {
      entry(component.id())
          .flatMap(e -> map(e.getValue(), section(component.id()), e.getKey()))
          .filter(settings -> isBlank(settings.path("path")))
          .ifPresent(settings -> settings.put("path", "/"));
    }
  }

  /** The map that holds the address, made where the row says so. */
  private Optional<ObjectNode> settings(ComponentId id, ListenerRow row) {
    Optional<Map.Entry<String, JsonNode>> entry = entry(id);
    if (entry.isEmpty() || row.filled() != Filled.ALWAYS && !holds(entry.get().getValue(), row)) {
      return Optional.empty();
    }
    Optional<ObjectNode> settings = map(entry.get().getValue(), section(id), entry.get().getKey());
    List<String> parents = row.address().subList(0, row.address().size() - 1);
    for (String key : parents) {
      settings = settings.flatMap(holder -> map(holder.path(key), holder, key));
    }
    return settings;
  }

  private static boolean holds(JsonNode settings, ListenerRow row) {
    JsonNode node = settings;
    for (String key : row.address().subList(0, row.address().size() - 1)) {
      node = node.path(key);
    }
    return !node.isMissingNode();
  }

  private static void fillIn(ObjectNode settings, ListenerRow row) {
    String key = row.address().get(row.address().size() - 1);
    JsonNode address = settings.path(key);
    boolean text = address.isTextual() || address.isMissingNode() || address.isNull();
    if (!text || settings.path("transport").asText().startsWith("unix")) {
      return;
    }
    String given = address.asText("");
    String complete = ListenAddress.complete(address.isTextual() ? given : "", row.port());
    if (!complete.isEmpty() && !complete.equals(given)) {
      settings.put(key, complete);
    }
  }

  /**
   * The Go operator replaces a telemetry block that it cannot read. Here the reader is added where
   * there is room for it, and nothing is ever taken away.
   */
  private void addTelemetryReader() {
    if (!(tree.path("service") instanceof ObjectNode service)) {
      return;
    }
    map(service.path("telemetry"), service, "telemetry")
        .flatMap(telemetry -> map(telemetry.path("metrics"), telemetry, "metrics"))
        .filter(metrics -> isBlank(metrics.path("address")))
        .filter(metrics -> isBlank(metrics.path("readers")))
        .ifPresent(
            metrics -> {
              ArrayNode readers = metrics.putArray("readers");
              readers
                  .addObject()
                  .putObject("pull")
                  .putObject("exporter")
                  .putObject("prometheus")
                  .put("host", "0.0.0.0")
                  .put("port", MetricsEndpoint.DEFAULT_PORT);
            });
  }

  private static boolean isBlank(JsonNode node) {
    return node.isMissingNode()
        || node.isNull()
        || node.isArray() && node.isEmpty()
        || node.isTextual() && node.textValue().isEmpty();
  }

  /** A map, made in place of null or nothing; empty when something else is in its place. */
  private static Optional<ObjectNode> map(JsonNode node, ObjectNode holder, String key) {
    if (node instanceof ObjectNode map) {
      return Optional.of(map);
    }
    boolean nothing = node.isNull() || node.isMissingNode();
    return nothing ? Optional.of(holder.putObject(key)) : Optional.empty();
  }

  private ObjectNode section(ComponentId id) {
    return (ObjectNode) tree.path(id.kind().section());
  }

  /** Keys may be written otherwise than their ids: the collector strips blanks. */
  private Optional<Map.Entry<String, JsonNode>> entry(ComponentId id) {
    return section(id).properties().stream()
        .filter(e -> ComponentId.parse(id.kind(), e.getKey()).equals(id))
        .findFirst();
  }
}
