package io.adot.operator.component;

import java.util.Map;

/**
 * What of a collector resource, beyond its configuration, decides what its components need.
 *
 * @param namespace the collector's namespace
 * @param name the collector's name
 * @param image the image it will run
 * @param env the literal environment variables of {@code spec.env}; what comes from elsewhere is
 *     absent
 */
public record Surroundings(
    String namespace, String name, CollectorImage image, Map<String, String> env) {

  /** Copies the map. */
  public Surroundings {
    env = Map.copyOf(env);
  }
}
