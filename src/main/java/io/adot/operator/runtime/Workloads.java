package io.adot.operator.runtime;

import io.adot.operator.converge.ObjectKey;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.util.Map;
import java.util.Set;

/** What the three kinds of workloads have in common. */
final class Workloads {
  private static final Set<String> KINDS = Set.of("Deployment", "DaemonSet", "StatefulSet");

  private static final Set<String> PREREQUISITES = Set.of("ConfigMap", "ServiceAccount");

  private Workloads() {}

  static boolean isWorkload(HasMetadata object) {
    return KINDS.contains(object.getKind());
  }

  /**
   * A workload whose configuration or account is missing would only make pods that cannot start.
   */
  static boolean needs(ObjectKey object, ObjectKey other) {
    return KINDS.contains(object.kind()) && PREREQUISITES.contains(other.kind());
  }

  /** The labels by which a workload finds its pods. */
  static Map<String, String> selector(HasMetadata workload) {
    LabelSelector selector = null;
    if (workload instanceof Deployment deployment) {
      selector = deployment.getSpec().getSelector();
    } else if (workload instanceof DaemonSet daemonSet) {
      selector = daemonSet.getSpec().getSelector();
    } else if (workload instanceof StatefulSet statefulSet) {
      selector = statefulSet.getSpec().getSelector();
    }
    return selector == null || selector.getMatchLabels() == null
        ? Map.of()
        : selector.getMatchLabels();
  }
}
