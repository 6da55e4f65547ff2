package io.adot.operator.api.v1beta1;

import io.adot.operator.api.Bean;
import io.adot.operator.api.schema.Property;
import org.jspecify.annotations.Nullable;

/** Mutual TLS between collectors and target allocator. */
public final class MtlsSettings extends Bean {
  @Property("Whether to use mutual TLS.")
  private @Nullable Boolean enabled;

  @Property(
      value =
          "Whether cert-manager issues the certificates. Default: true. When false, name them in "
              + "tls.",
      defaultValue = "true")
  private @Nullable Boolean useCertManager;

  @Property("Certificates of your own, when cert-manager does not issue them.")
  private @Nullable MtlsCertificates tls;

  public @Nullable Boolean getEnabled() {
    return enabled;
  }

  public void setEnabled(@Nullable Boolean enabled) {
    this.enabled = enabled;
  }

  public @Nullable Boolean getUseCertManager() {
    return useCertManager;
  }

  public void setUseCertManager(@Nullable Boolean useCertManager) {
    this.useCertManager = useCertManager;
  }

  public @Nullable MtlsCertificates getTls() {
    return tls;
  }

  public void setTls(@Nullable MtlsCertificates tls) {
    this.tls = tls;
  }
}
