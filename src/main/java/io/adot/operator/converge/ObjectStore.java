package io.adot.operator.converge;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Optional;

/**
 * The API server, as far as converging needs it. Every call throws {@code
 * KubernetesClientException} when it is refused.
 */
public interface ObjectStore {

  /** Reads the stored object of the same key. */
  Optional<HasMetadata> read(HasMetadata like);

  /**
   * Applies an object server-side, forcing conflicts in fields that are ours, and returns what is
   * stored then.
   */
  HasMetadata apply(HasMetadata desired);

  /**
   * Asks whether an object could be created if its name were free; nothing is stored. Throws as
   * creating it would, but not because the name is taken.
   */
  void rehearse(HasMetadata desired);

  /** Deletes exactly this object, and what it owns: not a newer one of the same name. */
  void delete(HasMetadata live);

  /**
   * Deletes exactly this object and nothing that it owns. It may still be there for a moment, until
   * the garbage collector has cut the ties.
   */
  void deleteAlone(HasMetadata live);
}
