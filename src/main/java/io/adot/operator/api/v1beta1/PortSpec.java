package io.adot.operator.api.v1beta1;

import io.adot.operator.api.Bean;
import io.adot.operator.api.schema.Property;
import io.fabric8.kubernetes.api.model.IntOrString;
import org.jspecify.annotations.Nullable;

/** A port of the Services and of the container. */
public final class PortSpec extends Bean {
  @Property(
      "Name of the port, unique among the ports: at most 15 lower-case letters, digits and "
          + "dashes.")
  private @Nullable String name;

  @Property(value = "Port number on the Services.", required = true)
  private @Nullable Integer port;

  @Property(
      "Port of the container that the Services lead to, by number or name. When absent, the "
          + "same as port.")
  private @Nullable IntOrString targetPort;

  @Property(value = "TCP, UDP or SCTP. Default: TCP.", defaultValue = "TCP")
  private @Nullable String protocol;

  @Property(
      "Protocol spoken on the port, as a hint to load balancers and meshes, for example "
          + "kubernetes.io/h2c.")
  private @Nullable String appProtocol;

  @Property("Port on every node, when the Service is of a type that has one.")
  private @Nullable Integer nodePort;

  @Property(value = "Port on the node that leads straight to the container.", min = 0, max = 65535)
  private @Nullable Integer hostPort;

  public @Nullable String getName() {
    return name;
  }

  public void setName(@Nullable String name) {
    this.name = name;
  }

  public @Nullable Integer getPort() {
    return port;
  }

  public void setPort(@Nullable Integer port) {
    this.port = port;
  }

  public @Nullable IntOrString getTargetPort() {
    return targetPort;
  }

  public void setTargetPort(@Nullable IntOrString targetPort) {
    this.targetPort = targetPort;
  }

  public @Nullable String getProtocol() {
    return protocol;
  }

  public void setProtocol(@Nullable String protocol) {
    this.protocol = protocol;
  }

  public @Nullable String getAppProtocol() {
    return appProtocol;
  }

  public void setAppProtocol(@Nullable String appProtocol) {
    this.appProtocol = appProtocol;
  }

  public @Nullable Integer getNodePort() {
    return nodePort;
  }

  public void setNodePort(@Nullable Integer nodePort) {
    this.nodePort = nodePort;
  }

  public @Nullable Integer getHostPort() {
    return hostPort;
  }

  public void setHostPort(@Nullable Integer hostPort) {
    this.hostPort = hostPort;
  }
}
