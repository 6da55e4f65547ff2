package io.adot.operator.converge;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.adot.operator.converge.Convergence.Failure;
import io.adot.operator.converge.Convergence.Recreation;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiPredicate;
import java.util.function.Predicate;

/**
 * Brings an owner's objects to their desired state. An unchanged object costs no call: the live
 * object of the caches is compared, and the outcome of the comparison is remembered until either
 * side changes.
 */
public final class Converger {
  private final ObjectStore store;
  private final LiveObjects live;
  private final BiPredicate<ObjectKey, ObjectKey> needs;
  private final Recreator recreator;
  private final Comparison comparison;
  private final Inheritor inheritor;
  private final Map<String, Memory> memories = new ConcurrentHashMap<>();

  /**
   * Wires a converger.
   *
   * @param store the API server
   * @param live the caches
   * @param needs whether the first object is of no use without the second, so that it stays as it
   *     is when the second was refused
   * @param adopts whether the first object, made in the place of the second, takes over what that
   *     one owns
   * @param serialization how objects become JSON
   */
  public Converger(
      ObjectStore store,
      LiveObjects live,
      BiPredicate<ObjectKey, ObjectKey> needs,
      BiPredicate<HasMetadata, HasMetadata> adopts,
      KubernetesSerialization serialization) {
    this.store = store;
    this.live = live;
    this.needs = needs;
    this.comparison = new Comparison(serialization);
    this.recreator = new Recreator(store, adopts, comparison);
    this.inheritor = new Inheritor(store, live, comparison);
  }

  /** What one pass does, as it goes. */
  private record Pass(
      String ownerUid,
      Memory memory,
      List<ObjectKey> applied,
      List<ObjectKey> pruned,
      List<Recreation> recreations,
      List<Failure> failures) {

    Pass(String ownerUid, Memory memory) {
      this(
          ownerUid,
          memory,
          new ArrayList<>(),
          new ArrayList<>(),
          new ArrayList<>(),
          new ArrayList<>());
    }

    boolean isFutile() {
      return failures.stream().anyMatch(f -> Refusals.isNamespaceEnding(f.message()));
    }
  }

  /**
   * Applies and prunes. Never throws for a refusal of the API server: refusals are part of the
   * outcome.
   *
   * @param ownerUid uid of the owner, which every desired object states as {@link Ownership} has it
   * @param desired what is to be there, in the order in which to apply it
   * @param kept objects of the owner that are not desired but stay
   */
  public Convergence converge(
      String ownerUid, List<HasMetadata> desired, Predicate<HasMetadata> kept) {
    Pass pass = new Pass(ownerUid, memory(ownerUid));
    Set<ObjectKey> wanted = new HashSet<>();
    for (HasMetadata object : desired) {
      ObjectKey key = ObjectKey.of(object);
      wanted.add(key);
      if (!pass.isFutile()
          && pass.failures().stream().noneMatch(failure -> needs.test(key, failure.key()))) {
        attempt(pass, key, () -> applyIfDifferent(pass, object, key));
      }
    }
    // What failed may be what would replace the leftovers, so they stay until all is well.
    if (pass.failures().isEmpty()) {
      for (HasMetadata object : live.controlledBy(ownerUid)) {
        ObjectKey key = ObjectKey.of(object);
        boolean leaving = object.getMetadata().getDeletionTimestamp() != null;
        if (!wanted.contains(key) && !kept.test(object) && !leaving) {
          attempt(pass, key, () -> prune(pass, object, key));
        }
      }
    }
    return new Convergence(pass.applied(), pass.pruned(), pass.recreations(), pass.failures());
  }

  /**
   * Whether the pods of a workload could stay if this form of it were applied: its pod template is
   * the same, or an operator before us made it and we never applied it, so that this form is the
   * one to begin with.
   *
   * @param ownerUid uid of the owner
   * @param workload the form in question
   * @param last how it was when it was last seen, which counts if it is gone
   */
  public boolean keepsPods(String ownerUid, HasMetadata workload, Optional<HasMetadata> last) {
    return live.get(ObjectKey.of(workload))
        .filter(found -> Ownership.isControlledBy(found, ownerUid))
        .or(() -> last)
        .map(
            found ->
                memory(ownerUid)
                    .keepsPods(
                        ObjectKey.of(workload),
                        workload,
                        found,
                        () -> comparison.keepsPods(found, comparison.desired(workload))))
        .orElse(false);
  }

