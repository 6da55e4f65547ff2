package io.adot.operator.converge;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.List;

/** Live objects compared with desired ones, in what we own of them. */
final class Comparison {
  private final Canonical canonical;

  Comparison(KubernetesSerialization serialization) {
    this.canonical = new Canonical(serialization);
  }

  /** A desired object as it is compared. */
  ObjectNode desired(HasMetadata object) {
    return canonical.desired(object);
  }

  /** Whether a live object is what is desired; not where we never applied it. */
  boolean isSame(HasMetadata live, ObjectNode desired) {
    ObjectNode whole = canonical.comparable(live);
    return OwnedFields.of(live, whole, ApiObjectStore.FIELD_MANAGER)
        .map(owned -> Sameness.holds(desired, owned, whole))
        .orElse(false);
  }

  /** Whether applying the desired form leaves the pod template as it is, or should. */
  boolean keepsPods(HasMetadata live, ObjectNode desired) {
    if (!Ownership.isApplied(live)) {
      return true;
    }
    ObjectNode whole = canonical.comparable(live);
    return OwnedFields.of(live, whole, ApiObjectStore.FIELD_MANAGER)
        .map(
            owned ->
                Sameness.holds(
                    PodTemplateFields.of(desired),
                    PodTemplateFields.of(owned),
                    PodTemplateFields.of(whole)))
        .orElse(true);
  }

  /** The fields in which a live object differs; none where we never applied it. */
  List<String> differences(HasMetadata live, ObjectNode desired) {
    ObjectNode whole = canonical.comparable(live);
    return OwnedFields.of(live, whole, ApiObjectStore.FIELD_MANAGER)
        .map(owned -> Sameness.differences(desired, owned, whole))
        .orElse(List.of())
        .stream()
        // What the API server filled in looks like a change of what we never applied.
        .filter(field -> !field.equals("spec.template") || !keepsPods(live, desired))
        .toList();
  }

  /** The labels and annotations that the pod template of a live object has beyond ours. */
  List<String> undesired(HasMetadata live, ObjectNode desired) {
    return PodTemplateFields.undesired(canonical.comparable(live), desired);
  }
}
