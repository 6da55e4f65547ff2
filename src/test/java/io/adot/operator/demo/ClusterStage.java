package io.adot.operator.demo;

import io.adot.operator.testing.TestCluster;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Path;
import java.util.Optional;

/** The whole test cluster: API server, controllers, scheduler, and nodes that only pretend. */
final class ClusterStage implements Stage {
  private final TestCluster cluster = TestCluster.up();

  @Override
  public String apiServer() {
    return "a real kube-apiserver %s with etcd, controller manager and scheduler, on loopback only: %s"
        .formatted(
            cluster.admin().getKubernetesVersion().getGitVersion(), cluster.admin().getMasterUrl());
  }

  @Override
  public String pods() {
    return "nodes and kubelets are played by KWOK: pods are scheduled and become ready, no collector"
        + " runs";
  }

  @Override
  public boolean needsPlayer() {
    return false;
  }

  @Override
  public KubernetesClient client(String agent) {
    return cluster.admin();
  }

  @Override
  public Optional<Path> kubeconfig() {
    return Optional.of(cluster.kubeconfig());
  }

  /** Brings the cluster's own kubectl with it. */
  @Override
  public String preparation() {
    return ". " + cluster.kubeconfig().resolveSibling("env");
  }

  @Override
  public void close() {
    cluster.close();
  }
}
