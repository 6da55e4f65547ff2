package io.adot.operator.render;

import io.adot.operator.api.v1beta1.CollectorMode;
import io.adot.operator.api.v1beta1.OpenTelemetryCollectorSpec;
import io.adot.operator.finding.Finding;
import io.adot.operator.finding.FindingCode;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HostAlias;
import io.fabric8.kubernetes.api.model.HostAliasBuilder;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.PodDNSConfig;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.TopologySpreadConstraint;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The pods of a collector.
 *
 * @param plain as the Go operator would have them
 * @param complete with what we add to them, where that is wanted
 */
record PodTemplate(PodTemplateSpec plain, PodTemplateSpec complete) {

  static PodTemplate of(Blueprint b) {
    Unique unique = new Unique(b.findings());
    ContainerRenderer renderer = new ContainerRenderer(b, unique);
    List<Container> containers = renderer.containers();
    PodSpecBuilder pod =
        new PodSpecBuilder()
            .withServiceAccountName(b.serviceAccountName())
            .withInitContainers(renderer.initContainers(containers))
            .withContainers(containers)
            .withVolumes(Volumes.volumes(b, unique));
    network(pod, b.spec(), unique);
    oneProcessNamespace(b);
    scheduling(pod, b, unique);
    ObjectMeta metadata =
        new ObjectMetaBuilder()
            .withLabels(b.labels().pod(b.workloadName()))
            .withAnnotations(b.annotations().pod())
            .build();
    PodTemplateSpec plain = new PodTemplateSpec(metadata, pod.build());
    return new PodTemplate(plain, b.facts().podAdditions() ? Additions.to(plain, pod, b) : plain);
  }

  private static void network(PodSpecBuilder pod, OpenTelemetryCollectorSpec spec, Unique unique) {
    PodDNSConfig dns = spec.getPodDnsConfig();
    Boolean share = spec.getShareProcessNamespace();
    pod.withHostNetwork(orAbsent(spec.getHostNetwork()))
        .withHostPID(orAbsent(spec.getHostPID()))
        .withHostUsers(spec.getHostUsers())
        .withHostAliases(hostAliases(spec, unique))
        .withDnsPolicy(dnsPolicy(spec))
        // Both are there even when they say nothing: leaving them out of a live template that the
        // Go operator wrote would restart its pods.
        .withDnsConfig(dns == null ? new PodDNSConfig() : dns)
        .withShareProcessNamespace(share != null && share);
  }

  /**
   * The API server refuses pods that see the node's processes and are told to share their own, or
   * to have users of their own.
   */
  private static void oneProcessNamespace(Blueprint b) {
    if (!Boolean.TRUE.equals(b.spec().getHostPID())) {
      return;
    }
    if (Boolean.TRUE.equals(b.spec().getShareProcessNamespace())) {
      b.findings().accept(besideHostPid("spec.shareProcessNamespace", "is true"));
    }
    if (Boolean.FALSE.equals(b.spec().getHostUsers())) {
      b.findings().accept(besideHostPid("spec.hostUsers", "is false"));
    }
  }

  private static Finding besideHostPid(String path, String what) {
    return new Finding(
        FindingCode.OTC1103,
        path,
        what + " together with spec.hostPID, and pods cannot have both",
        "remove one of the two");
  }

  /** An address with its names in several entries has all of them in one. */
  private static List<HostAlias> hostAliases(OpenTelemetryCollectorSpec spec, Unique unique) {
    return unique.merged(
        spec.getHostAliases(),
        "spec.hostAliases",
        HostAlias::getIp,
        (one, other) -> new HostAliasBuilder(one).addAllToHostnames(other.getHostnames()).build());
  }

  private static void scheduling(PodSpecBuilder pod, Blueprint b, Unique unique) {
    OpenTelemetryCollectorSpec spec = b.spec();
    pod.withTolerations(spec.getTolerations())
        .withNodeSelector(spec.getNodeSelector().isEmpty() ? null : spec.getNodeSelector())
        .withAffinity(spec.getAffinity())
        .withPriorityClassName(Text.orNull(spec.getPriorityClassName()))
        .withSecurityContext(
            VolumeGroup.complete(spec.getPodSecurityContext(), b.facts().fsGroup()))
        .withTerminationGracePeriodSeconds(spec.getTerminationGracePeriodSeconds());
    if (b.mode() != CollectorMode.DAEMONSET) {
      pod.withTopologySpreadConstraints(spread(spec, unique));
    }
  }

  private static List<TopologySpreadConstraint> spread(
      OpenTelemetryCollectorSpec spec, Unique unique) {
    return unique.first(
        spec.getTopologySpreadConstraints(),
        "spec.topologySpreadConstraints",
        constraint -> constraint.getTopologyKey() + "/" + constraint.getWhenUnsatisfiable());
  }

  private static String dnsPolicy(OpenTelemetryCollectorSpec spec) {
    String wanted = spec.getDnsPolicy();
    if (wanted != null && !wanted.isEmpty()) {
      return wanted;
    }
    PodDNSConfig dns = spec.getPodDnsConfig();
    if (dns != null && dns.getNameservers() != null && !dns.getNameservers().isEmpty()) {
      return "None";
    }
    return Boolean.TRUE.equals(spec.getHostNetwork()) ? "ClusterFirstWithHostNet" : "ClusterFirst";
  }

  /** The API server does not keep these when they are false. */
  private static @Nullable Boolean orAbsent(@Nullable Boolean flag) {
    return Boolean.TRUE.equals(flag) ? Boolean.TRUE : null;
  }
}
