package io.adot.operator.runtime;

import io.adot.operator.converge.ObjectKey;
import io.adot.operator.converge.Ownership;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What the three kinds of workloads have in common. */
final class Workloads {
  static final Set<String> KINDS = Set.of("Deployment", "DaemonSet", "StatefulSet");

  private static final Set<String> PREREQUISITES = Set.of("ConfigMap", "ServiceAccount");

  private Workloads() {}

  static boolean isWorkload(HasMetadata object) {
    return KINDS.contains(object.getKind());
  }

  /**
   * A workload whose configuration or account is missing would only make pods that cannot start; a
   * binding is refused where its role is missing.
   */
  static boolean needs(ObjectKey object, ObjectKey other) {
    boolean bindsIt =
        object.kind().equals(other.kind() + "Binding")
            && object.namespace().equals(other.namespace());
    return bindsIt || KINDS.contains(object.kind()) && PREREQUISITES.contains(other.kind());
  }

  /**
   * Whether a workload, made in the place of another, takes over its pods: they have to carry its
   * labels and, in a StatefulSet, to mount claims of the same names. Nothing else owns anything
   * worth taking over.
   */
  static boolean adopts(HasMetadata desired, HasMetadata live) {
    Optional<PodTemplateSpec> template = template(live);
    if (template.isEmpty() || template.get().getMetadata() == null) {
      return false;
    }
    Map<String, String> labels =
        Objects.requireNonNullElse(template.get().getMetadata().getLabels(), Map.of());
    return labels.entrySet().containsAll(selector(desired).entrySet())
        && claims(desired).equals(claims(live));
  }

  /** Whether a pod was made by this workload, not by another that finds it by the same labels. */
  static boolean runs(HasMetadata workload, Pod pod) {
    Optional<OwnerReference> owner = Ownership.controller(pod);
    if (owner.isEmpty()) {
      return false;
    }
    // Between a Deployment and its pods is a ReplicaSet, whose name tells whose it is.
    String hash =
        Objects.requireNonNullElse(pod.getMetadata().getLabels(), Map.<String, String>of())
            .getOrDefault("pod-template-hash", "");
    return owner.get().getUid().equals(workload.getMetadata().getUid())
        || workload instanceof Deployment
            && owner.get().getKind().equals("ReplicaSet")
            && owner.get().getName().equals(workload.getMetadata().getName() + "-" + hash);
  }

  /** Whether its pods take ports of the node that they run on. */
  static boolean takesPortsOfNodes(HasMetadata workload) {
    return template(workload)
        .map(PodTemplateSpec::getSpec)
        .filter(
            pod ->
                Boolean.TRUE.equals(pod.getHostNetwork())
                    || pod.getContainers().stream()
                        .flatMap(container -> container.getPorts().stream())
                        .anyMatch(port -> port.getHostPort() != null))
        .isPresent();
  }

  /** The image of its pods' first container, which is the collector's. */
  static Optional<String> image(HasMetadata workload) {
    return template(workload)
        .map(PodTemplateSpec::getSpec)
        .flatMap(pod -> pod.getContainers().stream().findFirst())
        .map(Container::getImage);
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

  /** What its pods are made from; empty for what is no workload. */
  static Optional<PodTemplateSpec> template(HasMetadata workload) {
    if (workload instanceof Deployment deployment) {
      return Optional.ofNullable(deployment.getSpec().getTemplate());
    }
    if (workload instanceof DaemonSet daemonSet) {
      return Optional.ofNullable(daemonSet.getSpec().getTemplate());
    }
    return workload instanceof StatefulSet statefulSet
        ? Optional.ofNullable(statefulSet.getSpec().getTemplate())
        : Optional.empty();
  }

  private static Set<String> claims(HasMetadata workload) {
    return workload instanceof StatefulSet statefulSet
        ? statefulSet.getSpec().getVolumeClaimTemplates().stream()
            .map(claim -> claim.getMetadata().getName())
            .collect(Collectors.toSet())
        : Set.of();
  }
}
