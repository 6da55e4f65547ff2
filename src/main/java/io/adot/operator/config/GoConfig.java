package io.adot.operator.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * A configuration as the Go operator's types hold it: fields of its structs first and in their
 * order, the keys of its maps sorted by their bytes. Fields that those types omit when empty are
 * left out; fields that they do not know come last instead of being lost.
 */
public final class GoConfig {
  /** UTF-8 bytes compare as code points do; Java's own order differs beyond U+FFFF. */
  private static final Comparator<String> BY_BYTES =
      (a, b) -> {
        int i = 0;
        while (i < a.length() && i < b.length()) {
          int left = a.codePointAt(i);
          int right = b.codePointAt(i);
          if (left != right) {
            return Integer.compare(left, right);
          }
          i += Character.charCount(left);
        }
        return Integer.compare(a.length(), b.length());
      };

  private static final Struct CONFIG =
      new Struct(
          List.of("receivers", "exporters", "processors", "connectors", "extensions", "service"),
          Set.of("processors", "connectors", "extensions"),
          Set.of());
  private static final Struct SERVICE =
      new Struct(
          List.of("extensions", "telemetry", "pipelines"),
          Set.of("telemetry"),
          Set.of("extensions"));
  private static final Struct PIPELINE =
      new Struct(List.of("exporters", "processors", "receivers"), Set.of(), Set.of("processors"));

  private final ObjectNode ordered;

  private GoConfig(ObjectNode ordered) {
    this.ordered = ordered;
  }

  /**
   * Brings a configuration into order.
   *
   * @param config the whole configuration; the order of its keys does not matter; stays as it is
   */
  public static GoConfig of(ObjectNode config) {
    ObjectNode ordered = JsonNodeFactory.instance.objectNode();
    for (String name : CONFIG.order(config)) {
      JsonNode section = config.path(name);
      ordered.set(name, name.equals("service") ? service(section) : sorted(section));
    }
    return new GoConfig(ordered);
  }

  /** The configuration as the Go operator writes it: YAML that ends with a line break. */
  public String yaml() {
    return GoYaml.write(ordered);
  }

  /**
   * Names the ConfigMap and annotates the pods: SHA-256 over the JSON that the Go operator makes of
   * the same configuration, so that taking over from it restarts no pod.
   *
   * @return 64 lower-case hexadecimal digits, of which the name of the ConfigMap takes the first 8
   */
  public String hash() {
    return ConfigHash.of(ordered);
  }

  /**
   * A Go struct.
   *
   * @param fields in their order
   * @param omittedWhenNull pointers: left out when null
   * @param omittedWhenEmpty lists: left out when null or empty
   */
  private record Struct(
      List<String> fields, Set<String> omittedWhenNull, Set<String> omittedWhenEmpty) {

    List<String> order(JsonNode map) {
      List<String> names = new ArrayList<>(fields);
      names.removeIf(name -> omits(name, map.path(name)));
      keys(map).stream().filter(name -> !fields.contains(name)).forEach(names::add);
      return names;
    }

    private boolean omits(String name, JsonNode value) {
      return value.isMissingNode()
          || omittedWhenNull.contains(name) && value.isNull()
          || omittedWhenEmpty.contains(name)
              && (value.isNull() || value.isArray() && value.isEmpty());
    }
  }

  private static JsonNode service(JsonNode service) {
    if (!service.isObject()) {
      return sorted(service);
    }
    ObjectNode ordered = JsonNodeFactory.instance.objectNode();
    for (String name : SERVICE.order(service)) {
      JsonNode value = service.path(name);
      ordered.set(name, name.equals("pipelines") ? pipelines(value) : sorted(value));
    }
    return ordered;
  }

  private static JsonNode pipelines(JsonNode pipelines) {
    if (!pipelines.isObject()) {
      return sorted(pipelines);
    }
    ObjectNode ordered = JsonNodeFactory.instance.objectNode();
    for (String id : keys(pipelines)) {
      JsonNode pipeline = pipelines.path(id);
      if (pipeline.isObject()) {
        ObjectNode fields = ordered.putObject(id);
        PIPELINE.order(pipeline).forEach(name -> fields.set(name, sorted(pipeline.path(name))));
      } else {
        ordered.set(id, sorted(pipeline));
      }
    }
    return ordered;
  }

  private static JsonNode sorted(JsonNode node) {
    if (node.isObject()) {
      ObjectNode ordered = JsonNodeFactory.instance.objectNode();
      keys(node).forEach(key -> ordered.set(key, sorted(node.path(key))));
      return ordered;
    }
    if (node.isArray()) {
      var ordered = JsonNodeFactory.instance.arrayNode(node.size());
      node.forEach(element -> ordered.add(sorted(element)));
      return ordered;
    }
    return node;
  }

  private static List<String> keys(JsonNode map) {
    List<String> keys = new ArrayList<>(map.size());
    map.fieldNames().forEachRemaining(keys::add);
    keys.sort(BY_BYTES);
    return keys;
  }
}
