package io.adot.operator.api.v1beta1;

import io.adot.operator.api.Bean;
import io.adot.operator.api.schema.Property;
import org.jspecify.annotations.Nullable;

/** Whether the operator writes a NetworkPolicy. */
public final class NetworkPolicySettings extends Bean {
  @Property(
      "Whether the operator writes a NetworkPolicy that admits traffic to the open ports. When "
          + "absent, what the operator was configured with.")
  private @Nullable Boolean enabled;

  public @Nullable Boolean getEnabled() {
    return enabled;
  }

  public void setEnabled(@Nullable Boolean enabled) {
    this.enabled = enabled;
  }
}
