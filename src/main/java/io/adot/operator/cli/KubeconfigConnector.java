package io.adot.operator.cli;

import io.adot.operator.runtime.Version;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the user's kubeconfig as kubectl does. */
final class KubeconfigConnector implements Connector {
  private static final int CONNECT_MILLIS = 5_000;
  private static final int REQUEST_MILLIS = 30_000;

  @Override
  public KubernetesClient connect(Optional<Path> kubeconfig, String context) {
    Config found = config(kubeconfig, context.isEmpty() ? null : context);
    if (!context.isEmpty()
        && found.getContexts().stream().noneMatch(one -> context.equals(one.getName()))) {
      throw new IllegalArgumentException("the kubeconfig has no context " + context);
    }
    // A person waits: a server that does not answer is told at once, not after many tries.
    Config config =
        new ConfigBuilder(found)
            .withUserAgent("adot-operator-cli/" + Version.current())
            .withConnectionTimeout(CONNECT_MILLIS)
            .withRequestTimeout(REQUEST_MILLIS)
            .withRequestRetryBackoffLimit(1)
            .build();
    return new KubernetesClientBuilder().withConfig(config).build();
  }

  private static Config config(Optional<Path> kubeconfig, @Nullable String context) {
    if (kubeconfig.isEmpty()) {
      return Config.autoConfigure(context);
    }
    Path file = kubeconfig.get();
    if (!Files.isReadable(file)) {
      throw new IllegalArgumentException(file + " cannot be read");
    }
    try {
      return Config.fromKubeconfig(context, file.toFile());
    } catch (KubernetesClientException malformed) {
      throw new IllegalArgumentException(file + " is no kubeconfig", malformed);
    }
  }
}
