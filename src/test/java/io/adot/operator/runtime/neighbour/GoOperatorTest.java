package io.adot.operator.runtime.neighbour;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.utils.Serialization;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GoOperatorTest {

  @ParameterizedTest
  @CsvSource({
    // the container, whether the pod is ready, whether it is the Go operator at work
    "manager, True, true",
    "manager, False, false",
    "webhook, True, false",
    "wget, True, false",
    "operator, True, false",
  })
  void onlyAReadyManagerWorks(String container, String ready, boolean works) {
    Pod pod =
        Serialization.unmarshal(
            """
            apiVersion: v1
            kind: Pod
            spec:
              containers: [{name: kube-rbac-proxy}, {name: %s}]
            status:
              conditions: [{type: PodScheduled, status: "True"}, {type: Ready, status: "%s"}]
            """
                .formatted(container, ready),
            Pod.class);

    assertThat(GoOperator.works(pod)).isEqualTo(works);
  }

  @ParameterizedTest
  @CsvSource({"'spec: {containers: [{name: manager}]}'"})
  void whatHasNoStatusYetDoesNot(String spec) {
    assertThat(GoOperator.works(Serialization.unmarshal("kind: Pod\n" + spec, Pod.class)))
        .isFalse();
  }
}
