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
   * @param removed workloads of a former mode that were removed
   * @param successor the workload of the new mode; empty where there is none
   */
  public static List<Notice> of(
      List<Recreation> recreations, List<ObjectKey> removed, Optional<ObjectKey> successor) {
    return Stream.concat(
            recreations.stream().map(Deeds::recreated),
            removed.stream().map(workload -> modeChanged(workload, successor)))
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

  private static Notice modeChanged(ObjectKey workload, Optional<ObjectKey> successor) {
    String instead =
        successor
            .map(next -> "the mode was changed and " + next + " takes its place")
            .orElse("a sidecar has no workload of its own: nothing takes its place");
    return new Notice(false, Reason.ModeChanged, workload + " was removed: " + instead);
  }
}
