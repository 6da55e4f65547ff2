package io.adot.operator.component;

/**
 * Where the collector's health-check extension answers; the handler of all three probes.
 *
 * @param scheme {@code HTTP} or {@code HTTPS}
 * @param path the URL path
 * @param port 1 to 65535
 * @param addition whether the Go operator would not know it, so that probes are more than that
 *     operator gave the pods
 */
public record HealthEndpoint(String scheme, String path, int port, boolean addition) {

  /** An endpoint that the Go operator knows too. */
  public HealthEndpoint(String scheme, String path, int port) {
    this(scheme, path, port, false);
  }
}
