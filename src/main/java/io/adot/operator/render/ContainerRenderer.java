package io.adot.operator.render;

import io.adot.operator.finding.Finding;
import io.adot.operator.finding.FindingCode;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.ContainerPortBuilder;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.ResourceRequirementsBuilder;
import io.fabric8.kubernetes.api.model.VolumeDevice;
import io.fabric8.kubernetes.api.model.VolumeMount;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The containers of a collector's pod. */
final class ContainerRenderer {
  /** The container that runs the collector. */
  static final String NAME = "otc-container";

  private static final String CONFIG_FLAG = "config";

  private final Blueprint b;
  private final Unique unique;

  ContainerRenderer(Blueprint b, Unique unique) {
    this.b = b;
    this.unique = unique;
  }

  /** The collector's container first, then those that the resource adds. */
  List<Container> containers() {
    List<Container> containers = new ArrayList<>();
    containers.add(collector());
    containers.addAll(users(b.spec().getAdditionalContainers(), "spec.additionalContainers"));
    return unique.first(containers, "spec.additionalContainers", Container::getName);
  }

  /** Those that run before the collector; all containers of a pod need names of their own. */
  List<Container> initContainers(List<Container> containers) {
    String path = "spec.initContainers";
    List<Container> all = new ArrayList<>(containers);
    all.addAll(users(b.spec().getInitContainers(), path));
    List<Container> named = unique.first(all, path, Container::getName);
    return named.subList(containers.size(), named.size());
  }

  private Container collector() {
    ContainerBuilder container =
        new ContainerBuilder()
            .withName(NAME)
            .withImage(CollectorSurroundings.image(b.cr(), b.facts()))
            .withImagePullPolicy(Text.orNull(b.spec().getImagePullPolicy()))
            .withCommand(b.spec().getCommand())
            .withArgs(args())
            .withEnv(Environment.of(b, unique))
            .withEnvFrom(b.spec().getEnvFrom())
            .withPorts(ports(b.ports().container().stream().filter(port -> !port.addition())))
            .withResources(resources(b.spec().getResources(), "spec.resources"))
            .withSecurityContext(b.spec().getSecurityContext())
            .withLifecycle(b.spec().getLifecycle())
            .withVolumeMounts(Volumes.mounts(b, unique));
    Probes.add(container, b);
    return container.build();
  }

  private List<String> args() {
    List<String> args = new ArrayList<>();
    args.add("--config=/conf/" + ConfigMapRenderer.KEY);
    for (Map.Entry<String, String> arg : new TreeMap<>(b.needs().args()).entrySet()) {
      if (arg.getKey().equals(CONFIG_FLAG)) {
        b.findings()
            .accept(
                new Finding(
                    FindingCode.OTC1101,
                    "spec.args.config",
                    "is ignored: the collector reads spec.config",
                    "remove it"));
      } else {
        args.add("--" + arg.getKey() + "=" + arg.getValue());
      }
    }
    return args;
  }

  /** Ports as a container lists them. */
  static List<ContainerPort> ports(Stream<Port> ports) {
    return ports
        .map(
            port ->
                new ContainerPortBuilder()
                    .withName(port.name())
                    .withContainerPort(port.number())
                    .withHostPort(port.hostPort())
                    .withProtocol(port.protocol())
                    .build())
        .toList();
  }

  /** The user's containers as they are, but for what apply can't take. */
  private List<Container> users(List<Container> containers, String path) {
    List<Container> clean = new ArrayList<>();
    for (int i = 0; i < containers.size(); i++) {
      String at = path + "[" + i + "]";
      Container container = containers.get(i);
      clean.add(
          new ContainerBuilder(container)
              .withEnv(unique.last(container.getEnv(), at + ".env", EnvVar::getName))
              .withResources(resources(container.getResources(), at + ".resources"))
              .withPorts(unique.first(container.getPorts(), at + ".ports", ContainerRenderer::key))
              .withVolumeMounts(
                  unique.first(
                      container.getVolumeMounts(), at + ".volumeMounts", VolumeMount::getMountPath))
              .withVolumeDevices(
                  unique.first(
                      container.getVolumeDevices(),
                      at + ".volumeDevices",
                      VolumeDevice::getDevicePath))
              .build());
    }
    return clean;
  }

  private @Nullable ResourceRequirements resources(
      @Nullable ResourceRequirements resources, String path) {
    if (resources == null || resources.getClaims().isEmpty()) {
      return resources;
    }
    return new ResourceRequirementsBuilder(resources)
        .withClaims(unique.first(resources.getClaims(), path + ".claims", claim -> claim.getName()))
        .build();
  }

  private static String key(ContainerPort port) {
    String protocol = port.getProtocol();
    return port.getContainerPort() + "/" + (protocol == null ? "TCP" : protocol);
  }
}
