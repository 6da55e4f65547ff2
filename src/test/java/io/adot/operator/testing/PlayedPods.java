package io.adot.operator.testing;

import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.ContainerStatusBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.fabric8.kubernetes.api.model.PodStatusBuilder;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** The pods of played workloads: their objects, for there are no processes. */
final class PlayedPods {
  private final KubernetesClient client;

  PlayedPods(KubernetesClient client) {
    this.client = client;
  }

  /** Leaves exactly the wanted pods of this template, and returns them. */
  List<Pod> bring(
      HasMetadata workload, LabelSelector selector, PodTemplateSpec template, int wanted) {
    String prefix =
        workload.getMetadata().getName() + "-" + Integer.toHexString(template.hashCode()) + "-";
    List<String> names = IntStream.range(0, wanted).mapToObj(i -> prefix + i).toList();
    List<Pod> current = new ArrayList<>();
    for (Pod pod : of(workload, selector)) {
      if (names.contains(pod.getMetadata().getName())) {
        current.add(pod);
      } else {
        client.resource(pod).withGracePeriod(0).delete();
      }
    }
    List<String> there = current.stream().map(pod -> pod.getMetadata().getName()).toList();
    names.stream()
        .filter(name -> !there.contains(name))
        .map(name -> client.resource(pod(workload, template, name)).create())
        .forEach(current::add);
    return current;
  }

  void becomeReady(List<Pod> pods) {
    for (Pod pod : pods) {
      pod.setStatus(ready(pod));
      pod.getMetadata().setResourceVersion(null);
      client.resource(pod).patchStatus();
    }
  }

  void removeAll(HasMetadata workload) {
    client.pods().inNamespace(workload.getMetadata().getNamespace()).list().getItems().stream()
        .filter(pod -> isOwned(pod, workload))
        .forEach(pod -> client.resource(pod).withGracePeriod(0).delete());
  }

  private List<Pod> of(HasMetadata workload, LabelSelector selector) {
    return client
        .pods()
        .inNamespace(workload.getMetadata().getNamespace())
        .withLabelSelector(selector)
        .list()
        .getItems()
        .stream()
        .filter(pod -> isOwned(pod, workload))
        .toList();
  }

  private static boolean isOwned(Pod pod, HasMetadata workload) {
    return pod.getOwnerReferenceFor(workload.getMetadata().getUid()).isPresent();
  }

  private static Pod pod(HasMetadata workload, PodTemplateSpec template, String name) {
    return new PodBuilder()
        .withNewMetadata()
        .withName(name)
        .withNamespace(workload.getMetadata().getNamespace())
        .withLabels(template.getMetadata().getLabels())
        .withAnnotations(template.getMetadata().getAnnotations())
        .addNewOwnerReference()
        .withApiVersion(workload.getApiVersion())
        .withKind(workload.getKind())
        .withName(workload.getMetadata().getName())
        .withUid(workload.getMetadata().getUid())
        .withController(true)
        .endOwnerReference()
        .endMetadata()
        .withSpec(template.getSpec())
        .build();
  }

  private static PodStatus ready(Pod pod) {
    List<ContainerStatus> containers =
        pod.getSpec().getContainers().stream()
            .map(
                container ->
                    new ContainerStatusBuilder()
                        .withName(container.getName())
                        .withImage(container.getImage())
                        .withImageID("")
                        .withReady(true)
                        .withStarted(true)
                        .withRestartCount(0)
                        .withNewState()
                        .withNewRunning()
                        .endRunning()
                        .endState()
                        .build())
            .toList();
    return new PodStatusBuilder()
        .withPhase("Running")
        .addNewCondition()
        .withType("Ready")
        .withStatus("True")
        .endCondition()
        .withContainerStatuses(containers)
        .build();
  }
}
