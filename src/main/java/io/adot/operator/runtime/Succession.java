package io.adot.operator.runtime;

import io.adot.operator.converge.ObjectKey;
import io.adot.operator.status.Rollout;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * A change of mode: the workload of the former mode serves until that of the new one is ready, and
 * so does what belongs to it. Their pods carry the same labels, so Services lead to both meanwhile.
 *
 * @param predecessors live workloads of a former mode
 * @param pending whether they stay for now
 */
record Succession(List<HasMetadata> predecessors, boolean pending)
    implements Predicate<HasMetadata> {
  private static final Set<String> SERVING =
      Set.of(
          "Deployment",
          "DaemonSet",
          "StatefulSet",
          "Service",
          "PodDisruptionBudget",
          "HorizontalPodAutoscaler");

  /**
   * Looks for a change of mode.
   *
   * @param desired the workload that is wanted; empty for a sidecar, which nothing is waited for
   * @param living the live children
   */
  static Succession of(Optional<HasMetadata> desired, Collection<HasMetadata> living) {
    Optional<ObjectKey> wanted = desired.map(ObjectKey::of);
    List<HasMetadata> predecessors =
        living.stream()
            .filter(Workloads::isWorkload)
            .filter(child -> !wanted.equals(Optional.of(ObjectKey.of(child))))
            .toList();
    boolean ready =
        living.stream()
            .filter(child -> wanted.equals(Optional.of(ObjectKey.of(child))))
            .flatMap(successor -> Rollout.of(successor).stream())
            .anyMatch(Rollout::isComplete);
    // On a node, two cannot have the same port: the new pods would wait for the old ones for ever.
    boolean sideBySide =
        desired.isPresent()
            && (!Workloads.takesPortsOfNodes(desired.get())
                || predecessors.stream().noneMatch(Workloads::takesPortsOfNodes));
    return new Succession(predecessors, !predecessors.isEmpty() && !ready && sideBySide);
  }

  /** Whether an object that is no longer desired stays for as long as the predecessors do. */
  @Override
  public boolean test(HasMetadata leftover) {
    return pending && SERVING.contains(leftover.getKind());
  }

  /** The predecessors that serve until the new workload is ready. */
  List<ObjectKey> serving() {
    return pending ? predecessors.stream().map(ObjectKey::of).toList() : List.of();
  }

  /** Those of the deleted objects that were predecessors. */
  List<ObjectKey> removed(List<ObjectKey> deleted) {
    return predecessors.stream().map(ObjectKey::of).filter(deleted::contains).toList();
  }
}
