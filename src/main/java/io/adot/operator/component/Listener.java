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
 */
public record Listener(
    ComponentId component,
    String name,
    int port,
    Transport protocol,
    @Nullable String appProtocol) {

  /** The transport of a listener, named as Kubernetes names it. */
  public enum Transport {
    TCP,
    UDP
  }
}
