package io.adot.operator.cli;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Path;
import java.util.Optional;

/** Finds the cluster that a person means. */
@FunctionalInterface
public interface Connector {

  /**
   * Makes a client; no request is sent yet.
   *
   * @param kubeconfig the file that tells of clusters; empty for where kubectl looks
   * @param context which of them; empty for the current one
   * @throws IllegalArgumentException when there is no such file or context, with a message for
   *     people
   */
  KubernetesClient connect(Optional<Path> kubeconfig, String context);
}
