package io.adot.operator.component;

import java.util.Map;
import java.util.Optional;

/**
 * What of a collector resource, beyond its configuration, decides what its components need.
 *
 * @param namespace the collector's namespace
 * @param name the collector's name
 * @param image the image it will run
 * @param env the literal environment variables of {@code spec.env}; what comes from elsewhere is
 *     absent
 * @param args command-line arguments that the resource adds, without {@code --}
 * @param upgrades whether what its image no longer reads may be rendered in the form it reads
 * @param sidecar whether it runs in the pods of others, as their ServiceAccounts
 * @param allocation the target allocator that it asks for, if any
 */
public record Surroundings(
    String namespace,
    String name,
    CollectorImage image,
    Map<String, String> env,
    Map<String, String> args,
    boolean upgrades,
    boolean sidecar,
    Optional<TargetAllocation> allocation) {

  /** Copies the maps. */
  public Surroundings {
    env = Map.copyOf(env);
    args = Map.copyOf(args);
  }

  /** Of a resource that adds no arguments and leaves upgrades to the operator. */
  public Surroundings(
      String namespace, String name, CollectorImage image, Map<String, String> env) {
    this(namespace, name, image, env, Map.of(), true);
  }

  /** Of a collector with pods of its own that discover their targets. */
  public Surroundings(
      String namespace,
      String name,
      CollectorImage image,
      Map<String, String> env,
      Map<String, String> args,
      boolean upgrades) {
    this(namespace, name, image, env, args, upgrades, false, Optional.empty());
  }
}
