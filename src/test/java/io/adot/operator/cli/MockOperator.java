package io.adot.operator.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.adot.operator.api.v1beta1.OpenTelemetryCollector;
import io.adot.operator.aws.IamAnswer;
import io.adot.operator.aws.IamQuestion;
import io.adot.operator.runtime.OperatorProcess;
import io.adot.operator.runtime.Settings;
import io.adot.operator.testing.CollectorCrd;
import io.adot.operator.testing.mock.MockCluster;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.Map;

/** The operator on a mock cluster, for as long as it takes to bring its collectors about. */
final class MockOperator {
  private MockOperator() {}

  /** Returns when every collector has its objects and the operator is gone. */
  static void converge(MockCluster cluster) {
    KubernetesClient user = cluster.client("user");
    CollectorCrd.install(user);
    OperatorProcess operator =
        OperatorProcess.start(
            cluster.client("operator"), Settings.embedded(), MockOperator::withoutAws);
    try {
      await("every collector to be looked at")
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(
              () ->
                  assertThat(
                          user.resources(OpenTelemetryCollector.class)
                              .inAnyNamespace()
                              .list()
                              .getItems())
                      .allMatch(it -> it.getStatus() != null));
    } finally {
      operator.close();
    }
  }

  private static IamAnswer withoutAws(IamQuestion question) {
    return new IamAnswer(
        new IamAnswer.RoleLookup.Unknown("no AWS"),
        new IamAnswer.ProviderLookup.Unknown("no AWS"),
        Map.of());
  }
}
