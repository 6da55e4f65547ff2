package io.adot.operator.evidence;

import io.adot.operator.preflight.Observation;
import io.adot.operator.preflight.ServiceAccountFacts;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Reads ServiceAccounts from the API server, one at a time; nothing of them is kept. */
public final class ApiServiceAccounts implements ServiceAccounts {
  private final KubernetesClient client;
  private final Asker asker;
  private final BooleanSupplier watched;

  /**
   * Reads with the identity of this client.
   *
   * @param watched whether somebody tells of changes at the moment
   */
  public ApiServiceAccounts(KubernetesClient client, BooleanSupplier watched) {
    this(client, Asker.OPERATOR, watched);
  }

  /** Reads with the identity of this client, which is the asker's. */
  public ApiServiceAccounts(KubernetesClient client, Asker asker, BooleanSupplier watched) {
    this.client = client;
    this.asker = asker;
    this.watched = watched;
  }

  @Override
  public boolean isWatched() {
    return watched.getAsBoolean();
  }

  @Override
  public Observation<ServiceAccountFacts> find(String namespace, String name) {
    // Nothing else goes into a path: ../secrets/x is no account.
    if (!ServiceAccountFacts.isName(name)) {
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
      return new Observation.Unknown<>(ApiFailure.why(e, "get serviceaccounts", asker));
    }
  }
}
