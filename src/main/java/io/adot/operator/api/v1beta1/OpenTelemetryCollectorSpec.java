package io.adot.operator.api.v1beta1;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.adot.operator.api.schema.Description;
import io.adot.operator.api.schema.Property;
import io.adot.operator.api.schema.Rule;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.apps.DaemonSetUpdateStrategy;
import io.fabric8.kubernetes.api.model.apps.DeploymentStrategy;
import io.fabric8.kubernetes.api.model.apps.StatefulSetPersistentVolumeClaimRetentionPolicy;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a user asks of a collector. */
@Description("What the collector should be.")
@Rule(
    expression =
        "!(has(self.mode) && self.mode == 'sidecar' && has(self.tolerations) && size(self.tolerations) > 0)",
    message =
        "a sidecar runs in the pod of its application: tolerations have no effect in mode sidecar, leave them out")
@Rule(
    expression =
        "!(has(self.mode) && self.mode == 'sidecar' && has(self.priorityClassName) && self.priorityClassName != '')",
    message =
        "a sidecar runs in the pod of its application: priorityClassName has no effect in mode sidecar, leave it out")
@Rule(
    expression = "!(has(self.mode) && self.mode == 'sidecar' && has(self.affinity))",
    message =
        "a sidecar runs in the pod of its application: affinity has no effect in mode sidecar, leave it out")
@Rule(
    expression =
        "!(has(self.mode) && self.mode == 'sidecar' && has(self.additionalContainers) && size(self.additionalContainers) > 0)",
    message =
        "a sidecar runs in the pod of its application: additionalContainers have no effect in mode sidecar, leave them out")
public class OpenTelemetryCollectorSpec extends PodFields {
  @Property(
      value =
          "How the collector runs: deployment, daemonset, statefulset, or sidecar to be added to "
              + "pods that ask for it by annotation. Default: deployment. Not to be changed later.",
      defaultValue = "deployment")
  private @Nullable CollectorMode mode;

  @Property(
      value =
          "Configuration of the collector, in the collector's own format. Ports, permissions and "
              + "probes follow from it.",
      required = true,
      shape = ConfigShape.class)
  private @Nullable JsonNode config;

  @Property(
      value =
          "How many ConfigMaps of earlier configurations to keep besides the current one. Default: "
              + "3.",
      defaultValue = "3",
      min = 1,
      format = "")
  private @Nullable Integer configVersions;

  @Property(
      "Whether settings that the image no longer reads are rendered in the form that it reads, "
          + "and a collector without an image follows the operator's default: automatic or none. "
          + "This resource itself is never changed. When absent: automatic.")
  private @Nullable UpgradeStrategy upgradeStrategy;

  @Property(
      value = "Entry point of the container, instead of the image's own.",
      minItems = 1,
      listType = "atomic")
  private @Nullable List<String> command;

  @Property("ConfigMaps to mount into the container, besides the one with the configuration.")
  private @Nullable List<ConfigMapMount> configmaps;

  @Property(
      "Timing of the startup probe. The probe itself comes from the health_check extension of "
          + "the configuration; without that extension there is none.")
  private @Nullable ProbeSettings startupProbe;

  @Property(
      "The HorizontalPodAutoscaler of the collector, in the modes deployment and statefulset. "
          + "When absent, there is none.")
  private @Nullable AutoscalerSettings autoscaler;

  @Property(
      "The target allocator, which spreads Prometheus scrape targets over the pods, in the "
          + "modes statefulset and daemonset.")
  private @Nullable TargetAllocatorSettings targetAllocator;

  @Property(
      "Access to the receivers from outside the cluster by an Ingress or by OpenShift Routes.")
  private @Nullable IngressSettings ingress;

  @Property("Access to the receivers from outside the cluster by a Gateway API HTTPRoute.")
  private @Nullable HttpRouteSettings httpRoute;

  @Property("How pods are replaced after a change, in mode daemonset.")
  private @Nullable DaemonSetUpdateStrategy daemonSetUpdateStrategy;

  @Property("How pods are replaced after a change, in mode deployment.")
  private @Nullable DeploymentStrategy deploymentUpdateStrategy;

  @Property(
      "Name of the headless Service that gives the pods their names, in mode statefulset; a "
          + "Service of that name has to exist. When empty, the one the operator makes. A change "
          + "replaces the StatefulSet.")
  private @Nullable String serviceName;

  @Property(
      "Whether pods start and stop all at once or one after the other, in mode statefulset: "
          + "Parallel or OrderedReady. When absent: Parallel.")
  private @Nullable PodManagementPolicy podManagementPolicy;

  @Property(
      value =
          "Volume claims that every pod gets a copy of, in mode statefulset. A change replaces the "
              + "StatefulSet.",
      listType = "atomic")
  private @Nullable List<PersistentVolumeClaim> volumeClaimTemplates;

