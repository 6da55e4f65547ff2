package io.adot.operator.api.v1beta1;

import io.adot.operator.api.Bean;
import io.adot.operator.api.schema.Property;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvFromSource;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.Lifecycle;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.SecurityContext;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a resource says of the container that the operator writes: the part that is also in force
 * for a sidecar.
 */
public abstract class ContainerFields extends Bean {
  @Property("Container image. When empty, the image that the operator was configured with.")
  private @Nullable String image;

  @Property("When the kubelet pulls the image: Always, Never or IfNotPresent.")
  private @Nullable String imagePullPolicy;

  @Property(
      "Command line flags by name, without the leading dashes; added to the flags the operator "
          + "sets itself.")
  private @Nullable Map<String, String> args;

  @Property("Environment variables of the container.")
  private @Nullable List<EnvVar> env;

  @Property("ConfigMaps and Secrets whose every entry becomes an environment variable.")
  private @Nullable List<EnvFromSource> envFrom;

  @Property("CPU, memory and other resources the container requests and may use at most.")
  private @Nullable ResourceRequirements resources;

  @Property("Security settings of the container; podSecurityContext has those of the whole pod.")
  private @Nullable SecurityContext securityContext;

  @Property("Actions the kubelet runs after the container starts and before it stops.")
  private @Nullable Lifecycle lifecycle;

  @Property(
      "Timing of the liveness probe. The probe itself comes from the health_check extension of "
          + "the configuration; without that extension there is none.")
  private @Nullable ProbeSettings livenessProbe;

  @Property(
      "Timing of the readiness probe. The probe itself comes from the health_check extension of "
          + "the configuration; without that extension there is none.")
  private @Nullable ProbeSettings readinessProbe;

  @Property(
      value =
          "Ports to open besides those that the operator reads from the configuration. An entry "
              + "with the number and protocol of one of those takes its place.",
      listType = "atomic")
  private @Nullable List<PortSpec> ports;

  @Property(
      value =
          "Volumes to mount into the container, by the name they have in volumes or "
              + "volumeClaimTemplates.",
      listType = "atomic")
  private @Nullable List<VolumeMount> volumeMounts;

  @Property(value = "Volumes to add to the pod.", listType = "atomic")
  private @Nullable List<Volume> volumes;

  @Property("Containers that run to completion before the pod's other containers start.")
  private @Nullable List<Container> initContainers;

  public @Nullable String getImage() {
    return image;
  }

  public void setImage(@Nullable String image) {
    this.image = image;
  }

  public @Nullable String getImagePullPolicy() {
    return imagePullPolicy;
  }

  public void setImagePullPolicy(@Nullable String imagePullPolicy) {
    this.imagePullPolicy = imagePullPolicy;
  }

  public Map<String, String> getArgs() {
    return args == null ? Map.of() : args;
  }

  public void setArgs(@Nullable Map<String, String> args) {
    this.args = args;
  }

  public List<EnvVar> getEnv() {
    return env == null ? List.of() : env;
  }

  public void setEnv(@Nullable List<EnvVar> env) {
    this.env = env;
  }

  public List<EnvFromSource> getEnvFrom() {
    return envFrom == null ? List.of() : envFrom;
  }

  public void setEnvFrom(@Nullable List<EnvFromSource> envFrom) {
    this.envFrom = envFrom;
  }

  public @Nullable ResourceRequirements getResources() {
    return resources;
  }

  public void setResources(@Nullable ResourceRequirements resources) {
    this.resources = resources;
  }

  public @Nullable SecurityContext getSecurityContext() {
    return securityContext;
  }

  public void setSecurityContext(@Nullable SecurityContext securityContext) {
    this.securityContext = securityContext;
  }

  public @Nullable Lifecycle getLifecycle() {
    return lifecycle;
  }

  public void setLifecycle(@Nullable Lifecycle lifecycle) {
    this.lifecycle = lifecycle;
  }

  public @Nullable ProbeSettings getLivenessProbe() {
    return livenessProbe;
  }

  public void setLivenessProbe(@Nullable ProbeSettings livenessProbe) {
    this.livenessProbe = livenessProbe;
  }

  public @Nullable ProbeSettings getReadinessProbe() {
    return readinessProbe;
  }

  public void setReadinessProbe(@Nullable ProbeSettings readinessProbe) {
    this.readinessProbe = readinessProbe;
  }

  public List<PortSpec> getPorts() {
    return ports == null ? List.of() : ports;
  }

  public void setPorts(@Nullable List<PortSpec> ports) {
    this.ports = ports;
  }

  public List<VolumeMount> getVolumeMounts() {
    return volumeMounts == null ? List.of() : volumeMounts;
  }

  public void setVolumeMounts(@Nullable List<VolumeMount> volumeMounts) {
    this.volumeMounts = volumeMounts;
  }

  public List<Volume> getVolumes() {
    return volumes == null ? List.of() : volumes;
  }

  public void setVolumes(@Nullable List<Volume> volumes) {
    this.volumes = volumes;
  }

  public List<Container> getInitContainers() {
    return initContainers == null ? List.of() : initContainers;
  }

  public void setInitContainers(@Nullable List<Container> initContainers) {
    this.initContainers = initContainers;
  }
}
