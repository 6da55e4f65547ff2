package io.adot.operator.component;

import io.adot.operator.config.ComponentId;
import org.jspecify.annotations.Nullable;

/**
 * A port on which a component listens.
 *
 * @param component who listens
 * @param name the port's name, legal as a Service port name (at most 15 characters) once {@link
 *     Needs} is built
 * @param port 1 to 65535
 * @param protocol what it speaks at the transport level
 * @param appProtocol {@code grpc}, {@code http} or null
 * @param publication where the port is published, and whether the Go operator would, too
 */
public record Listener(
    ComponentId component,
    String name,
    int port,
    Transport protocol,
    @Nullable String appProtocol,
    Publication publication) {

  /** Who publishes a port. */
  public enum Publication {
    /** The Go operator, too. */
    LIKE_GO,
    /** Only we: pods that the Go operator started do not list it. */
    MORE,
    /** Only we, and in the Service that applications send to whatever the component's kind. */
    MORE_WITH_DATA
  }

  /** The transport of a listener, named as Kubernetes names it. */
  public enum Transport {
    TCP,
    UDP
  }
}