  @Property(
      "What happens to the volume claims when pods go, in mode statefulset. When absent, they "
          + "are kept.")
  private @Nullable StatefulSetPersistentVolumeClaimRetentionPolicy
      persistentVolumeClaimRetentionPolicy;

  public @Nullable CollectorMode getMode() {
    return mode;
  }

  public void setMode(@Nullable CollectorMode mode) {
    this.mode = mode;
  }

  /** The value as it was written; a missing node when there is none. */
  public JsonNode getConfig() {
    return config == null ? MissingNode.getInstance() : config;
  }

  public void setConfig(@Nullable JsonNode config) {
    this.config = config;
  }

  public @Nullable Integer getConfigVersions() {
    return configVersions;
  }

  public void setConfigVersions(@Nullable Integer configVersions) {
    this.configVersions = configVersions;
  }

  public @Nullable UpgradeStrategy getUpgradeStrategy() {
    return upgradeStrategy;
  }

  public void setUpgradeStrategy(@Nullable UpgradeStrategy upgradeStrategy) {
    this.upgradeStrategy = upgradeStrategy;
  }

  public List<String> getCommand() {
    return command == null ? List.of() : command;
  }

  public void setCommand(@Nullable List<String> command) {
    this.command = command;
  }

  public List<ConfigMapMount> getConfigmaps() {
    return configmaps == null ? List.of() : configmaps;
  }

  public void setConfigmaps(@Nullable List<ConfigMapMount> configmaps) {
    this.configmaps = configmaps;
  }

  public @Nullable ProbeSettings getStartupProbe() {
    return startupProbe;
  }

  public void setStartupProbe(@Nullable ProbeSettings startupProbe) {
    this.startupProbe = startupProbe;
  }

  public @Nullable AutoscalerSettings getAutoscaler() {
    return autoscaler;
  }

  public void setAutoscaler(@Nullable AutoscalerSettings autoscaler) {
    this.autoscaler = autoscaler;
  }

  public @Nullable TargetAllocatorSettings getTargetAllocator() {
    return targetAllocator;
  }

  public void setTargetAllocator(@Nullable TargetAllocatorSettings targetAllocator) {
    this.targetAllocator = targetAllocator;
  }

  public @Nullable IngressSettings getIngress() {
    return ingress;
  }

  public void setIngress(@Nullable IngressSettings ingress) {
    this.ingress = ingress;
  }

  public @Nullable HttpRouteSettings getHttpRoute() {
    return httpRoute;
  }

  public void setHttpRoute(@Nullable HttpRouteSettings httpRoute) {
    this.httpRoute = httpRoute;
  }

  public @Nullable DaemonSetUpdateStrategy getDaemonSetUpdateStrategy() {
    return daemonSetUpdateStrategy;
  }

  public void setDaemonSetUpdateStrategy(
      @Nullable DaemonSetUpdateStrategy daemonSetUpdateStrategy) {
    this.daemonSetUpdateStrategy = daemonSetUpdateStrategy;
  }

  public @Nullable DeploymentStrategy getDeploymentUpdateStrategy() {
    return deploymentUpdateStrategy;
  }

  public void setDeploymentUpdateStrategy(@Nullable DeploymentStrategy deploymentUpdateStrategy) {
    this.deploymentUpdateStrategy = deploymentUpdateStrategy;
  }

  public @Nullable String getServiceName() {
    return serviceName;
  }

  public void setServiceName(@Nullable String serviceName) {
    this.serviceName = serviceName;
  }

  public @Nullable PodManagementPolicy getPodManagementPolicy() {
    return podManagementPolicy;
  }

  public void setPodManagementPolicy(@Nullable PodManagementPolicy podManagementPolicy) {
    this.podManagementPolicy = podManagementPolicy;
  }

  public List<PersistentVolumeClaim> getVolumeClaimTemplates() {
    return volumeClaimTemplates == null ? List.of() : volumeClaimTemplates;
  }

  public void setVolumeClaimTemplates(@Nullable List<PersistentVolumeClaim> volumeClaimTemplates) {
    this.volumeClaimTemplates = volumeClaimTemplates;
  }

  public @Nullable StatefulSetPersistentVolumeClaimRetentionPolicy
      getPersistentVolumeClaimRetentionPolicy() {
    return persistentVolumeClaimRetentionPolicy;
  }

  public void setPersistentVolumeClaimRetentionPolicy(
      @Nullable StatefulSetPersistentVolumeClaimRetentionPolicy
          persistentVolumeClaimRetentionPolicy) {
    this.persistentVolumeClaimRetentionPolicy = persistentVolumeClaimRetentionPolicy;
  }
}
