package io.adot.operator.runtime.neighbour;

import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** One look for the Go operator, in all namespaces, by what {@link NeighbourWatch} goes by. */
public final class Glance {
  private Glance() {}

  /**
   * What proves that it works, for people; empty when nothing does.
   *
   * @throws KubernetesClientException when the API server does not let us look
   */
  public static Optional<String> of(KubernetesClient client, Instant now) {
    LeaseMemory memory = new LeaseMemory();
    List<Lease> leases =
        client
            .leases()
            .inAnyNamespace()
            .withField("metadata.name", GoOperator.LEASE)
            .list()
            .getItems();
    return leases.stream()
        .filter(lease -> memory.heldUntil(lease, now).filter(now::isBefore).isPresent())
        .map(GoOperator::holds)
        .findFirst()
        .or(
            () ->
                GoOperator.working(
                    client
                        .pods()
                        .inAnyNamespace()
                        .withLabels(GoOperator.POD_LABELS)
                        .list()
                        .getItems()));
  }
}
