package io.adot.operator.converge;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.HasMetadata;

/** Takes over objects that an operator before us made, without restarting the pods that run. */
final class Inheritor {
  private final ObjectStore store;
  private final LiveObjects live;
  private final Comparison comparison;

  Inheritor(ObjectStore store, LiveObjects live, Comparison comparison) {
    this.store = store;
    this.live = live;
    this.comparison = comparison;
  }

  /**
   * Whether an object, which equals the desired one in what is ours, has more to take.
   *
   * @param isNew whether we have not looked after it until now
   */
  static boolean hasToTake(HasMetadata found, String ownerUid, boolean isNew, ObjectNode desired) {
    return Inheritance.taken(found, heir(ownerUid, isNew), desired, true).isPresent();
  }

  /**
   * Records fields of an earlier operator as ours, where there are any; what is not desired then
   * goes with the next apply.
   *
   * @param isNew whether we have not looked after the object until now
   * @return the object as it is stored then
   */
  HasMetadata take(HasMetadata found, String ownerUid, boolean isNew, ObjectNode desired) {
    return Inheritance.taken(
            found, heir(ownerUid, isNew), desired, comparison.keepsPods(found, desired))
        .map(
            fields -> {
              HasMetadata answer = store.record(found, fields);
              live.written(answer);
              return answer;
            })
        .orElse(found);
  }

  private static Inheritance.Heir heir(String ownerUid, boolean isNew) {
    return new Inheritance.Heir(ownerUid, ApiObjectStore.FIELD_MANAGER, isNew);
  }
}
