package io.adot.operator.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.adot.operator.testing.CollectorCrd;
import io.adot.operator.testing.mock.MockCluster;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.Serialization;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CrdInspectionTest {
  private static final String CRD =
      """
      apiVersion: apiextensions.k8s.io/v1
      kind: CustomResourceDefinition
      metadata: {name: opentelemetrycollectors.opentelemetry.io}
      spec:
        versions:
          - name: v1beta1
            schema:
              openAPIV3Schema:
                properties: {status: {properties: {%s: {type: array}}}}
      status:
        storedVersions: [%s]
      """;

  private final MockCluster cluster = MockCluster.start();
  private final KubernetesClient client = cluster.client("operator");

  @AfterEach
  void close() {
    cluster.close();
  }

  @Test
  void ofOurOwnCrdThereIsNothingToSay() {
    client
        .resource(Serialization.unmarshal(CollectorCrd.text(), CustomResourceDefinition.class))
        .create();

    assertThat(CrdInspection.of(client)).isEmpty();
  }

  @Test
  void aMissingCrdIsNamedAndHowToGetIt() {
    assertThat(CrdInspection.of(client))
        .singleElement()
        .asString()
        .contains("opentelemetrycollectors.opentelemetry.io is not installed", "apply crd/");
  }

  @Test
  void collectorsStoredInTheOldVersionNeedToBeRewritten() {
    assertThat(CrdInspection.complaints(crd("conditions", "v1alpha1, v1beta1")))
        .singleElement()
        .asString()
        .contains(
            "v1alpha1 in status.storedVersions",
            "kubectl replace -f -",
            "kubectl patch crd opentelemetrycollectors.opentelemetry.io --subresource=status");
  }

  @Test
  void aCrdWithoutConditionsLosesThem() {
    assertThat(CrdInspection.complaints(crd("messages", "v1beta1")))
        .singleElement()
        .asString()
        .contains("no status.conditions", "apply the CRD of this operator");
    assertThat(CrdInspection.complaints(crd("messages", "v1alpha1"))).hasSize(2);
  }

  @Test
  void anOperatorThatMayNotLookSaysNothing() {
    cluster.restrict("operator", access -> false);

    assertThat(CrdInspection.of(client)).isEmpty();
  }

  @Test
  void howManyComplaintsThereAreIsAMetric() {
    OperatorMetrics metrics = new OperatorMetrics("1.0");
    metrics.crdComplaints(2);

    assertThat(metrics.scrape()).contains("otelcol_operator_crd_complaints 2.0");
  }

  private static CustomResourceDefinition crd(String statusField, String storedVersions) {
    return Serialization.unmarshal(
        CRD.formatted(statusField, storedVersions), CustomResourceDefinition.class);
  }
}
