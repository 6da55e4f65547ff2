package io.adot.operator.api.v1beta1;

import io.adot.operator.api.Bean;
import io.adot.operator.api.schema.Property;
import io.fabric8.kubernetes.api.model.Affinity;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.PodSecurityContext;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.SecurityContext;
import io.fabric8.kubernetes.api.model.Toleration;
import io.fabric8.kubernetes.api.model.TopologySpreadConstraint;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The target allocator of a collector. */
public final class TargetAllocatorSettings extends Bean {
  @Property(
      "Whether to run a target allocator for this collector. Needs a prometheus receiver in the "
          + "configuration.")
  private @Nullable Boolean enabled;

  @Property("Number of target allocator pods. When absent: 1.")
  private @Nullable Integer replicas;

  @Property(
      value =
          "How targets are spread: consistent-hashing, least-weighted, or per-node for a daemonset. "
              + "Default: consistent-hashing.",
      defaultValue = "consistent-hashing")
  private @Nullable AllocationStrategy allocationStrategy;

  @Property(
      value =
          "Which targets to drop beforehand: relabel-config drops those that relabelling would "
              + "drop, empty drops none. Default: relabel-config.",
      defaultValue = "relabel-config")
  private @Nullable FilterStrategy filterStrategy;

  @Property(
      value =
          "How long a collector may be not ready before its targets go to others, as a duration "
              + "such as 30s. Default: 30s.",
      defaultValue = "30s",
      format = "duration")
  private @Nullable String collectorNotReadyGracePeriod;

  @Property(
      value =
          "How often collectors ask for their targets, as a duration such as 30s. Default: 30s.",
      defaultValue = "30s",
      format = "duration")
  private @Nullable String collectorTargetReloadInterval;

  @Property("Whether scrape credentials may travel to the collectors without TLS. Prefer mtls.")
  private @Nullable Boolean allowInsecureAuthSecrets;

  @Property(
      "Mutual TLS between the collectors and the target allocator, so that scrape credentials "
          + "can travel.")
  private @Nullable MtlsSettings mtls;

  @Property("Discovery of targets by ServiceMonitor, PodMonitor, Probe and ScrapeConfig resources.")
  private @Nullable PrometheusCrSettings prometheusCR;

  @Property(
      "Container image of the target allocator. When empty, the image that the operator was "
          + "configured with.")
  private @Nullable String image;

  @Property("ServiceAccount of the target allocator. When empty, the operator makes one.")
  private @Nullable String serviceAccount;

  @Property("Environment variables of the target allocator.")
  private @Nullable List<EnvVar> env;

  @Property("CPU, memory and other resources the target allocator requests and may use at most.")
  private @Nullable ResourceRequirements resources;

  @Property("Labels a node must have to run the target allocator.")
  private @Nullable Map<String, String> nodeSelector;

  @Property("Node taints that the target allocator accepts.")
  private @Nullable List<Toleration> tolerations;

  @Property("Which nodes and which other pods the target allocator prefers, requires or avoids.")
  private @Nullable Affinity affinity;

  @Property("How the target allocator's pods spread over zones, nodes or other domains.")
  private @Nullable List<TopologySpreadConstraint> topologySpreadConstraints;

  @Property("Security settings of the target allocator's container.")
  private @Nullable SecurityContext securityContext;

  @Property("Security settings of the target allocator's pods.")
  private @Nullable PodSecurityContext podSecurityContext;

  @Property(
      "How many target allocator pods may be missing during a voluntary disruption such as a "
          + "node drain.")
  private @Nullable PodDisruptionBudgetSettings podDisruptionBudget;

  @Property("How the target allocator's own telemetry is collected.")
  private @Nullable ObservabilitySettings observability;

  public @Nullable Boolean getEnabled() {
    return enabled;
  }

  public void setEnabled(@Nullable Boolean enabled) {
    this.enabled = enabled;
  }

  public @Nullable Integer getReplicas() {
    return replicas;
  }

  public void setReplicas(@Nullable Integer replicas) {
    this.replicas = replicas;
  }

  public @Nullable AllocationStrategy getAllocationStrategy() {
    return allocationStrategy;
  }

  public void setAllocationStrategy(@Nullable AllocationStrategy allocationStrategy) {
    this.allocationStrategy = allocationStrategy;
  }

