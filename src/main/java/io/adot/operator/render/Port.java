package io.adot.operator.render;

import io.adot.operator.component.Listener;
import io.fabric8.kubernetes.api.model.IntOrString;
import org.jspecify.annotations.Nullable;

/**
 * A port of a collector, whoever asked for it.
 *
 * @param name legal as a port name
 * @param number the port
 * @param protocol {@code TCP}, {@code UDP} or {@code SCTP}
 * @param appProtocol what is spoken on it, or null
 * @param target where Services lead to
 * @param hostPort the port on the node, or null
 * @param addition whether pods that the Go operator started do not list it
 */
record Port(
    String name,
    int number,
    String protocol,
    @Nullable String appProtocol,
    IntOrString target,
    @Nullable Integer hostPort,
    boolean addition) {

  static Port of(Listener listener) {
    return new Port(
        listener.name(),
        listener.port(),
        listener.protocol().name(),
        listener.appProtocol(),
        new IntOrString(listener.port()),
        null,
        listener.publication() != Listener.Publication.LIKE_GO);
  }

  static Port tcp(String name, int number) {
    return new Port(name, number, "TCP", null, new IntOrString(number), null, false);
  }

  Port named(String other) {
    return new Port(other, number, protocol, appProtocol, target, hostPort, addition);
  }

  Port asAddition() {
    return new Port(name, number, protocol, appProtocol, target, hostPort, true);
  }

  Port speaking(String other) {
    return new Port(name, number, protocol, other, target, hostPort, addition);
  }

  /** What must be unique: {@code 4317/TCP}. */
  String key() {
    return number + "/" + protocol;
  }
}
