package io.adot.operator.converge;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.util.Optional;

/** The real API server. */
public final class ApiObjectStore implements ObjectStore {
  /** The field manager under which all our fields are recorded. */
  public static final String FIELD_MANAGER = "adot-operator";

  private final KubernetesClient client;

  /**
   * Uses a client.
   *
   * @param client which retries 5xx and 429 by itself, briefly
   */
  public ApiObjectStore(KubernetesClient client) {
    this.client = client;
  }

  @Override
  public Optional<HasMetadata> read(HasMetadata like) {
    return Optional.ofNullable(client.resource(like).get());
  }

  @Override
  public HasMetadata apply(HasMetadata desired) {
    return client.resource(desired).fieldManager(FIELD_MANAGER).forceConflicts().serverSideApply();
  }

  @Override
  public void delete(HasMetadata live) {
    try {
      // The lock makes the deletion fail when the object was changed or replaced since we saw it.
      client.resource(live).lockResourceVersion(live.getMetadata().getResourceVersion()).delete();
    } catch (KubernetesClientException refused) {
      if (refused.getCode() != HttpURLConnection.HTTP_NOT_FOUND) {
        throw refused;
      }
    }
  }
}
