package io.adot.operator.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import io.adot.operator.preflight.Observation;
import io.adot.operator.testing.mock.MockCluster;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.DaemonSetBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ApiPodIdentityAgentTest {
  private final MockCluster cluster = MockCluster.start();
  private final KubernetesClient client = cluster.client("operator");
  private final PodIdentityAgent agent = new ApiPodIdentityAgent(client);

  @BeforeEach
  void hasTheNamespace() {
    if (client.namespaces().withName("kube-system").get() == null) {
      client
          .namespaces()
          .resource(
              new NamespaceBuilder()
                  .withNewMetadata()
                  .withName("kube-system")
                  .endMetadata()
                  .build())
          .create();
    }
  }

  @AfterEach
  void stop() {
    cluster.close();
  }

  @Test
  void isAbsentWithoutTheAddOn() {
    assertThat(agent.find()).isEqualTo(new Observation.Absent<>());
  }

  @Test
  void servesOnceOneOfItsPodsIsReady() {
    DaemonSet created = client.resource(addOn()).create();
    assertThat(agent.find()).isEqualTo(new Observation.Found<>("none of its pods is ready"));

    client
        .resource(
            new DaemonSetBuilder(created)
                .withNewStatus()
                .withCurrentNumberScheduled(2)
                .withDesiredNumberScheduled(2)
                .withNumberMisscheduled(0)
                .withNumberReady(1)
                .endStatus()
                .build())
        .updateStatus();
    assertThat(agent.find()).isEqualTo(new Observation.Found<>(""));
  }

  @Test
  void isUnknownToWhoMayNotLook() {
    cluster.failNext(request -> request.path().contains("/daemonsets"), 403, 10);
    assertThat(agent.find()).isInstanceOf(Observation.Unknown.class);
  }

  private static DaemonSet addOn() {
    return new DaemonSetBuilder()
        .withNewMetadata()
        .withNamespace("kube-system")
        .withName("eks-pod-identity-agent")
        .endMetadata()
        .withNewSpec()
        .withNewSelector()
        .addToMatchLabels("app", "agent")
        .endSelector()
        .withNewTemplate()
        .withNewMetadata()
        .addToLabels("app", "agent")
        .endMetadata()
        .withNewSpec()
        .addNewContainer()
        .withName("agent")
        .withImage("agent")
        .endContainer()
        .endSpec()
        .endTemplate()
        .endSpec()
        .build();
  }
}
