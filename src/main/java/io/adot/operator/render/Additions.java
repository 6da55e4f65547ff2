package io.adot.operator.render;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import java.util.List;

/**
 * What we add to pods beyond what the Go operator writes. All of it is here, so that a pod that the
 * Go operator started can be left as it is until something else restarts it.
 */
final class Additions {
  private Additions() {}

  /**
   * Pods with the additions made.
   *
   * @param plain the pods as the Go operator would have them
   * @param spec what their specification was built from; changed
   */
  static PodTemplateSpec to(PodTemplateSpec plain, PodSpecBuilder spec, Blueprint b) {
    List<Container> containers =
        plain.getSpec().getContainers().stream()
            .map(c -> ContainerRenderer.NAME.equals(c.getName()) ? to(c, b) : c)
            .toList();
    return new PodTemplateSpec(
        metadata(plain.getMetadata(), b), spec.withContainers(containers).build());
  }

  private static ObjectMeta metadata(ObjectMeta plain, Blueprint b) {
    ObjectMetaBuilder metadata =
        new ObjectMetaBuilder(plain).addToLabels(Labels.VERSION, b.labels().version());
    String port = Integer.toString(b.ports().metrics());
    if (b.annotations().portAdded() && !port.equals(Annotations.GO_PROMETHEUS_PORT)) {
      metadata.addToAnnotations(Annotations.PROMETHEUS_PORT, port);
    }
    return metadata.build();
  }

  private static Container to(Container container, Blueprint b) {
    // The last lines of a crashed collector then show up in its status.
    ContainerBuilder builder =
        new ContainerBuilder(container)
            .withTerminationMessagePolicy("FallbackToLogsOnError")
            .withPorts(ContainerRenderer.ports(b.ports().container().stream()));
    Probes.addBeyondGo(builder, b);
    return builder.build();
  }
}
