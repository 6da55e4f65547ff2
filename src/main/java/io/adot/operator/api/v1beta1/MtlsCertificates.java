package io.adot.operator.api.v1beta1;

import io.adot.operator.api.Bean;
import io.adot.operator.api.schema.Property;
import org.jspecify.annotations.Nullable;

/** Certificates for mutual TLS that exist already. */
public final class MtlsCertificates extends Bean {
  @Property("Certificate of the authority that both sides trust.")
  private @Nullable CertificateAuthority certificateAuthorityCertificate;

  @Property("Certificate and key of the target allocator.")
  private @Nullable CertificatePair serverCertificate;

  @Property("Certificate and key of the collectors.")
  private @Nullable CertificatePair clientCertificate;

  public @Nullable CertificateAuthority getCertificateAuthorityCertificate() {
    return certificateAuthorityCertificate;
  }

  public void setCertificateAuthorityCertificate(
      @Nullable CertificateAuthority certificateAuthorityCertificate) {
    this.certificateAuthorityCertificate = certificateAuthorityCertificate;
  }

  public @Nullable CertificatePair getServerCertificate() {
    return serverCertificate;
  }

  public void setServerCertificate(@Nullable CertificatePair serverCertificate) {
    this.serverCertificate = serverCertificate;
  }

  public @Nullable CertificatePair getClientCertificate() {
    return clientCertificate;
  }

  public void setClientCertificate(@Nullable CertificatePair clientCertificate) {
    this.clientCertificate = clientCertificate;
  }
}
