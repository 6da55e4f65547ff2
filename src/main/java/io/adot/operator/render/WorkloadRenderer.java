package io.adot.operator.render;

import io.adot.operator.api.v1beta1.AutoscalerSettings;
import io.adot.operator.api.v1beta1.OpenTelemetryCollectorSpec;
import io.adot.operator.api.v1beta1.PodManagementPolicy;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.DaemonSetBuilder;
import io.fabric8.kubernetes.api.model.apps.DaemonSetUpdateStrategy;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.api.model.apps.DeploymentStrategy;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetBuilder;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The Deployment, DaemonSet or StatefulSet that runs the collector. Its pods are set, not built in:
 * a builder copies all that it is given, down to the last field.
 */
final class WorkloadRenderer {
  private WorkloadRenderer() {}

  /** The workload with such pods, of a collector that has one. */
  static HasMetadata render(Blueprint b, PodTemplateSpec pods) {
    return switch (b.mode()) {
      case DEPLOYMENT -> deployment(b, pods);
      case DAEMONSET -> daemonSet(b, pods);
      case STATEFULSET -> statefulSet(b, pods);
      case SIDECAR -> throw new IllegalArgumentException("a sidecar has no workload of its own");
    };
  }

  private static HasMetadata deployment(Blueprint b, PodTemplateSpec pods) {
    Deployment deployment =
        new DeploymentBuilder()
            .withMetadata(metadata(b))
            .withNewSpec()
            .withReplicas(replicas(b.spec()))
            .withStrategy(unlessEmpty(b.spec().getDeploymentUpdateStrategy()))
            .withNewSelector()
            .withMatchLabels(b.labels().selector())
            .endSelector()
            .endSpec()
            .build();
    deployment.getSpec().setTemplate(pods);
    return deployment;
  }

  private static HasMetadata daemonSet(Blueprint b, PodTemplateSpec pods) {
    DaemonSet daemons =
        new DaemonSetBuilder()
            .withMetadata(metadata(b))
            .withNewSpec()
            .withUpdateStrategy(unlessEmpty(b.spec().getDaemonSetUpdateStrategy()))
            .withNewSelector()
            .withMatchLabels(b.labels().selector())
            .endSelector()
            .endSpec()
            .build();
    daemons.getSpec().setTemplate(pods);
    return daemons;
  }

  private static HasMetadata statefulSet(Blueprint b, PodTemplateSpec pods) {
    OpenTelemetryCollectorSpec spec = b.spec();
    String service = Text.orNull(spec.getServiceName());
    PodManagementPolicy management = spec.getPodManagementPolicy();
    StatefulSet stateful =
        new StatefulSetBuilder()
            .withMetadata(metadata(b))
            .withNewSpec()
            .withReplicas(replicas(spec))
            .withServiceName(service == null ? b.naming().headlessService() : service)
            .withPodManagementPolicy(
                (management == null ? PodManagementPolicy.PARALLEL : management).json())
            .withVolumeClaimTemplates(claims(b).stream().map(WorkloadRenderer::claim).toList())
            .withPersistentVolumeClaimRetentionPolicy(
                spec.getPersistentVolumeClaimRetentionPolicy())
            .withNewSelector()
            .withMatchLabels(b.labels().selector())
            .endSelector()
            .endSpec()
            .build();
    stateful.getSpec().setTemplate(pods);
    return stateful;
  }

  private static ObjectMeta metadata(Blueprint b) {
    String name = b.workloadName();
    Map<String, String> labels = new TreeMap<>(b.labels().filtered(name));
    labels.putAll(inherited(b));
    return b.metadata(name, labels, b.annotations().object());
  }

  /**
   * The workload itself remembers what it was taken over with: it is there as long as its pods.
   * Labels, because an annotation more is a new generation of a Deployment.
   */
  private static Map<String, String> inherited(Blueprint b) {
    Inherited inherited = b.facts().inherited();
    Map<String, String> notes = new TreeMap<>();
    if (inherited.withoutNetworkPolicy()) {
      notes.put(Inherited.WITHOUT, "NetworkPolicy");
    }
    if (!inherited.image().isEmpty()) {
      notes.put(Inherited.IMAGE, "kept");
    }
    return notes;
  }

  /** An autoscaler's minimum is a floor from the start, before its first measurement. */
  private static int replicas(OpenTelemetryCollectorSpec spec) {
    int wanted = spec.getReplicas() == null ? 1 : spec.getReplicas();
    AutoscalerSettings autoscaler = spec.getAutoscaler();
    Integer floor = autoscaler == null ? null : autoscaler.getMinReplicas();
    if (floor == null) {
      return wanted;
    }
    return spec.getReplicas() == null ? floor : Math.max(floor, wanted);
  }

  private static List<PersistentVolumeClaim> claims(Blueprint b) {
    return new Unique(b.findings())
        .first(
            b.spec().getVolumeClaimTemplates(),
            "spec.volumeClaimTemplates",
            claim -> claim.getMetadata() == null ? null : claim.getMetadata().getName());
  }

  /** Claims can't be changed later, so they are written the way the API server keeps them. */
  private static PersistentVolumeClaim claim(PersistentVolumeClaim claim) {
    boolean complete = claim.getSpec() == null || claim.getSpec().getVolumeMode() != null;
    return complete
        ? claim
        : new PersistentVolumeClaimBuilder(claim)
            .editSpec()
            .withVolumeMode("Filesystem")
            .endSpec()
            .build();
  }

  private static @Nullable DeploymentStrategy unlessEmpty(@Nullable DeploymentStrategy strategy) {
    return new DeploymentStrategy().equals(strategy) ? null : strategy;
  }

  private static @Nullable DaemonSetUpdateStrategy unlessEmpty(
      @Nullable DaemonSetUpdateStrategy strategy) {
    return new DaemonSetUpdateStrategy().equals(strategy) ? null : strategy;
  }
}
