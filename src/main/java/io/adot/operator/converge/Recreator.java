package io.adot.operator.converge;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.adot.operator.converge.Convergence.Recreation;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Clears the way for an object whose change the API server refuses, as some fields can't be changed
 * once they are stored: the live object is deleted, so that the desired one can be created.
 */
final class Recreator {
  private final ObjectStore store;
  private final BiPredicate<HasMetadata, HasMetadata> adopts;

  Recreator(ObjectStore store, BiPredicate<HasMetadata, HasMetadata> adopts) {
    this.store = store;
    this.adopts = adopts;
  }

  /**
   * An object that was deleted to be made anew.
   *
   * @param uid which
   * @param desired what it could not become
   */
  record Deleted(String uid, ObjectNode desired) {}

  /**
   * Whether an object was made anew for the same desired state before. Somebody else changes it as
   * it is created, then, and making it anew again would never end.
   */
  static boolean wasInVain(@Nullable Deleted before, ObjectNode desired) {
    return before != null && before.desired().equals(desired);
  }

  /**
   * Deletes a live object.
   *
   * @param fields the fields that were to change
   * @param lost labels and annotations of its pod template that the desired one does not have
   * @throws io.fabric8.kubernetes.client.KubernetesClientException when the desired object could
   *     not be created, or the live one not be deleted; it is left as it is then
   */
  Recreation delete(HasMetadata live, HasMetadata desired, List<String> fields, List<String> lost) {
    store.rehearse(desired);
    boolean adopted = adopts.test(desired, live);
    if (adopted) {
      store.deleteAlone(live);
    } else {
      store.delete(live);
    }
    return new Recreation(ObjectKey.of(live), adopted, fields, lost);
  }
}
