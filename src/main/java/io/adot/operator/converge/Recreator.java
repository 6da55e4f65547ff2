package io.adot.operator.converge;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.adot.operator.converge.Convergence.Recreation;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.function.BiPredicate;

/**
 * Clears the way for an object whose change the API server refuses, as some fields can't be changed
 * once they are stored: the live object is deleted, so that the desired one can be created.
 */
final class Recreator {
  private final ObjectStore store;
  private final BiPredicate<HasMetadata, HasMetadata> adopts;
  private final Comparison comparison;

  Recreator(
      ObjectStore store, BiPredicate<HasMetadata, HasMetadata> adopts, Comparison comparison) {
    this.store = store;
    this.adopts = adopts;
    this.comparison = comparison;
  }

  /**
   * Deletes a live object.
   *
   * @param tree the desired object as it is compared
   * @return what was to change, and what the new one does not have of it
   * @throws io.fabric8.kubernetes.client.KubernetesClientException when the desired object could
   *     not be created, or the live one not be deleted; it is left as it is then
   */
  Recreation delete(HasMetadata live, HasMetadata desired, ObjectNode tree) {
    store.rehearse(desired);
    boolean adopted = adopts.test(desired, live);
    if (adopted) {
      store.deleteAlone(live);
    } else {
      store.delete(live);
    }
    return new Recreation(
        ObjectKey.of(live),
        adopted,
        comparison.differences(live, tree),
        comparison.undesired(live, tree));
  }
}
