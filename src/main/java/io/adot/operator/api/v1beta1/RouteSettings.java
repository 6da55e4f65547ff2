package io.adot.operator.api.v1beta1;

import io.adot.operator.api.Bean;
import io.adot.operator.api.schema.Property;
import org.jspecify.annotations.Nullable;

/** Settings of OpenShift Routes. */
public final class RouteSettings extends Bean {
  @Property("Where TLS ends: insecure, edge, passthrough or reencrypt. When absent: edge.")
  private @Nullable RouteTermination termination;

  public @Nullable RouteTermination getTermination() {
    return termination;
  }

  public void setTermination(@Nullable RouteTermination termination) {
    this.termination = termination;
  }
}
