package io.adot.operator.component;

import io.adot.operator.config.CollectorConfig;
import java.util.List;

/** The AWS actions that a configuration implies. */
final class AwsRequirements {
  private AwsRequirements() {}

  /**
   * The actions of every component that the collector starts, in the order of the configuration.
   */
  static List<AwsRequirement> of(CollectorConfig config, Surroundings surroundings) {
    ComponentContext context = ComponentContext.of(config, surroundings);
    return config.enabled().stream()
        .flatMap(
            component ->
                PermissionCatalog.of(component).stream()
                    .flatMap(permissions -> permissions.aws(component, context).stream()))
        .distinct()
        .toList();
  }
}
