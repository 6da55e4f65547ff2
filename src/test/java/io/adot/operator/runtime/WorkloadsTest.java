package io.adot.operator.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkloadsTest {
  @ParameterizedTest
  @CsvSource({
    // what would take over, what is there, whether pods are taken over
    "app: x | data,        app: x | data,       true",
    "app: x | data,        app: x | other,      false",
    "app: x | data,        'app: x, more: y | data', true",
    "'app: x, more: y | data', app: x | data,   false"
  })
  void podsAreTakenOverByLabelAndClaim(String desired, String live, boolean adopted) {
    assertThat(Workloads.adopts(statefulSet(desired), statefulSet(live))).isEqualTo(adopted);
  }

  @Test
  void nothingElseOwnsWhatIsWorthTakingOver() {
    HasMetadata service =
        yaml("apiVersion: v1\nkind: Service\nmetadata: {name: a}\nspec: {clusterIP: None}");

    assertThat(Workloads.adopts(service, service)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "Deployment,  ReplicaSet,  adot-collector-5f,   rs,   true",
    "Deployment,  ReplicaSet,  adot-collector-2-5f, rs,   false",
    "StatefulSet, ReplicaSet,  adot-collector-5f,   rs,   false",
    "StatefulSet, StatefulSet, adot-collector,      mine, true",
    "StatefulSet, StatefulSet, adot-collector,      old,  false"
  })
  void aPodIsThatOfTheWorkloadThatMadeIt(
      String kind, String ownerKind, String owner, String uid, boolean runs) {
    HasMetadata workload =
        yaml(
            "apiVersion: apps/v1\nkind: %s\nmetadata: {name: adot-collector, uid: mine}"
                .formatted(kind));
    HasMetadata pod =
        yaml(
            """
            apiVersion: v1
            kind: Pod
            metadata:
              name: p
              labels: {pod-template-hash: 5f}
              ownerReferences:
              - {apiVersion: apps/v1, kind: %s, name: %s, uid: %s, controller: true}
            """
                .formatted(ownerKind, owner, uid));

    assertThat(Workloads.runs(workload, (Pod) pod)).isEqualTo(runs);
  }

  @Test
  void aPodOfNobodyIsNobodys() {
    HasMetadata workload = yaml("apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: a}");
    HasMetadata pod = yaml("apiVersion: v1\nkind: Pod\nmetadata: {name: a-1}");

    assertThat(Workloads.runs(workload, (Pod) pod)).isFalse();
  }

  /** One whose selector and template have the labels before the bar, with the claim behind it. */
  private static HasMetadata statefulSet(String labelsAndClaim) {
    String[] parts = labelsAndClaim.split(" \\| ");
    return yaml(
        """
        apiVersion: apps/v1
        kind: StatefulSet
        metadata: {name: adot-collector}
        spec:
          selector: {matchLabels: {%1$s}}
          template: {metadata: {labels: {%1$s}}}
          volumeClaimTemplates: [{metadata: {name: %2$s}}]
        """
            .formatted(parts[0], parts[1]));
  }

  private static HasMetadata yaml(String text) {
    return new KubernetesSerialization().unmarshal(text);
  }
}
