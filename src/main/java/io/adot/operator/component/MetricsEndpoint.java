package io.adot.operator.component;

/**
 * Where the collector offers metrics about itself.
 *
 * @param host the address it listens on
 * @param port 1 to 65535
 */
public record MetricsEndpoint(String host, int port) {}
