package io.adot.operator.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.adot.operator.converge.ObjectKey;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SuccessionTest {
  private static final HasMetadata OLD = workload("Deployment", "", "");
  private static final HasMetadata NEW = workload("DaemonSet", "", "");
  private static final HasMetadata READY =
      workload(
          "DaemonSet",
          "",
          "status: {observedGeneration: 1, desiredNumberScheduled: 2, updatedNumberScheduled: 2, numberReady: 2}");
  private static final HasMetadata BUDGET = object("PodDisruptionBudget");

  @Test
  void theOldOneServesUntilTheNewOneIsReadyAndSoDoesWhatBelongsToIt() {
    for (List<HasMetadata> living : List.of(List.of(OLD, BUDGET), List.of(OLD, NEW, BUDGET))) {
      Succession succession = Succession.of(Optional.of(NEW), living);

      assertThat(succession.serving()).containsExactly(ObjectKey.of(OLD));
      assertThat(succession.test(OLD)).isTrue();
      assertThat(succession.test(BUDGET)).isTrue();
      assertThat(succession.test(object("NetworkPolicy"))).isFalse();
    }
  }

  @Test
  void thenItGoes() {
    Succession succession = Succession.of(Optional.of(NEW), List.of(OLD, READY, BUDGET));

    assertThat(succession.serving()).isEmpty();
    assertThat(succession.test(OLD)).isFalse();
    assertThat(succession.test(BUDGET)).isFalse();
    assertThat(succession.removed(List.of(ObjectKey.of(BUDGET), ObjectKey.of(OLD))))
        .containsExactly(ObjectKey.of(OLD));
  }

  @Test
  void aSidecarIsNotWaitedFor() {
    Succession succession = Succession.of(Optional.empty(), List.of(OLD));

    assertThat(succession.serving()).isEmpty();
    assertThat(succession.test(OLD)).isFalse();
  }

  @Test
  void twoThatWantTheSamePortsOfANodeDoNotRunSideBySide() {
    String ports = "hostNetwork: true, ";
    HasMetadata oldOne = workload("Deployment", ports, "");

    assertThat(
            Succession.of(Optional.of(workload("DaemonSet", ports, "")), List.of(oldOne)).pending())
        .isFalse();
    assertThat(Succession.of(Optional.of(NEW), List.of(oldOne)).pending()).isTrue();
  }

  @Test
  void withoutAFormerWorkloadThereIsNothingToWaitFor() {
    Succession succession = Succession.of(Optional.of(NEW), List.of(NEW, BUDGET));

    assertThat(succession.predecessors()).isEmpty();
    assertThat(succession.pending()).isFalse();
  }

  private static HasMetadata workload(String kind, String pod, String status) {
    return new KubernetesSerialization()
        .unmarshal(
            """
            apiVersion: apps/v1
            kind: %s
            metadata: {name: adot-collector, namespace: other, generation: 1}
            spec: {template: {spec: {%scontainers: [{name: otc-container}]}}}
            %s
            """
                .formatted(kind, pod, status));
  }

  private static HasMetadata object(String kind) {
    String group = kind.equals("NetworkPolicy") ? "networking.k8s.io/v1" : "policy/v1";
    return new KubernetesSerialization()
        .unmarshal(
            "apiVersion: %s\nkind: %s\nmetadata: {name: adot-collector, namespace: other}"
                .formatted(group, kind));
  }
}
