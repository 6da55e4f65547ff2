package io.adot.operator.converge;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of one owner's objects, so that nothing is looked into again before the live
 * or the desired object is another.
 */
final class Memory {
  private final Map<ObjectKey, Settled> settled = new ConcurrentHashMap<>();
  private final Map<ObjectKey, Deleted> deleted = new ConcurrentHashMap<>();
  private final Map<ObjectKey, PodsKept> pods = new ConcurrentHashMap<>();

  /**
   * A desired object that the live one of this version was found, or made, to match.
   *
   * @param object the same as the tree, which need not be made again while it is this very one
   */
  private record Settled(String liveVersion, HasMetadata object, ObjectNode desired) {}

  /**
   * An object that was deleted to be made anew.
   *
   * @param uid which
   * @param desired what it could not become
   */
  private record Deleted(String uid, ObjectNode desired) {}

  /** Whether the pods of the object of this version could stay. */
  private record PodsKept(String liveVersion, HasMetadata workload, boolean kept) {}

  /** Whether a live object was found to match this very desired one. */
  boolean isSettled(ObjectKey key, HasMetadata desired, HasMetadata live) {
    Settled before = settled.get(key);
    return before != null
        && isTheVery(before.object(), desired)
        && before.liveVersion().equals(version(live));
  }

  /** Whether a live object was found to match a desired one that looks like this. */
  boolean isSettled(ObjectKey key, ObjectNode tree, HasMetadata live) {
    Settled before = settled.get(key);
    return before != null
        && before.liveVersion().equals(version(live))
        && before.desired().equals(tree);
  }

  /** Whether an object of this name ever matched. */
  boolean isLookedAfter(ObjectKey key) {
    return settled.containsKey(key);
  }

  /**
   * A live object matches.
   *
   * @param tree the desired object as it is compared
   */
  void settle(ObjectKey key, HasMetadata desired, ObjectNode tree, HasMetadata live) {
    settled.put(key, new Settled(version(live), desired, tree));
  }

  /** Whether the pods of a workload could stay, which is looked into if it is not known. */
  boolean keepsPods(
      ObjectKey key, HasMetadata desired, HasMetadata live, BooleanSupplier lookedInto) {
    PodsKept before = pods.get(key);
    if (before != null
        && isTheVery(before.workload(), desired)
        && before.liveVersion().equals(version(live))) {
      return before.kept();
    }
    boolean kept = lookedInto.getAsBoolean();
    pods.put(key, new PodsKept(version(live), desired, kept));
    return kept;
  }

  /** A live object was deleted because it could not become the desired one. */
  void deleted(ObjectKey key, HasMetadata live, ObjectNode tree) {
    deleted.put(key, new Deleted(uid(live), tree));
  }

  /** Whether we deleted this very object; the caches may take a moment to learn that. */
  boolean isDeleted(ObjectKey key, HasMetadata live) {
    Deleted before = deleted.get(key);
    return before != null && before.uid().equals(uid(live));
  }

  /**
   * Whether an object was made anew for the same desired state before. Somebody else changes it as
   * it is created, then, and making it anew again would never end.
   */
  boolean wasMadeAnew(ObjectKey key, ObjectNode tree) {
    Deleted before = deleted.get(key);
    return before != null && before.desired().equals(tree);
  }

  /** Nothing of this name is wanted any more. */
  void forget(ObjectKey key) {
    settled.remove(key);
    deleted.remove(key);
    pods.remove(key);
  }

  @SuppressWarnings("ReferenceEquality") // to compare the values is what is to be saved
  private static boolean isTheVery(HasMetadata one, HasMetadata other) {
    return one == other;
  }

  private static String uid(HasMetadata object) {
    return text(object.getMetadata().getUid());
  }

  private static String version(HasMetadata object) {
    return text(object.getMetadata().getResourceVersion());
  }

  private static String text(@Nullable String text) {
    return Objects.requireNonNullElse(text, "");
  }
}
