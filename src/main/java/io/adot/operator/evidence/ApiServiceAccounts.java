package io.adot.operator.evidence;

import io.adot.operator.preflight.Observation;
import io.adot.operator.preflight.ServiceAccountFacts;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads ServiceAccounts from the API server. The operator's cache holds no more than their
 * metadata, which doesn't say whether the token is mounted.
 */
public final class ApiServiceAccounts implements ServiceAccounts {
  /** RFC 1123 subdomain. Nothing else goes into a path: {@code ../secrets/x} is no account. */
  private static final Pattern NAME = Pattern.compile("[a-z0-9]([-a-z0-9.]*[a-z0-9])?");

  private final KubernetesClient client;

  /** Reads with the identity of this client. */
  public ApiServiceAccounts(KubernetesClient client) {
    this.client = client;
  }

  @Override
  public Observation<ServiceAccountFacts> find(String namespace, String name) {
    if (!NAME.matcher(name).matches()) {
      return new Observation.Absent<>();
    }
    try {
      ServiceAccount account = client.serviceAccounts().inNamespace(namespace).withName(name).get();
      if (account == null) {
        return new Observation.Absent<>();
      }
      Map<String, String> annotations =
          Optional.ofNullable(account.getMetadata().getAnnotations()).orElse(Map.of());
      return new Observation.Found<>(
          new ServiceAccountFacts(annotations, account.getAutomountServiceAccountToken()));
    } catch (KubernetesClientException e) {
      return new Observation.Unknown<>(ApiFailure.why(e, "get serviceaccounts"));
    }
  }
}
