package io.adot.operator.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RolloutTest {

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        // situation | spec.replicas | status | complete
        "just created             | 1 | {} | false",
        "no status yet            | 1 | | false",
        "generation not observed  | 1 | {observedGeneration: 6, updatedReplicas: 1, readyReplicas: 1, replicas: 1} | false",
        "no new pod yet           | 2 | {observedGeneration: 7, readyReplicas: 2, replicas: 2} | false",
        "new pods, old ones stay  | 2 | {observedGeneration: 7, updatedReplicas: 2, readyReplicas: 3, replicas: 3} | false",
        "new pods, not all ready  | 2 | {observedGeneration: 7, updatedReplicas: 2, readyReplicas: 1, replicas: 2} | false",
        "complete                 | 2 | {observedGeneration: 7, updatedReplicas: 2, readyReplicas: 2, replicas: 2} | true",
        "one replica by default   | null | {observedGeneration: 7, updatedReplicas: 1, readyReplicas: 1, replicas: 1} | true",
        "being scaled to zero     | 0 | {observedGeneration: 7, updatedReplicas: 1, readyReplicas: 1, replicas: 1} | false",
        "scaled to zero           | 0 | {observedGeneration: 7} | true",
        "scaled to zero, unseen   | 0 | {observedGeneration: 6} | false",
      })
  void deployments(String situation, String replicas, String status, boolean complete) {
    assertThat(rollout("Deployment", "{replicas: " + replicas + "}", status).isComplete())
        .isEqualTo(complete);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "no status yet                  | | false",
        "generation not observed        | {observedGeneration: 6, replicas: 2, readyReplicas: 2, updatedReplicas: 2, currentRevision: a, updateRevision: a} | false",
        "half of the pods new           | {observedGeneration: 7, replicas: 2, readyReplicas: 2, updatedReplicas: 1, currentRevision: a, updateRevision: b} | false",
        "held back by a partition       | {observedGeneration: 7, replicas: 2, readyReplicas: 2, updatedReplicas: 1, currentReplicas: 1, currentRevision: a, updateRevision: b} | false",
        "all new, one not ready         | {observedGeneration: 7, replicas: 2, readyReplicas: 1, updatedReplicas: 2, currentRevision: a, updateRevision: b} | false",
        "all new, revision not promoted | {observedGeneration: 7, replicas: 2, readyReplicas: 2, updatedReplicas: 2, currentRevision: a, updateRevision: b} | true",
        "complete, nothing counted      | {observedGeneration: 7, replicas: 2, readyReplicas: 2, currentReplicas: 2, currentRevision: b, updateRevision: b} | true",
      })
  void statefulSets(String situation, String status, boolean complete) {
    assertThat(rollout("StatefulSet", "{replicas: 2}", status).isComplete()).isEqualTo(complete);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "no status yet           | | false",
        "just created            | {currentNumberScheduled: 0, desiredNumberScheduled: 0, numberMisscheduled: 0, numberReady: 0} | false",
        "generation not observed | {observedGeneration: 6, desiredNumberScheduled: 3, updatedNumberScheduled: 3, numberReady: 3} | false",
        "one node after another  | {observedGeneration: 7, desiredNumberScheduled: 3, updatedNumberScheduled: 1, numberReady: 3} | false",
        "all new, one not ready  | {observedGeneration: 7, desiredNumberScheduled: 3, updatedNumberScheduled: 3, numberReady: 2} | false",
        "complete                | {observedGeneration: 7, desiredNumberScheduled: 3, updatedNumberScheduled: 3, numberReady: 3} | true",
        "no node wanted          | {observedGeneration: 7, desiredNumberScheduled: 0, numberReady: 0} | true",
      })
  void daemonSets(String situation, String status, boolean complete) {
    assertThat(rollout("DaemonSet", "{}", status).isComplete()).isEqualTo(complete);
  }

  @Test
  void aDeploymentTellsWhyNoPodCanBeMadeAndThatItGaveUp() {
    Rollout rollout =
        rollout(
            "Deployment",
            "{replicas: 1}",
            """
            {observedGeneration: 7, conditions: [
              {type: Available, status: "False", message: not this},
              {type: ReplicaFailure, status: "True", reason: FailedCreate, message: exceeded quota},
              {type: Progressing, status: "False", reason: ProgressDeadlineExceeded}]}""");

    assertThat(rollout.failure()).contains("exceeded quota");
    assertThat(rollout.timedOut()).contains("ProgressDeadlineExceeded");
  }

  @Test
  void onlyWorkloadsRollOut() {
    assertThat(Rollout.of(new ConfigMap())).isEmpty();
  }

  private static Rollout rollout(String kind, String spec, String status) {
    HasMetadata workload =
        new KubernetesSerialization()
            .unmarshal(
                """
            apiVersion: apps/v1
            kind: %s
            metadata: {name: adot-collector, generation: 7}
            spec: %s
            %s
            """
                    .formatted(kind, spec, status == null ? "" : "status: " + status));
    return Rollout.of(workload).orElseThrow();
  }
}
