package io.adot.operator.component;

import com.fasterxml.jackson.databind.JsonNode;
import io.adot.operator.component.CollectorImage.Version;
import io.adot.operator.config.CollectorConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a component's permissions depend on beside its own settings, and how its settings are read.
 *
 * @param config the effective configuration
 * @param surroundings the rest of the resource
 * @param contrib the contrib release whose behaviour the image has
 */
record ComponentContext(CollectorConfig config, Surroundings surroundings, Version contrib) {

  static ComponentContext of(CollectorConfig config, Surroundings surroundings) {
    return new ComponentContext(config, surroundings, AdotVersions.contrib(surroundings.image()));
  }

  /** Whether the image behaves like this contrib release or a later one. */
  boolean since(int major, int minor) {
    return contrib.atLeast(major, minor);
  }

  /**
   * A scalar setting with its environment references resolved; empty where there is none, {@code *}
   * in place of what is not known.
   */
  String text(JsonNode setting) {
    return setting.isValueNode()
        ? EnvReferences.resolve(setting.asText(""), surroundings.env()).strip()
        : "";
  }

  /** A boolean setting; what cannot be told counts as the default. */
  boolean flag(JsonNode setting, boolean byDefault) {
    return switch (text(setting)) {
      case "true" -> true;
      case "false" -> false;
      default -> byDefault;
    };
  }

  /**
   * As whom a component with the setting {@code auth_type} asks the API server.
   *
   * @return nothing when it asks without an identity
   */
  Optional<Bearer> bearer(JsonNode settings) {
    return switch (text(settings.path("auth_type"))) {
      case "", "serviceAccount" -> Optional.of(Bearer.COLLECTOR);
      case "kubeConfig" -> Optional.of(Bearer.FOREIGN);
      default -> Optional.empty();
    };
  }

  /** The texts of a list; a single scalar counts as a list of one, as the collector reads it. */
  List<String> texts(JsonNode setting) {
    List<String> texts = new ArrayList<>();
    if (setting.isArray()) {
      setting.forEach(item -> texts.add(text(item)));
    } else {
      texts.add(text(setting));
    }
    texts.removeIf(String::isEmpty);
    return texts;
  }

  /**
   * The namespaces that a list names.
   *
   * @return empty list for the whole cluster; nothing when namespaces are named but none of them
   *     can be resolved, so that nothing can be asked
   */
  Optional<List<String>> namespaces(List<String> named) {
    List<String> known =
        named.stream().filter(ns -> !ns.contains(EnvReferences.UNKNOWN)).distinct().toList();
    return known.isEmpty() && !named.isEmpty() ? Optional.empty() : Optional.of(known);
  }
}
