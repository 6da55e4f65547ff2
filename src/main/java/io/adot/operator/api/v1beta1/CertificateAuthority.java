package io.adot.operator.api.v1beta1;

import io.adot.operator.api.Bean;
import io.adot.operator.api.schema.Property;
import org.jspecify.annotations.Nullable;

/** Where the certificate of an authority is kept: exactly one of the two. */
public final class CertificateAuthority extends Bean {
  @Property("Entry of a Secret. When key is empty: ca.crt.")
  private @Nullable SecretKeyRef secret;

  @Property("Entry of a ConfigMap.")
  private @Nullable ConfigMapKeyRef configMap;

  public @Nullable SecretKeyRef getSecret() {
    return secret;
  }

  public void setSecret(@Nullable SecretKeyRef secret) {
    this.secret = secret;
  }

  public @Nullable ConfigMapKeyRef getConfigMap() {
    return configMap;
  }

  public void setConfigMap(@Nullable ConfigMapKeyRef configMap) {
    this.configMap = configMap;
  }
}
