package io.adot.operator.runtime;

import io.adot.operator.api.v1beta1.OpenTelemetryCollector;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodStatus;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What there is of a collector at the beginning of a pass, as the caches know it.
 *
 * @param children what it controls
 * @param pods those that carry its labels, whichever workload made them
 * @param succession which workload follows which, where its mode was changed
 */
record Living(Collection<HasMetadata> children, List<Pod> pods, Succession succession) {

  /**
   * Looks.
   *
   * @param desired the workload that is wanted; empty for a sidecar
   */
  static Living of(OpenTelemetryCollector collector, Optional<HasMetadata> desired, Caches caches) {
    Collection<HasMetadata> children = caches.controlledBy(collector.getMetadata().getUid());
    List<Pod> pods =
        desired
            .map(workload -> Workloads.selector(workload).getOrDefault(Children.INSTANCE_LABEL, ""))
            .map(instance -> caches.pods(collector, instance))
            .orElse(List.of());
    return new Living(children, pods, Succession.of(desired, children));
  }

  /** What its pods cannot do without. */
  InUse inUse() {
    return InUse.by(pods);
  }

  /** The pods that this workload made. */
  List<Pod> podsOf(HasMetadata workload) {
    return pods.stream().filter(pod -> Workloads.runs(workload, pod)).toList();
  }

  /** The pods that this workload made and that are to stay. */
  List<Pod> running(Optional<HasMetadata> workload) {
    return workload.map(this::podsOf).orElse(List.of()).stream()
        .filter(pod -> pod.getMetadata().getDeletionTimestamp() == null)
        .filter(pod -> !hasEnded(pod.getStatus()))
        .toList();
  }

  private static boolean hasEnded(@Nullable PodStatus status) {
    return status != null
        && ("Succeeded".equals(status.getPhase()) || "Failed".equals(status.getPhase()));
  }

  /** A workload of another mode than the one that is wanted. */
  Optional<HasMetadata> formerWorkload() {
    return succession.predecessors().stream().findFirst();
  }
}
