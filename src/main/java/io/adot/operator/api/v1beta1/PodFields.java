package io.adot.operator.api.v1beta1;

import io.adot.operator.api.schema.Property;
import io.fabric8.kubernetes.api.model.Affinity;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HostAlias;
import io.fabric8.kubernetes.api.model.PodDNSConfig;
import io.fabric8.kubernetes.api.model.PodSecurityContext;
import io.fabric8.kubernetes.api.model.SessionAffinityConfig;
import io.fabric8.kubernetes.api.model.Toleration;
import io.fabric8.kubernetes.api.model.TopologySpreadConstraint;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a resource says of the pods that the operator writes and of the objects around them. Shared
 * by the resources of the group.
 */
public abstract class PodFields extends ContainerFields {
  @Property(
      value =
          "Whether the operator acts on this resource: managed, or unmanaged to leave its objects "
              + "as they are. Default: managed.",
      defaultValue = "managed")
  private @Nullable ManagementState managementState;

  @Property(
      value =
          "Number of pods, in the modes deployment and statefulset. Default: 1. An autoscaler "
              + "changes it.",
      defaultValue = "1")
  private @Nullable Integer replicas;

  @Property(
      "ServiceAccount the pods run as. When empty, the operator makes one. For AWS exporters, "
          + "the one that carries the role.")
  private @Nullable String serviceAccount;

  @Property("Annotations to put on the pods.")
  private @Nullable Map<String, String> podAnnotations;

  @Property("Labels a node must have to run the pods.")
  private @Nullable Map<String, String> nodeSelector;

  @Property("Node taints that the pods accept. Not in sidecar mode.")
  private @Nullable List<Toleration> tolerations;

  @Property(
      "Which nodes and which other pods the pods prefer, require or avoid. Not in sidecar mode.")
  private @Nullable Affinity affinity;

  @Property(
      "How the pods spread over zones, nodes or other domains, in the modes deployment and "
          + "statefulset.")
  private @Nullable List<TopologySpreadConstraint> topologySpreadConstraints;

  @Property("PriorityClass of the pods. Not in sidecar mode.")
  private @Nullable String priorityClassName;

  @Property("Security settings of the whole pod; securityContext has those of the container.")
  private @Nullable PodSecurityContext podSecurityContext;

  @Property("Seconds a pod is given to stop by itself before it is killed.")
  private @Nullable Long terminationGracePeriodSeconds;

  @Property("Containers to run next to the one the operator writes. Not in sidecar mode.")
  private @Nullable List<Container> additionalContainers;

  @Property("Whether the containers of a pod see each other's processes.")
  private @Nullable Boolean shareProcessNamespace;

  @Property("Whether the pods use the network of their node.")
  private @Nullable Boolean hostNetwork;

  @Property("Whether the pods see the processes of their node.")
  private @Nullable Boolean hostPID;

  @Property(
      "Whether the pods share the user ids of their node; false gives them a user namespace of "
          + "their own.")
  private @Nullable Boolean hostUsers;

  @Property(value = "Lines to add to /etc/hosts of the pods.", listType = "atomic")
  private @Nullable List<HostAlias> hostAliases;

  @Property(
      "How the pods resolve names: ClusterFirst, ClusterFirstWithHostNet, Default or None. When "
          + "empty, None if podDnsConfig has name servers, ClusterFirstWithHostNet on the host "
          + "network, else ClusterFirst.")
  private @Nullable String dnsPolicy;

  @Property("Name servers, search domains and options that are merged with what dnsPolicy gives.")
  private @Nullable PodDNSConfig podDnsConfig;

  @Property("IP families of the Services, IPv4 and IPv6, the preferred one first.")
  private @Nullable List<String> ipFamilies;

  @Property(
      value =
          "Whether the Services have one IP family or two: SingleStack, PreferDualStack or "
              + "RequireDualStack. Default: SingleStack.",
      defaultValue = "SingleStack")
  private @Nullable String ipFamilyPolicy;

  @Property("Which endpoints the Services prefer, for example PreferClose. When empty, all alike.")
  private @Nullable String trafficDistribution;

  @Property("Whether the Services send a client to the same pod each time: ClientIP or None.")
  private @Nullable String sessionAffinity;

  @Property("Settings of sessionAffinity.")
  private @Nullable SessionAffinityConfig sessionAffinityConfig;

  @Property(
      "How many pods may be missing during a voluntary disruption such as a node drain. When "
          + "absent, one may.")
  private @Nullable PodDisruptionBudgetSettings podDisruptionBudget;

  @Property("The NetworkPolicy that admits traffic to the pods.")
  private @Nullable NetworkPolicySettings networkPolicy;

  @Property("How the pods' own telemetry is collected.")
  private @Nullable ObservabilitySettings observability;

  public @Nullable ManagementState getManagementState() {
    return managementState;
  }

  public void setManagementState(@Nullable ManagementState managementState) {
    this.managementState = managementState;
  }

  public @Nullable Integer getReplicas() {
    return replicas;
  }

