package io.adot.operator.converge;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import java.util.List;
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
   * Records anew who owns which fields of exactly this object, whose fields stay as they are, and
   * returns what is stored then. Refused as a conflict when the object was changed since we saw it.
   */
  HasMetadata record(HasMetadata live, List<ManagedFieldsEntry> managedFields);

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
