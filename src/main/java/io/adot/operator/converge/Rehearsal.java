package io.adot.operator.converge;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An API server that reads what is there, and of what it is told to write only takes note: a {@link
 * Converger} on it tells what one on the real store would do. Nothing is refused here, so that what
 * the real one finds invalid, or can only make anew, is told as a change. For one thread.
 */
public final class Rehearsal implements ObjectStore {
  private final ObjectStore real;
  private final LiveObjects live;
  private final KubernetesSerialization serialization;
  private final Canonical canonical;
  private final Map<ObjectKey, HasMetadata> read = new HashMap<>();
  private final Map<ObjectKey, HasMetadata> recorded = new HashMap<>();
  private final List<Change> changes = new ArrayList<>();
  private @Nullable KubernetesClientException unread;

  /**
   * Uses what is there.
   *
   * @param real only ever asked to read
   * @param live what the converger knows without reading
   */
  public Rehearsal(ObjectStore real, LiveObjects live, KubernetesSerialization serialization) {
    this.real = real;
    this.live = live;
    this.serialization = serialization;
    this.canonical = new Canonical(serialization);
  }

  /** What was to be written since it was made, in that order. */
  public List<Change> changes() {
    return List.copyOf(changes);
  }

  /** The first object that could not be read; without it, the changes are not all there are. */
  public Optional<KubernetesClientException> unread() {
    return Optional.ofNullable(unread);
  }

  @Override
  public Optional<HasMetadata> read(HasMetadata like) {
    try {
      Optional<HasMetadata> there = real.read(like);
      there.ifPresent(object -> read.put(ObjectKey.of(like), object));
      return there;
    } catch (KubernetesClientException refused) {
      unread = unread == null ? refused : unread;
      throw refused;
    }
  }

  @Override
  public HasMetadata apply(HasMetadata desired) {
    ObjectKey key = ObjectKey.of(desired);
    ObjectNode after = canonical.desired(desired);
    Optional<HasMetadata> there = Optional.ofNullable(read.get(key)).or(() -> live.get(key));
    changes.add(new Change(key, there.map(it -> before(it, key, after)).orElse(nothing()), after));
    return desired;
  }

  private ObjectNode before(HasMetadata there, ObjectKey key, ObjectNode after) {
    ObjectNode whole = canonical.comparable(there);
    ObjectNode none = nothing();
    return OwnedFields.of(recorded.getOrDefault(key, there), whole, ApiObjectStore.FIELD_MANAGER)
        .map(
            owned ->
                Contrast.of(
                    after, owned, whole, recorded.containsKey(key) && !Ownership.isApplied(there)))
        .orElseGet(() -> Contrast.of(after, none, whole, true));
  }

  @Override
  public HasMetadata record(HasMetadata found, List<ManagedFieldsEntry> managedFields) {
    HasMetadata copy = serialization.clone(found);
    copy.getMetadata().setManagedFields(managedFields);
    recorded.put(ObjectKey.of(found), copy);
    return copy;
  }

  @Override
  public void rehearse(HasMetadata desired) {
    // Only asked for after a refusal, and nothing is refused here.
  }

  @Override
  public void delete(HasMetadata found) {
    ObjectNode whole = canonical.comparable(found);
    ObjectNode before =
        OwnedFields.of(found, whole, ApiObjectStore.FIELD_MANAGER)
            .filter(ObjectNode.class::isInstance)
            .map(ObjectNode.class::cast)
            .filter(owned -> !owned.isEmpty())
            .orElse(whole);
    changes.add(new Change(ObjectKey.of(found), before, nothing()));
  }

  @Override
  public void deleteAlone(HasMetadata found) {
    delete(found);
  }

  private static ObjectNode nothing() {
    return JsonNodeFactory.instance.objectNode();
  }
}
