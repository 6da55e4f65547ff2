package io.adot.operator.component;

/**
 * Where the collector offers metrics about itself.
 *
 * @param host the address it listens on
 * @param port 1 to 65535
 */
public record MetricsEndpoint(String host, int port) {
  /** The port of the telemetry reader that is filled in. */
  static final int DEFAULT_PORT = 8888;

  /** The endpoint of a configuration that says nothing about it. */
  static final MetricsEndpoint DEFAULT = new MetricsEndpoint("0.0.0.0", DEFAULT_PORT);
}
