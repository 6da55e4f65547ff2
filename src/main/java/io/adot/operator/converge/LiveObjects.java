package io.adot.operator.converge;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Collection;
import java.util.Optional;

/**
 * The objects that carry our label, as the caches know them, our own latest writes included.
 * Objects are shared: never change one.
 */
public interface LiveObjects {

  /** The object of this key, if the caches know it. */
  Optional<HasMetadata> get(ObjectKey key);

  /** The objects that the owner of this uid controls. */
  Collection<HasMetadata> controlledBy(String ownerUid);

  /** Takes the answer to a write of ours, so that the next pass sees it. */
  void written(HasMetadata answer);
}
