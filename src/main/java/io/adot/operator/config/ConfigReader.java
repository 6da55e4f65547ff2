package io.adot.operator.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.adot.operator.finding.Finding;
import io.adot.operator.finding.FindingCode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads one configuration and collects what is wrong with it. */
final class ConfigReader {
  private final ObjectNode tree;
  private final List<Finding> findings = new ArrayList<>();

  ConfigReader(JsonNode config) {
    if (config instanceof ObjectNode object) {
      this.tree = object;
    } else {
      this.tree = JsonNodeFactory.instance.objectNode();
      malformed("spec.config", config, "a map with receivers, exporters and service");
    }
  }

  CollectorConfig read() {
    JsonNode service = tree.path("service");
    List<String> extensions = ids(service.path("extensions"), "spec.config.service.extensions");
    List<Pipeline> pipelines = pipelines(service.path("pipelines"));
    Set<ComponentId> used = used(pipelines, extensions);
    List<Component> components = components(used);
    undefinedReferences(pipelines, extensions, components);
    CollectorConfig config =
        new CollectorConfig(tree, components, pipelines, extensions, List.of());
    if (config.saysWhatRuns()) {
      components.stream().filter(component -> !component.enabled()).forEach(this::unused);
    }
    return new CollectorConfig(tree, components, pipelines, extensions, findings);
  }

  private void unused(Component component) {
    findings.add(
        new Finding(
            FindingCode.OTC1006,
            component.id().path(),
            "no pipeline uses it, so the collector does not start it",
            ""));
  }

  private List<Component> components(Set<ComponentId> used) {
    List<Component> components = new ArrayList<>();
    for (ComponentKind kind : ComponentKind.values()) {
      JsonNode section = tree.path(kind.section());
      if (section.isMissingNode() || section.isNull()) {
        continue;
      }
      if (!section.isObject()) {
        malformed("spec.config." + kind.section(), section, "a map of " + kind.section());
        continue;
      }
      for (Map.Entry<String, JsonNode> entry : section.properties()) {
        ComponentId id = ComponentId.parse(kind, entry.getKey());
        JsonNode settings = entry.getValue();
        if (!settings.isObject() && !settings.isNull()) {
          malformed(id.path(), settings, "a map of settings, or nothing");
        }
        components.add(new Component(id, settings, used.contains(id)));
      }
    }
    return components;
  }

  private List<Pipeline> pipelines(JsonNode node) {
    List<Pipeline> pipelines = new ArrayList<>();
    if (!node.isObject() || node.isEmpty()) {
      malformed("spec.config.service.pipelines", node, "a map with at least one pipeline");
      return pipelines;
    }
    for (Map.Entry<String, JsonNode> entry : node.properties()) {
      String path = "spec.config.service.pipelines." + entry.getKey();
      JsonNode pipeline = entry.getValue();
      if (!pipeline.isObject()) {
        malformed(path, pipeline, "a map with receivers and exporters");
        continue;
      }
      pipelines.add(
          new Pipeline(
              entry.getKey(),
              ids(pipeline.path("receivers"), path + ".receivers"),
              ids(pipeline.path("processors"), path + ".processors"),
              ids(pipeline.path("exporters"), path + ".exporters")));
    }
    return pipelines;
  }

  private List<String> ids(JsonNode list, String path) {
    List<String> ids = new ArrayList<>();
    if (list.isMissingNode() || list.isNull()) {
      return ids;
    }
    if (!list.isArray()) {
      malformed(path, list, "a list of component ids");
      return ids;
    }
    for (int i = 0; i < list.size(); i++) {
      if (list.get(i).isTextual()) {
        ids.add(list.get(i).textValue());
      } else {
        malformed(path + "[" + i + "]", list.get(i), "a component id");
      }
    }
    return ids;
  }

  /**
   * A pipeline's receiver or exporter may be a connector; which of the two it is depends on where
   * it is configured.
   */
  private Set<ComponentId> used(List<Pipeline> pipelines, List<String> extensions) {
    Set<ComponentId> used = new HashSet<>();
    for (Pipeline pipeline : pipelines) {
      pipeline.receivers().forEach(id -> addEither(used, ComponentKind.RECEIVER, id));
      pipeline.processors().forEach(id -> used.add(ComponentId.parse(ComponentKind.PROCESSOR, id)));
      pipeline.exporters().forEach(id -> addEither(used, ComponentKind.EXPORTER, id));
    }
    extensions.forEach(id -> used.add(ComponentId.parse(ComponentKind.EXTENSION, id)));
    return used;
  }

  private static void addEither(Set<ComponentId> used, ComponentKind kind, String id) {
    used.add(ComponentId.parse(kind, id));
    used.add(ComponentId.parse(ComponentKind.CONNECTOR, id));
  }

  private void undefinedReferences(
      List<Pipeline> pipelines, List<String> extensions, List<Component> components) {
    Set<ComponentId> defined = new HashSet<>();
    components.forEach(c -> defined.add(c.id()));
    for (Pipeline pipeline : pipelines) {
      String path = "spec.config.service.pipelines." + pipeline.id();
      check(pipeline.receivers(), ComponentKind.RECEIVER, path + ".receivers", defined);
      check(pipeline.processors(), ComponentKind.PROCESSOR, path + ".processors", defined);
      check(pipeline.exporters(), ComponentKind.EXPORTER, path + ".exporters", defined);
    }
    check(extensions, ComponentKind.EXTENSION, "spec.config.service.extensions", defined);
  }

  private void check(List<String> ids, ComponentKind kind, String path, Set<ComponentId> defined) {
    boolean connectorsToo = kind == ComponentKind.RECEIVER || kind == ComponentKind.EXPORTER;
    for (int i = 0; i < ids.size(); i++) {
      String id = ids.get(i);
      boolean found =
          CollectorConfig.isVariable(id)
              || defined.contains(ComponentId.parse(kind, id))
              || connectorsToo && defined.contains(ComponentId.parse(ComponentKind.CONNECTOR, id));
      if (!found) {
        findings.add(
            new Finding(
                FindingCode.OTC1002,
                path + "[" + i + "]",
                "names " + kind.noun() + " `" + id + "`, which is not configured",
                meant(kind, id, connectorsToo, defined)
                    + "add it under spec.config."
                    + kind.section()
                    + " or remove it from the list"));
      }
    }
  }

  /** What was probably meant: a component of another kind, or one of nearly that name. */
  private static String meant(
      ComponentKind kind, String id, boolean connectorsToo, Set<ComponentId> defined) {
    for (ComponentKind other : ComponentKind.values()) {
      if (defined.contains(ComponentId.parse(other, id))) {
        return "it is configured as " + other.noun() + ": list it as one, ";
      }
    }
    List<String> names =
        defined.stream()
            .filter(c -> c.kind() == kind || connectorsToo && c.kind() == ComponentKind.CONNECTOR)
            .map(ComponentId::id)
            .toList();
    return Nearest.to(id, names).map(name -> "did you mean `" + name + "`? Else ").orElse("");
  }

  private void malformed(String path, JsonNode value, String wanted) {
    findings.add(
        new Finding(FindingCode.OTC1001, path, "is " + describe(value), "make it " + wanted));
  }

  private static String describe(JsonNode value) {
    return switch (value.getNodeType()) {
      case MISSING -> "missing";
      case NULL -> "null";
      case ARRAY -> "a list";
      case OBJECT -> value.isEmpty() ? "an empty map" : "a map";
      default ->
          value.asText().contains("\n") ? "a text of several lines" : "`" + value.asText() + "`";
    };
  }
}
