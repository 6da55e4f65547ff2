package io.adot.operator.render;

import static io.adot.operator.api.v1beta1.CollectorMode.DAEMONSET;
import static io.adot.operator.api.v1beta1.CollectorMode.DEPLOYMENT;
import static io.adot.operator.api.v1beta1.CollectorMode.SIDECAR;
import static io.adot.operator.api.v1beta1.CollectorMode.STATEFULSET;

import io.adot.operator.api.v1beta1.CollectorMode;
import io.adot.operator.api.v1beta1.OpenTelemetryCollector;
import io.adot.operator.api.v1beta1.OpenTelemetryCollectorSpec;
import io.adot.operator.api.v1beta1.TargetAllocatorSettings;
import io.adot.operator.finding.Finding;
import io.adot.operator.finding.FindingCode;
import io.fabric8.kubernetes.api.model.PodDNSConfig;
import io.fabric8.kubernetes.api.model.apps.DaemonSetUpdateStrategy;
import io.fabric8.kubernetes.api.model.apps.DeploymentStrategy;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Fields of a resource that have no effect, each named rather than silently dropped: those that
 * this version does not render, and those that the collector's mode can't use.
 */
final class UnrenderedFields {
  /**
   * A field that only some modes use.
   *
   * @param path below {@code spec}
   * @param modes the modes that use it
   * @param value reads it
   */
  private record ModeField(
      String path,
      Set<CollectorMode> modes,
      Function<OpenTelemetryCollectorSpec, @Nullable Object> value) {}

  private static final Set<CollectorMode> PODS = EnumSet.complementOf(EnumSet.of(SIDECAR));
  private static final Set<CollectorMode> REPLICATED = EnumSet.of(DEPLOYMENT, STATEFULSET);
  private static final Set<CollectorMode> STATEFUL = EnumSet.of(STATEFULSET);

  private static final List<ModeField> MODE_FIELDS =
      List.of(
          new ModeField("replicas", REPLICATED, s -> moreThanOne(s.getReplicas())),
          new ModeField("podDisruptionBudget", REPLICATED, s -> s.getPodDisruptionBudget()),
          new ModeField(
              "topologySpreadConstraints", REPLICATED, s -> s.getTopologySpreadConstraints()),
          new ModeField(
              "deploymentUpdateStrategy",
              EnumSet.of(DEPLOYMENT),
              s -> unless(new DeploymentStrategy(), s.getDeploymentUpdateStrategy())),
          new ModeField(
              "daemonSetUpdateStrategy",
              EnumSet.of(DAEMONSET),
              s -> unless(new DaemonSetUpdateStrategy(), s.getDaemonSetUpdateStrategy())),
          new ModeField("volumeClaimTemplates", STATEFUL, s -> s.getVolumeClaimTemplates()),
          new ModeField(
              "persistentVolumeClaimRetentionPolicy",
              STATEFUL,
              s -> s.getPersistentVolumeClaimRetentionPolicy()),
          new ModeField("serviceName", STATEFUL, s -> s.getServiceName()),
          new ModeField("podManagementPolicy", STATEFUL, s -> s.getPodManagementPolicy()),
          new ModeField("autoscaler", REPLICATED, s -> s.getAutoscaler()),
          new ModeField(
              "ingress", PODS, s -> s.getIngress() == null ? null : s.getIngress().getType()),
          new ModeField(
              "httpRoute",
              PODS,
              s -> s.getHttpRoute() == null ? null : s.getHttpRoute().getEnabled()),
          new ModeField("ipFamilyPolicy", PODS, s -> unless("SingleStack", s.getIpFamilyPolicy())),
          new ModeField("serviceAccount", PODS, s -> s.getServiceAccount()),
          new ModeField("podAnnotations", PODS, s -> s.getPodAnnotations()),
          new ModeField("nodeSelector", PODS, s -> s.getNodeSelector()),
          new ModeField("tolerations", PODS, s -> s.getTolerations()),
          new ModeField("affinity", PODS, s -> s.getAffinity()),
          new ModeField("priorityClassName", PODS, s -> s.getPriorityClassName()),
          new ModeField("podSecurityContext", PODS, s -> s.getPodSecurityContext()),
          new ModeField(
              "terminationGracePeriodSeconds", PODS, s -> s.getTerminationGracePeriodSeconds()),
          new ModeField("additionalContainers", PODS, s -> s.getAdditionalContainers()),
          new ModeField("shareProcessNamespace", PODS, s -> s.getShareProcessNamespace()),
          new ModeField("hostNetwork", PODS, s -> s.getHostNetwork()),
          new ModeField("hostPID", PODS, s -> s.getHostPID()),
          new ModeField(
              "hostUsers",
              PODS,
              s -> s.getHostUsers() == null ? null : s.getHostUsers().toString()),
          new ModeField("hostAliases", PODS, s -> s.getHostAliases()),
          new ModeField("dnsPolicy", PODS, s -> s.getDnsPolicy()),
          new ModeField("podDnsConfig", PODS, s -> unless(new PodDNSConfig(), s.getPodDnsConfig())),
          new ModeField("ipFamilies", PODS, s -> s.getIpFamilies()),
          new ModeField("trafficDistribution", PODS, s -> s.getTrafficDistribution()),
          new ModeField("sessionAffinity", PODS, s -> s.getSessionAffinity()),
          new ModeField("sessionAffinityConfig", PODS, s -> s.getSessionAffinityConfig()));

