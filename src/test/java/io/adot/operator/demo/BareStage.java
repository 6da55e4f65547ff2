package io.adot.operator.demo;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A real API server with etcd and nothing else. */
final class BareStage implements Stage {
  private final BareApiServer server;
  private final List<KubernetesClient> clients = new ArrayList<>();

  BareStage(BareApiServer server) {
    this.server = server;
  }

  @Override
  public String apiServer() {
    try (KubernetesClient client = newClient()) {
      return "a real kube-apiserver %s with etcd, on loopback only: %s"
          .formatted(client.getKubernetesVersion().getGitVersion(), client.getMasterUrl());
    }
  }

  @Override
  public String pods() {
    return "played: there are no controllers, so Deployment status and pods are written by this"
        + " process, no collector runs, and what a deleted collector leaves is not swept";
  }

  @Override
  public boolean needsPlayer() {
    return true;
  }

  @Override
  public KubernetesClient client(String agent) {
    KubernetesClient client = newClient();
    clients.add(client);
    return client;
  }

  @Override
  public Optional<Path> kubeconfig() {
    return Optional.of(server.kubeconfig());
  }

  @Override
  public void close() {
    clients.forEach(KubernetesClient::close);
    server.close();
  }

  private KubernetesClient newClient() {
    return new KubernetesClientBuilder()
        .withConfig(Config.fromKubeconfig(server.kubeconfig().toFile()))
        .build();
  }
}
