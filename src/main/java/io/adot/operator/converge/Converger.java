package io.adot.operator.converge;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.adot.operator.converge.Convergence.Cause;
import io.adot.operator.converge.Convergence.Failure;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * Brings an owner's objects to their desired state. An unchanged object costs no call: the live
 * object of the caches is compared, and the outcome of the comparison is remembered until either
 * side changes.
 */
public final class Converger {
  private final ObjectStore store;
  private final LiveObjects live;
  private final Canonical canonical;
  private final Map<ObjectKey, Settled> settled = new ConcurrentHashMap<>();

  /**
   * Wires a converger.
   *
   * @param store the API server
   * @param live the caches
   * @param serialization how objects become JSON
   */
  public Converger(ObjectStore store, LiveObjects live, KubernetesSerialization serialization) {
    this.store = store;
    this.live = live;
    this.canonical = new Canonical(serialization);
  }

  /** A desired object that the live one of this version was found, or made, to match. */
  private record Settled(String liveVersion, ObjectNode desired) {}

  /**
   * Applies and prunes. Never throws for a refusal of the API server: refusals are part of the
   * outcome.
   *
   * @param ownerUid uid of the owner, which every desired object names as its controller
   * @param desired what is to be there, in the order in which to apply it
   * @param kept objects of the owner that are not desired but stay
   */
  public Convergence converge(
      String ownerUid, List<HasMetadata> desired, Predicate<HasMetadata> kept) {
    List<ObjectKey> applied = new ArrayList<>();
    List<ObjectKey> pruned = new ArrayList<>();
    List<Failure> failures = new ArrayList<>();
    Set<ObjectKey> wanted = new HashSet<>();
    for (HasMetadata object : desired) {
      ObjectKey key = ObjectKey.of(object);
      wanted.add(key);
      attempt(key, failures, () -> applyIfDifferent(ownerUid, object, key, applied, failures));
    }
    // What failed may be what would replace the leftovers, so they stay until all is well.
    if (failures.isEmpty()) {
      for (HasMetadata object : live.controlledBy(ownerUid)) {
        ObjectKey key = ObjectKey.of(object);
        if (!wanted.contains(key) && !kept.test(object) && !isBeingDeleted(object)) {
          attempt(key, failures, () -> prune(object, key, pruned));
        }
      }
    }
    return new Convergence(applied, pruned, failures);
  }

  /** Forgets what is remembered of an owner's objects, when the owner is gone. */
  public void forget(String namespace, Predicate<ObjectKey> ofOwner) {
    settled.keySet().removeIf(key -> key.namespace().equals(namespace) && ofOwner.test(key));
  }

  private void applyIfDifferent(
      String ownerUid,
      HasMetadata object,
      ObjectKey key,
      List<ObjectKey> applied,
      List<Failure> failures) {
    ObjectNode tree = canonical.desired(object);
    Optional<HasMetadata> cached = live.get(key);
    if (cached.isPresent() && matches(key, cached.get(), tree, ownerUid)) {
      return;
    }
    Optional<HasMetadata> there = cached.isPresent() ? cached : store.read(object);
    if (there.isPresent() && !isControlledBy(there.get(), ownerUid)) {
      failures.add(new Failure(key, Cause.NAME_CONFLICT, conflict(key, there.get())));
      return;
    }
    HasMetadata answer = store.apply(object);
    live.written(answer);
    settled.put(key, new Settled(version(answer), tree));
    applied.add(key);
  }

  private boolean matches(ObjectKey key, HasMetadata cached, ObjectNode tree, String ownerUid) {
    Settled before = settled.get(key);
    if (before != null
        && before.liveVersion().equals(version(cached))
        && before.desired().equals(tree)) {
      return true;
    }
    if (!isControlledBy(cached, ownerUid)) {
      return false;
    }
    boolean same =
        OwnedFields.of(cached, canonical.comparable(cached), ApiObjectStore.FIELD_MANAGER)
            .map(owned -> Sameness.holds(tree, owned))
            .orElse(false);
    if (same) {
      settled.put(key, new Settled(version(cached), tree));
    }
    return same;
  }

  private void prune(HasMetadata object, ObjectKey key, List<ObjectKey> pruned) {
    store.delete(object);
    settled.remove(key);
    pruned.add(key);
  }

  private static void attempt(ObjectKey key, List<Failure> failures, Runnable step) {
    try {
      step.run();
    } catch (KubernetesClientException refused) {
      failures.add(new Failure(key, Refusals.cause(refused), Refusals.message(refused)));
    }
  }

  private static boolean isControlledBy(HasMetadata object, String ownerUid) {
    return object.getMetadata().getOwnerReferences().stream()
        .filter(reference -> Boolean.TRUE.equals(reference.getController()))
        .map(OwnerReference::getUid)
        .anyMatch(ownerUid::equals);
  }

  private static boolean isBeingDeleted(HasMetadata object) {
    return object.getMetadata().getDeletionTimestamp() != null;
  }

  private static String conflict(ObjectKey key, HasMetadata there) {
    String holder =
        there.getMetadata().getOwnerReferences().stream()
            .filter(reference -> Boolean.TRUE.equals(reference.getController()))
            .findFirst()
            .map(reference -> "belongs to " + reference.getKind() + " " + reference.getName())
            .orElse("was made by somebody else");
    return key
        + " exists and "
        + holder
        + "; it is left untouched: delete or rename it, or rename the collector";
  }

  private static String version(HasMetadata object) {
    String version = object.getMetadata().getResourceVersion();
    return version == null ? "" : version;
  }
}
