package io.adot.operator.runtime;

import io.adot.operator.converge.ObjectStore;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import java.util.List;
import java.util.Optional;

/**
 * The API server, written to only while this operator acts: a pass that is under way when another
 * operator shows up ends there.
 */
record GuardedStore(ObjectStore store, Standing standing) implements ObjectStore {

  @Override
  public Optional<HasMetadata> read(HasMetadata like) {
    return store.read(like);
  }

  @Override
  public HasMetadata apply(HasMetadata desired) {
    standing.requireToAct();
    return store.apply(desired);
  }

  @Override
  public HasMetadata record(HasMetadata live, List<ManagedFieldsEntry> managedFields) {
    standing.requireToAct();
    return store.record(live, managedFields);
  }

  @Override
  public void rehearse(HasMetadata desired) {
    store.rehearse(desired);
  }

  @Override
  public void deleteAlone(HasMetadata live) {
    standing.requireToAct();
    store.deleteAlone(live);
  }

  @Override
  public void delete(HasMetadata live) {
    standing.requireToAct();
    store.delete(live);
  }
}
