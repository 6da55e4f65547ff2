package io.adot.operator.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.adot.operator.finding.Finding;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A collector configuration, read once: its components, pipelines and what is wrong with its
 * structure. Immutable; nobody downstream parses the configuration again.
 */
public final class CollectorConfig {
  private final ObjectNode tree;
  private final List<Component> components;
  private final Map<ComponentId, Component> byId = new HashMap<>();
  private final List<Pipeline> pipelines;
  private final List<String> extensions;
  private final List<Finding> findings;
  private final boolean saysWhatRuns;

  CollectorConfig(
      ObjectNode tree,
      List<Component> components,
      List<Pipeline> pipelines,
      List<String> extensions,
      List<Finding> findings) {
    this.tree = tree;
    this.components = List.copyOf(components);
    this.pipelines = List.copyOf(pipelines);
    this.extensions = List.copyOf(extensions);
    this.findings = List.copyOf(findings);
    components.forEach(component -> byId.putIfAbsent(component.id(), component));
    saysWhatRuns = lists().flatMap(List::stream).noneMatch(CollectorConfig::isVariable);
  }

  /** Every list of ids. */
  private Stream<List<String>> lists() {
    return Stream.concat(
        Stream.of(extensions),
        pipelines.stream().flatMap(p -> Stream.of(p.receivers(), p.processors(), p.exporters())));
  }

  /**
   * Reads a configuration. Never throws: what cannot be read becomes a finding.
   *
   * @param config the value of {@code spec.config}
   */
  public static CollectorConfig parse(@Nullable JsonNode config) {
    return new ConfigReader(config == null ? JsonNodeFactory.instance.nullNode() : config).read();
  }

  /** The whole configuration as it stands; not to be changed, {@code deepCopy} first. */
  public ObjectNode tree() {
    return tree;
  }

  /** All configured components, in the order of the document within each kind. */
  public List<Component> components() {
    return components;
  }

  /** The components of a kind that the collector starts, in the order of the document. */
  public List<Component> enabled(ComponentKind kind) {
    return components.stream().filter(c -> c.enabled() && c.id().kind() == kind).toList();
  }

  /** All components that the collector starts. */
  public List<Component> enabled() {
    return components.stream().filter(Component::enabled).toList();
  }

  /**
   * Finds a configured component.
   *
   * @param kind its kind
   * @param id its id as it stands: {@code type} or {@code type/name}
   */
  public Optional<Component> find(ComponentKind kind, String id) {
    return Optional.ofNullable(byId.get(ComponentId.parse(kind, id)));
  }

  /** The pipelines, in the order of the document. */
  public List<Pipeline> pipelines() {
    return pipelines;
  }

  /** The ids listed in {@code service.extensions}. */
  public List<String> extensions() {
    return extensions;
  }

  /**
   * Whether every list of components says which, rather than leaving that to a variable that only
   * the running collector knows.
   */
  public boolean saysWhatRuns() {
    return saysWhatRuns;
  }

  /** Whether an id in a list is a variable. */
  static boolean isVariable(String id) {
    return id.contains("$");
  }

  /** The value of {@code service.telemetry}; a missing node when there is none. */
  public JsonNode telemetry() {
    return tree.path("service").path("telemetry");
  }

  /**
   * What is wrong with the structure: malformed sections, undefined references, components nothing
   * uses.
   */
  public List<Finding> findings() {
    return findings;
  }
}