  public void setReplicas(@Nullable Integer replicas) {
    this.replicas = replicas;
  }

  public @Nullable String getServiceAccount() {
    return serviceAccount;
  }

  public void setServiceAccount(@Nullable String serviceAccount) {
    this.serviceAccount = serviceAccount;
  }

  public Map<String, String> getPodAnnotations() {
    return podAnnotations == null ? Map.of() : podAnnotations;
  }

  public void setPodAnnotations(@Nullable Map<String, String> podAnnotations) {
    this.podAnnotations = podAnnotations;
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

  public @Nullable String getPriorityClassName() {
    return priorityClassName;
  }

  public void setPriorityClassName(@Nullable String priorityClassName) {
    this.priorityClassName = priorityClassName;
  }

  public @Nullable PodSecurityContext getPodSecurityContext() {
    return podSecurityContext;
  }

  public void setPodSecurityContext(@Nullable PodSecurityContext podSecurityContext) {
    this.podSecurityContext = podSecurityContext;
  }

  public @Nullable Long getTerminationGracePeriodSeconds() {
    return terminationGracePeriodSeconds;
  }

  public void setTerminationGracePeriodSeconds(@Nullable Long terminationGracePeriodSeconds) {
    this.terminationGracePeriodSeconds = terminationGracePeriodSeconds;
  }

  public List<Container> getAdditionalContainers() {
    return additionalContainers == null ? List.of() : additionalContainers;
  }

  public void setAdditionalContainers(@Nullable List<Container> additionalContainers) {
    this.additionalContainers = additionalContainers;
  }

  public @Nullable Boolean getShareProcessNamespace() {
    return shareProcessNamespace;
  }

  public void setShareProcessNamespace(@Nullable Boolean shareProcessNamespace) {
    this.shareProcessNamespace = shareProcessNamespace;
  }

  public @Nullable Boolean getHostNetwork() {
    return hostNetwork;
  }

  public void setHostNetwork(@Nullable Boolean hostNetwork) {
    this.hostNetwork = hostNetwork;
  }

  public @Nullable Boolean getHostPID() {
    return hostPID;
  }

  public void setHostPID(@Nullable Boolean hostPID) {
    this.hostPID = hostPID;
  }

  public @Nullable Boolean getHostUsers() {
    return hostUsers;
  }

  public void setHostUsers(@Nullable Boolean hostUsers) {
    this.hostUsers = hostUsers;
  }

  public List<HostAlias> getHostAliases() {
    return hostAliases == null ? List.of() : hostAliases;
  }

  public void setHostAliases(@Nullable List<HostAlias> hostAliases) {
    this.hostAliases = hostAliases;
  }

  public @Nullable String getDnsPolicy() {
    return dnsPolicy;
  }

  public void setDnsPolicy(@Nullable String dnsPolicy) {
    this.dnsPolicy = dnsPolicy;
  }

  public @Nullable PodDNSConfig getPodDnsConfig() {
    return podDnsConfig;
  }

  public void setPodDnsConfig(@Nullable PodDNSConfig podDnsConfig) {
    this.podDnsConfig = podDnsConfig;
  }

  public List<String> getIpFamilies() {
    return ipFamilies == null ? List.of() : ipFamilies;
  }

  public void setIpFamilies(@Nullable List<String> ipFamilies) {
    this.ipFamilies = ipFamilies;
  }

  public @Nullable String getIpFamilyPolicy() {
    return ipFamilyPolicy;
  }

  public void setIpFamilyPolicy(@Nullable String ipFamilyPolicy) {
    this.ipFamilyPolicy = ipFamilyPolicy;
  }

  public @Nullable String getTrafficDistribution() {
    return trafficDistribution;
  }

  public void setTrafficDistribution(@Nullable String trafficDistribution) {
    this.trafficDistribution = trafficDistribution;
  }

  public @Nullable String getSessionAffinity() {
    return sessionAffinity;
  }

  public void setSessionAffinity(@Nullable String sessionAffinity) {
    this.sessionAffinity = sessionAffinity;
  }

  public @Nullable SessionAffinityConfig getSessionAffinityConfig() {
    return sessionAffinityConfig;
  }

  public void setSessionAffinityConfig(@Nullable SessionAffinityConfig sessionAffinityConfig) {
    this.sessionAffinityConfig = sessionAffinityConfig;
  }

  public @Nullable PodDisruptionBudgetSettings getPodDisruptionBudget() {
    return podDisruptionBudget;
  }

  public void setPodDisruptionBudget(@Nullable PodDisruptionBudgetSettings podDisruptionBudget) {
    this.podDisruptionBudget = podDisruptionBudget;
  }

  public @Nullable NetworkPolicySettings getNetworkPolicy() {
    return networkPolicy;
  }

  public void setNetworkPolicy(@Nullable NetworkPolicySettings networkPolicy) {
    this.networkPolicy = networkPolicy;
  }

  public @Nullable ObservabilitySettings getObservability() {
    return observability;
  }

  public void setObservability(@Nullable ObservabilitySettings observability) {
    this.observability = observability;
  }
}