  private static final String TARGET_ALLOCATOR_LABEL = "opentelemetry.io/target-allocator";

  private UnrenderedFields() {}

  static List<Finding> of(Blueprint b) {
    List<Finding> findings = new ArrayList<>();
    for (ModeField field : MODE_FIELDS) {
      if (!field.modes().contains(b.mode()) && set(field.value().apply(b.spec()))) {
        findings.add(
            finding(
                "spec." + field.path(),
                "has no effect in mode " + b.mode().json(),
                "remove it, or use mode " + names(field.modes())));
      }
    }
    if (b.mode() == SIDECAR) {
      findings.add(
          finding(
              "spec.mode",
              "`sidecar` only publishes the ConfigMap: this version does not inject containers",
              ""));
    }
    notYet(b, findings);
    return findings;
  }

  private static void notYet(Blueprint b, List<Finding> findings) {
    OpenTelemetryCollectorSpec spec = b.spec();
    Map<String, String> labels = b.cr().getMetadata().getLabels();
    TargetAllocatorSettings allocator = spec.getTargetAllocator();
    if (allocator != null && Boolean.TRUE.equals(allocator.getEnabled())) {
      findings.add(notYet("spec.targetAllocator", allocatorMissing(b)));
    }
    if (labels != null && labels.containsKey(TARGET_ALLOCATOR_LABEL)) {
      findings.add(
          notYet("metadata.labels[\"" + TARGET_ALLOCATOR_LABEL + "\"]", allocatorMissing(b)));
    }
  }

  private static String allocatorMissing(Blueprint b) {
    return b.facts().inherited().leftAlone()
        ? "what the operator before made is left as it is, and changes are not applied"
        : "every pod scrapes all targets";
  }

  /** Whether a collector shares its targets out by a target allocator, its own or another. */
  static boolean usesTargetAllocator(OpenTelemetryCollector cr) {
    TargetAllocatorSettings allocator = cr.getSpec().getTargetAllocator();
    Map<String, String> labels = cr.getMetadata().getLabels();
    return allocator != null && Boolean.TRUE.equals(allocator.getEnabled())
        || labels != null && labels.containsKey(TARGET_ALLOCATOR_LABEL);
  }

  private static Finding notYet(String path, String consequence) {
    return finding(path, "is accepted but not rendered by this version: " + consequence, "");
  }

  private static Finding finding(String path, String message, String fix) {
    return new Finding(FindingCode.OTC1101, path, message, fix);
  }

  private static String names(Set<CollectorMode> modes) {
    return modes.stream().map(CollectorMode::json).collect(Collectors.joining(" or "));
  }

  /** Whether a value says anything: a stored resource may carry empty ones nobody wrote. */
  private static boolean set(@Nullable Object value) {
    if (value instanceof Collection<?> collection) {
      return !collection.isEmpty();
    }
    if (value instanceof Map<?, ?> map) {
      return !map.isEmpty();
    }
    return value != null && !value.equals("") && !value.equals(false);
  }

  /** The schema's default of one replica stands in every resource. */
  private static @Nullable Integer moreThanOne(@Nullable Integer replicas) {
    return replicas == null || replicas == 1 ? null : replicas;
  }

  private static <T> @Nullable T unless(T empty, @Nullable T value) {
    return empty.equals(value) ? null : value;
  }
}