  public @Nullable FilterStrategy getFilterStrategy() {
    return filterStrategy;
  }

  public void setFilterStrategy(@Nullable FilterStrategy filterStrategy) {
    this.filterStrategy = filterStrategy;
  }

  public @Nullable String getCollectorNotReadyGracePeriod() {
    return collectorNotReadyGracePeriod;
  }

  public void setCollectorNotReadyGracePeriod(@Nullable String collectorNotReadyGracePeriod) {
    this.collectorNotReadyGracePeriod = collectorNotReadyGracePeriod;
  }

  public @Nullable String getCollectorTargetReloadInterval() {
    return collectorTargetReloadInterval;
  }

  public void setCollectorTargetReloadInterval(@Nullable String collectorTargetReloadInterval) {
    this.collectorTargetReloadInterval = collectorTargetReloadInterval;
  }

  public @Nullable Boolean getAllowInsecureAuthSecrets() {
    return allowInsecureAuthSecrets;
  }

  public void setAllowInsecureAuthSecrets(@Nullable Boolean allowInsecureAuthSecrets) {
    this.allowInsecureAuthSecrets = allowInsecureAuthSecrets;
  }

  public @Nullable MtlsSettings getMtls() {
    return mtls;
  }

  public void setMtls(@Nullable MtlsSettings mtls) {
    this.mtls = mtls;
  }

  public @Nullable PrometheusCrSettings getPrometheusCR() {
    return prometheusCR;
  }

  public void setPrometheusCR(@Nullable PrometheusCrSettings prometheusCR) {
    this.prometheusCR = prometheusCR;
  }

  public @Nullable String getImage() {
    return image;
  }

  public void setImage(@Nullable String image) {
    this.image = image;
  }

  public @Nullable String getServiceAccount() {
    return serviceAccount;
  }

  public void setServiceAccount(@Nullable String serviceAccount) {
    this.serviceAccount = serviceAccount;
  }

  public List<EnvVar> getEnv() {
    return env == null ? List.of() : env;
  }

  public void setEnv(@Nullable List<EnvVar> env) {
    this.env = env;
  }

  public @Nullable ResourceRequirements getResources() {
    return resources;
  }

  public void setResources(@Nullable ResourceRequirements resources) {
    this.resources = resources;
  }

  public Map<String, String> getNodeSelector() {
    return nodeSelector == null ? Map.of() : nodeSelector;
  }

  public void setNodeSelector(@Nullable Map<String, String> nodeSelector) {
    this.nodeSelector = nodeSelector;
  }

  public List<Toleration> getTolerations() {
    return tolerations == null ? List.of() : tolerations;
  }

  public void setTolerations(@Nullable List<Toleration> tolerations) {
    this.tolerations = tolerations;
  }

  public @Nullable Affinity getAffinity() {
    return affinity;
  }

  public void setAffinity(@Nullable Affinity affinity) {
    this.affinity = affinity;
  }

  public List<TopologySpreadConstraint> getTopologySpreadConstraints() {
    return topologySpreadConstraints == null ? List.of() : topologySpreadConstraints;
  }

  public void setTopologySpreadConstraints(
      @Nullable List<TopologySpreadConstraint> topologySpreadConstraints) {
    this.topologySpreadConstraints = topologySpreadConstraints;
  }

  public @Nullable SecurityContext getSecurityContext() {
    return securityContext;
  }

  public void setSecurityContext(@Nullable SecurityContext securityContext) {
    this.securityContext = securityContext;
  }

  public @Nullable PodSecurityContext getPodSecurityContext() {
    return podSecurityContext;
  }

  public void setPodSecurityContext(@Nullable PodSecurityContext podSecurityContext) {
    this.podSecurityContext = podSecurityContext;
  }

  public @Nullable PodDisruptionBudgetSettings getPodDisruptionBudget() {
    return podDisruptionBudget;
  }

  public void setPodDisruptionBudget(@Nullable PodDisruptionBudgetSettings podDisruptionBudget) {
    this.podDisruptionBudget = podDisruptionBudget;
  }

  public @Nullable ObservabilitySettings getObservability() {
    return observability;
  }

  public void setObservability(@Nullable ObservabilitySettings observability) {
    this.observability = observability;
  }
}