  /** Whether the object of a name is known to have another owner. */
  public boolean isOfAnother(String ownerUid, ObjectKey key) {
    return live.get(key)
        .flatMap(Ownership::ownerUid)
        .filter(uid -> !uid.equals(ownerUid))
        .isPresent();
  }

  private Memory memory(String ownerUid) {
    return memories.computeIfAbsent(ownerUid, uid -> new Memory());
  }

  /** Forgets what is remembered of an owner's objects, when the owner is gone. */
  public void forget(String ownerUid) {
    memories.remove(ownerUid);
  }

  private void applyIfDifferent(Pass pass, HasMetadata object, ObjectKey key) {
    Memory memory = pass.memory();
    Optional<HasMetadata> cached = live.get(key);
    if (cached.filter(found -> memory.isSettled(key, object, found)).isPresent()) {
      return;
    }
    ObjectNode tree = comparison.desired(object);
    if (cached.isPresent() && matches(pass, object, key, cached.get(), tree)) {
      return;
    }
    // A cache that lags may still hold what is gone, so a foreign object is looked at before it is
    // told.
    boolean ours =
        cached.filter(found -> Ownership.isControlledBy(found, pass.ownerUid())).isPresent();
    Optional<HasMetadata> there = ours ? cached : store.read(object);
    if (there.isPresent()
        && !Ownership.isControlledBy(there.get(), pass.ownerUid())
        && !Ownership.isClaimable(there.get(), object)) {
      pass.failures().add(Refusals.taken(object, there.get()));
      return;
    }
    // A cache that is not filled, or may not be, is no reason to write.
    if (!ours && there.isPresent() && matches(pass, object, key, there.get(), tree)) {
      return;
    }
    if (there.isPresent() && isLeaving(memory, key, there.get())) {
      pass.failures().add(Refusals.leaving(key));
      return;
    }
    boolean isNew = !memory.isLookedAfter(key);
    apply(
        pass,
        object,
        key,
        tree,
        there.map(found -> inheritor.take(found, pass.ownerUid(), isNew, tree)));
  }

  private void apply(
      Pass pass, HasMetadata object, ObjectKey key, ObjectNode tree, Optional<HasMetadata> there) {
    Memory memory = pass.memory();
    HasMetadata answer;
    try {
      answer = store.apply(object);
    } catch (KubernetesClientException refused) {
      if (there.isEmpty() || !Refusals.isImmutable(refused) || memory.wasMadeAnew(key, tree)) {
        throw refused;
      }
      pass.recreations().add(recreator.delete(there.get(), object, tree));
      memory.deleted(key, there.get(), tree);
      if (store.read(object).isPresent()) {
        pass.failures().add(Refusals.leaving(key));
        return;
      }
      answer = store.apply(object);
    }
    live.written(answer);
    memory.settle(key, object, tree, answer);
    pass.applied().add(key);
  }

  private static boolean isLeaving(Memory memory, ObjectKey key, HasMetadata there) {
    return there.getMetadata().getDeletionTimestamp() != null || memory.isDeleted(key, there);
  }

  private boolean matches(
      Pass pass, HasMetadata object, ObjectKey key, HasMetadata found, ObjectNode tree) {
    Memory memory = pass.memory();
    boolean isNew = !memory.isLookedAfter(key);
    boolean same =
        memory.isSettled(key, tree, found)
            || Ownership.isControlledBy(found, pass.ownerUid())
                && comparison.isSame(found, tree)
                && !Inheritor.hasToTake(found, pass.ownerUid(), isNew, tree);
    if (same) {
      memory.settle(key, object, tree, found);
    }
    return same;
  }

  private void prune(Pass pass, HasMetadata object, ObjectKey key) {
    store.delete(object);
    pass.memory().forget(key);
    pass.pruned().add(key);
  }

  private static void attempt(Pass pass, ObjectKey key, Runnable step) {
    try {
      step.run();
    } catch (KubernetesClientException refused) {
      pass.failures().add(Refusals.of(key, refused));
    }
  }
}
