package io.adot.operator.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.adot.operator.component.AwsRequirement;
import io.adot.operator.component.CollectorImage;
import io.adot.operator.component.ComponentType;
import io.adot.operator.component.ComponentTypes;
import io.adot.operator.component.DefaultPorts;
import io.adot.operator.component.KubernetesRule;
import io.adot.operator.component.KubernetesRule.NonResourceUrl;
import io.adot.operator.component.KubernetesRule.Resource;
import io.adot.operator.component.KubernetesRule.Target;
import io.adot.operator.component.Necessity;
import io.adot.operator.component.Needs;
import io.adot.operator.component.Surroundings;
import io.adot.operator.config.CollectorConfig;
import io.adot.operator.config.ComponentId;
import io.adot.operator.config.ComponentKind;
import io.adot.operator.render.Facts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a component needs when it is configured with nothing but its defaults. */
final class ComponentCard {
  private ComponentCard() {}

  static String of(ComponentKind kind, String id) {
    ComponentId component = ComponentId.parse(kind, id);
    Needs needs =
        Needs.of(
            CollectorConfig.parse(config(kind, id)),
            new Surroundings(
                "NAMESPACE",
                "NAME",
                CollectorImage.parse(Facts.defaults().collectorImage()),
                Map.of()));
    return component
        + ", with its defaults\n"
        + section("Images that have it", images(component))
        + section("Signals", signals(component))
        + section("Ports by default", DefaultPorts.of(component))
        + section("In the cluster", rules(needs, component))
        + section("In AWS", actions(needs, component));
  }

  /** The smallest configuration that starts the component. */
  private static ObjectNode config(ComponentKind kind, String id) {
    ObjectNode config = JsonNodeFactory.instance.objectNode();
    ObjectNode service = config.putObject("service");
    ObjectNode pipeline = service.putObject("pipelines").putObject("metrics");
    String receiver = kind == ComponentKind.RECEIVER ? id : "nop";
    String exporter = kind == ComponentKind.EXPORTER ? id : "nop";
    config.putObject("receivers").putObject(receiver);
    config.putObject("exporters").putObject(exporter);
    pipeline.putArray("receivers").add(receiver);
    pipeline.putArray("exporters").add(exporter);
    if (kind == ComponentKind.CONNECTOR) {
      config.putObject("connectors").putObject(id);
      pipeline.putArray("exporters").add(id);
      ObjectNode next = service.withObjectProperty("pipelines").putObject("metrics/next");
      next.putArray("receivers").add(id);
      next.putArray("exporters").add(exporter);
    } else if (kind == ComponentKind.PROCESSOR) {
      config.putObject("processors").putObject(id);
      pipeline.putArray("processors").add(id);
    } else if (kind == ComponentKind.EXTENSION) {
      config.putObject("extensions").putObject(id);
      service.putArray("extensions").add(id);
    }
    return config;
  }

  private static List<String> images(ComponentId component) {
    return ComponentTypes.find(component.kind(), component.type())
        .map(ComponentCard::images)
        .orElse(List.of("none that is known"));
  }

  private static List<String> images(ComponentType type) {
    List<String> images = new ArrayList<>(type.imagesAndReleases());
    if (!type.name().equals(type.newest())) {
      images.add("newer releases call it " + type.newest());
    }
    return images.isEmpty() ? List.of("none that is known") : images;
  }

  private static List<String> signals(ComponentId component) {
    return ComponentTypes.find(component.kind(), component.type())
        .filter(type -> !type.carries().isEmpty())
        .map(type -> List.of(type.carries().stream().sorted().collect(Collectors.joining(", "))))
        .orElse(List.of(component.kind() == ComponentKind.EXTENSION ? "none" : "not known"));
  }

  private static List<String> rules(Needs needs, ComponentId component) {
    return needs.kubernetesRules().stream()
        .filter(rule -> rule.component().equals(component))
        .map(ComponentCard::words)
        .toList();
  }

  private static String words(KubernetesRule rule) {
    String targets =
        rule.anyOf().stream().map(ComponentCard::words).collect(Collectors.joining(" or "));
    return "%s %s (%s; without it %s)"
        .formatted(
            String.join(", ", rule.verbs()), targets, words(rule.necessity()), rule.consequence());
  }

  private static String words(Target target) {
    if (target instanceof Resource resource) {
      return resource.rbacName() + (resource.group().isEmpty() ? "" : "." + resource.group());
    }
    return ((NonResourceUrl) target).path();
  }

  private static List<String> actions(Needs needs, ComponentId component) {
    return needs.awsRequirements().stream()
        .filter(requirement -> requirement.component().equals(component))
        .map(ComponentCard::words)
        .toList();
  }

  private static String words(AwsRequirement requirement) {
    String actions =
        requirement.actions().isEmpty()
            ? "credentials"
            : String.join(", ", requirement.actions())
                + " on "
                + String.join(", ", requirement.resources());
    return actions + " (" + words(requirement.necessity()) + ")";
  }

  private static String words(Necessity necessity) {
    return necessity.name().toLowerCase(Locale.ROOT);
  }

  private static String section(String title, List<String> lines) {
    return "  "
        + title
        + "\n"
        + (lines.isEmpty() ? Stream.of("nothing") : lines.stream())
            .map(line -> "    " + line + "\n")
            .collect(Collectors.joining());
  }
}
