package io.adot.operator.component;

/**
 * Where the collector's health-check extension answers; the handler of all three probes.
 *
 * @param scheme {@code HTTP} or {@code HTTPS}
 * @param path the URL path
 * @param port 1 to 65535
 */
public record HealthEndpoint(String scheme, String path, int port) {}
