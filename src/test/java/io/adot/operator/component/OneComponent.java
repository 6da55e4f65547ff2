package io.adot.operator.component;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.adot.operator.config.ComponentKind;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Map;

/** A configuration of one component that the collector starts, for tests of that component. */
record OneComponent(
    ComponentKind kind, String id, String image, Map<String, String> env, ObjectNode config) {

  static OneComponent of(ComponentKind kind, String id, String settingsYaml) {
    ObjectNode config = JsonNodeFactory.instance.objectNode();
    config.putObject(kind.section()).set(id, yaml(settingsYaml));
    ObjectNode service = config.putObject("service");
    ObjectNode pipeline = service.putObject("pipelines").putObject("metrics");
    if (kind == ComponentKind.EXTENSION) {
      service.putArray("extensions").add(id);
    } else {
      pipeline.putArray(kind.section()).add(id);
    }
    return new OneComponent(kind, id, ImpliedPermissions.NEWEST_ADOT, Map.of(), config);
  }

  static OneComponent receiver(String id, String settingsYaml) {
    return of(ComponentKind.RECEIVER, id, settingsYaml);
  }

  static OneComponent processor(String id, String settingsYaml) {
    return of(ComponentKind.PROCESSOR, id, settingsYaml);
  }

  static OneComponent exporter(String id, String settingsYaml) {
    return of(ComponentKind.EXPORTER, id, settingsYaml);
  }

  static OneComponent extension(String id, String settingsYaml) {
    return of(ComponentKind.EXTENSION, id, settingsYaml);
  }

  /** A Prometheus receiver with these scrape configs. */
  static OneComponent scraping(String scrapeConfigsYaml) {
    return receiver("prometheus", "config:\n  scrape_configs:\n" + scrapeConfigsYaml.indent(4));
  }

  OneComponent image(String other) {
    return new OneComponent(kind, id, other, env, config);
  }

  OneComponent env(String name, String value) {
    return new OneComponent(kind, id, image, Map.of(name, value), config);
  }

  /** With one more extension that the collector starts. */
  OneComponent with(String extension, String settingsYaml) {
    ObjectNode wider = config.deepCopy();
    wider.withObject("/extensions").set(extension, yaml(settingsYaml));
    wider.withObject("/service").withArray("extensions").add(extension);
    return new OneComponent(kind, id, image, env, wider);
  }

  /** Its Kubernetes rules, without the component's name. */
  List<String> rules() {
    return ImpliedPermissions.of(image, env, config).kubernetes().stream()
        .map(this::withoutName)
        .toList();
  }

  /** Its AWS requirements, without the component's name. */
  List<String> aws() {
    return ImpliedPermissions.of(image, env, config).aws().stream().map(this::withoutName).toList();
  }

  /** Below a key, as the parser takes what begins with a brace for JSON. */
  private static JsonNode yaml(String settings) {
    return Serialization.unmarshal("settings:\n" + settings.indent(2), JsonNode.class)
        .path("settings");
  }

  private String withoutName(String line) {
    return line.replace(" " + kind.noun() + " " + id + ":", "");
  }
}
