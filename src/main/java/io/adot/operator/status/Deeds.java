package io.adot.operator.status;

import io.adot.operator.api.Reason;
import io.adot.operator.converge.Convergence.Recreation;
import io.adot.operator.converge.ObjectKey;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a pass did that a user should hear of, as it cannot be told from the objects later. */
public final class Deeds {
  private Deeds() {}

  /**
   * Makes the notices.
   *
   * @param recreations objects that were deleted to be made anew
   * @param removed workloads that were removed once another took their place
   * @param successor that other one; empty where there is none
   */
  public static List<Notice> of(
      List<Recreation> recreations, List<ObjectKey> removed, Optional<ObjectKey> successor) {
    return Stream.concat(
            recreations.stream().map(Deeds::recreated),
            removed.stream().map(workload -> succeeded(workload, successor)))
        .toList();
  }

  private static Notice recreated(Recreation recreation) {
    String fields =
        recreation.fields().isEmpty() ? "a field" : String.join(", ", recreation.fields());
    return new Notice(
        false,
        Reason.Recreated,
        recreation.key()
            + " is made anew, as the API server does not let "
            + fields
            + " be changed"
            + (recreation.adopted() ? "; " + fateOfPods(recreation) : ""));
  }

  private static String fateOfPods(Recreation recreation) {
    if (!recreation.lost().isEmpty()) {
      return "its claims stay as they are and its pods are replaced one by one, as labels and"
          + " annotations of theirs that are not in the resource are lost: "
          + String.join(", ", recreation.lost());
    }
    return recreation.fields().contains("spec.template")
        ? "its claims stay as they are and its pods are replaced one by one, as they change, too"
        : "its pods keep running and its claims stay as they are: what only new pods get comes with"
            + " a rollout restart";
  }

  private static Notice succeeded(ObjectKey workload, Optional<ObjectKey> successor) {
    String removed = workload + " was removed: ";
    if (successor.isEmpty()) {
      return new Notice(
          false,
          Reason.ModeChanged,
          removed + "a sidecar has no workload of its own: nothing takes its place");
    }
    String next = successor.get() + " takes its place";
    return successor.get().kind().equals(workload.kind())
        ? new Notice(false, Reason.Recreated, removed + "under another name, " + next)
        : new Notice(false, Reason.ModeChanged, removed + "the mode was changed and " + next);
  }
}
