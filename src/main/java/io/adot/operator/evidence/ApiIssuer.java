package io.adot.operator.evidence;

import io.adot.operator.preflight.Observation;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.Map;

/**
 * Reads the issuer from the API server's discovery document, which every ServiceAccount may read.
 */
public final class ApiIssuer implements Issuer {
  private static final String PATH = "/.well-known/openid-configuration";

  private final KubernetesClient client;
  private final Asker asker;

  /** Reads with the identity of this client. */
  public ApiIssuer(KubernetesClient client) {
    this(client, Asker.OPERATOR);
  }

  /** The same with the identity of this client, which is the asker's. */
  public ApiIssuer(KubernetesClient client, Asker asker) {
    this.client = client;
    this.asker = asker;
  }

  @Override
  public Observation<String> url() {
    try {
      String text = client.raw(PATH);
      if (text == null) {
        return new Observation.Unknown<>("the API server has no " + PATH);
      }
      Map<?, ?> document = client.getKubernetesSerialization().unmarshal(text, Map.class);
      return document != null
              && document.get("issuer") instanceof String issuer
              && !issuer.isBlank()
          ? new Observation.Found<>(issuer)
          : new Observation.Unknown<>(PATH + " names no issuer");
    } catch (KubernetesClientException e) {
      return new Observation.Unknown<>(ApiFailure.why(e, "get " + PATH, asker));
    }
  }
}
