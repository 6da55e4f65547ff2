package io.adot.operator.component;

import io.adot.operator.config.CollectorConfig;
import java.util.List;

/** The AWS actions that a configuration implies. */
final class AwsRequirements {
  private AwsRequirements() {}

  static List<AwsRequirement> of(CollectorConfig config, Surroundings surroundings) {
    return List.of();
  }
}
