package io.adot.operator.demo;

import io.adot.operator.testing.mock.MockCluster;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Path;
import java.util.Optional;

/** The mock server in this process. */
final class MockStage implements Stage {
  private final String why;
  private final MockCluster cluster = MockCluster.start();

  /**
   * Starts it.
   *
   * @param why no real API server is used
   */
  MockStage(String why) {
    this.why = why;
    cluster.issuer(ISSUER);
  }

  @Override
  public String apiServer() {
    return "a mock server in this process ("
        + why
        + "). It stores and merges objects, answers access reviews and notifies; it neither validates"
        + " nor admits, and kubectl can't talk to it. ./demo --build makes a real one (Go needed)";
  }

  @Override
  public String pods() {
    return "played: Deployment status and pods are written by this process, no collector runs";
  }

  @Override
  public boolean needsPlayer() {
    return true;
  }

  @Override
  public KubernetesClient client(String agent) {
    return cluster.client(agent);
  }

  @Override
  public Optional<Path> kubeconfig() {
    return Optional.empty();
  }

  @Override
  public void close() {
    cluster.close();
  }
}
