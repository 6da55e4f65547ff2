package io.adot.operator.api.v1beta1;

import io.adot.operator.api.Bean;
import io.adot.operator.api.schema.Property;
import org.jspecify.annotations.Nullable;

/** Where a certificate and its private key are kept. */
public final class CertificatePair extends Bean {
  @Property(value = "Secret with the certificate. When key is empty: tls.crt.", required = true)
  private @Nullable SecretKeyRef certificateSecret;

  @Property(value = "Secret with the private key. When key is empty: tls.key.", required = true)
  private @Nullable SecretKeyRef keySecret;

  public @Nullable SecretKeyRef getCertificateSecret() {
    return certificateSecret;
  }

  public void setCertificateSecret(@Nullable SecretKeyRef certificateSecret) {
    this.certificateSecret = certificateSecret;
  }

  public @Nullable SecretKeyRef getKeySecret() {
    return keySecret;
  }

  public void setKeySecret(@Nullable SecretKeyRef keySecret) {
    this.keySecret = keySecret;
  }
}
