package io.adot.operator.runtime.neighbour;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How the Go operator is told from others. Its Lease has one name wherever it is installed. Its
 * pods have one label and one container name in its manifest, in its chart and as an add-on of EKS,
 * whatever registry the image comes from; the chart's test pods and the webhooks that OpenShift
 * runs apart have other containers, and so have ours.
 */
final class GoOperator {
  static final String LEASE = "9f7554c3.opentelemetry.io";

  /** For how long it takes its Lease. */
  static final int LEASE_SECONDS = 137;

  static final Map<String, String> POD_LABELS =
      Map.of("app.kubernetes.io/name", "opentelemetry-operator");

  private static final String CONTAINER = "manager";

  private GoOperator() {}

  /** Whether a pod with these labels is one that works. */
  static boolean works(Pod pod) {
    return pod.getSpec().getContainers().stream().anyMatch(c -> CONTAINER.equals(c.getName()))
        && pod.getStatus() != null
        && pod.getStatus().getConditions().stream()
            .anyMatch(c -> "Ready".equals(c.getType()) && "True".equals(c.getStatus()));
  }

  /** That a Lease proves it, in words. */
  static String holds(Lease lease) {
    return "Lease " + place(lease) + " is held by " + lease.getSpec().getHolderIdentity();
  }

  /** The first of these pods that works, in words; empty when none does. */
  static Optional<String> working(List<Pod> pods) {
    return pods.stream()
        .filter(GoOperator::works)
        .map(pod -> "pod " + place(pod) + " is ready")
        .sorted()
        .findFirst();
  }

  private static String place(HasMetadata object) {
    return object.getMetadata().getNamespace() + "/" + object.getMetadata().getName();
  }
}
