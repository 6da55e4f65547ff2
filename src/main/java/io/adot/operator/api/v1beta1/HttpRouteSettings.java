package io.adot.operator.api.v1beta1;

import io.adot.operator.api.Bean;
import io.adot.operator.api.schema.Property;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Access from outside the cluster by a Gateway API HTTPRoute. */
public final class HttpRouteSettings extends Bean {
  @Property(value = "Whether to write an HTTPRoute.", required = true)
  private @Nullable Boolean enabled;

  @Property(value = "Name of the Gateway to attach to.", required = true)
  private @Nullable String gateway;

  @Property("Namespace of the Gateway. When empty, the namespace of the collector.")
  private @Nullable String gatewayNamespace;

  @Property("Host names that lead to the collector.")
  private @Nullable List<String> hostnames;

  public @Nullable Boolean getEnabled() {
    return enabled;
  }

  public void setEnabled(@Nullable Boolean enabled) {
    this.enabled = enabled;
  }

  public @Nullable String getGateway() {
    return gateway;
  }

  public void setGateway(@Nullable String gateway) {
    this.gateway = gateway;
  }

  public @Nullable String getGatewayNamespace() {
    return gatewayNamespace;
  }

  public void setGatewayNamespace(@Nullable String gatewayNamespace) {
    this.gatewayNamespace = gatewayNamespace;
  }

  public List<String> getHostnames() {
    return hostnames == null ? List.of() : hostnames;
  }

  public void setHostnames(@Nullable List<String> hostnames) {
    this.hostnames = hostnames;
  }
}
