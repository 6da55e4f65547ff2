package io.adot.operator.render;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.DaemonSetBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetBuilder;
import java.util.ArrayList;
import java.util.List;

/**
 * What we add to pods beyond what the Go operator writes. All of it is here, so that a pod that the
 * Go operator started can be left as it is until something else restarts it.
 */
final class Additions {
  private Additions() {}

  /** A copy of a workload with the additions made. */
  static HasMetadata to(HasMetadata workload, Blueprint b) {
    if (workload instanceof Deployment deployment) {
      return new DeploymentBuilder(deployment)
          .editSpec()
          .withTemplate(to(deployment.getSpec().getTemplate(), b))
          .endSpec()
          .build();
    }
    if (workload instanceof DaemonSet daemonSet) {
      return new DaemonSetBuilder(daemonSet)
          .editSpec()
          .withTemplate(to(daemonSet.getSpec().getTemplate(), b))
          .endSpec()
          .build();
    }
    if (workload instanceof StatefulSet statefulSet) {
      return new StatefulSetBuilder(statefulSet)
          .editSpec()
          .withTemplate(to(statefulSet.getSpec().getTemplate(), b))
          .endSpec()
          .build();
    }
    return workload;
  }

  private static PodTemplateSpec to(PodTemplateSpec template, Blueprint b) {
    List<Container> containers = new ArrayList<>();
    for (Container container : template.getSpec().getContainers()) {
      containers.add(
          ContainerRenderer.NAME.equals(container.getName()) ? to(container, b) : container);
    }
    PodTemplateSpecBuilder pod =
        new PodTemplateSpecBuilder(template)
            .editMetadata()
            .addToLabels(Labels.VERSION, b.labels().version())
            .endMetadata()
            .editSpec()
            .withContainers(containers)
            .endSpec();
    String port = Integer.toString(b.ports().metrics());
    if (b.annotations().portAdded() && !port.equals(Annotations.GO_PROMETHEUS_PORT)) {
      pod.editMetadata().addToAnnotations(Annotations.PROMETHEUS_PORT, port).endMetadata();
    }
    return pod.build();
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
