package io.adot.operator.cli;

import io.adot.operator.runtime.Settings;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/**
 * An operator that is installed in a cluster.
 *
 * @param deployment its Deployment
 */
record InstalledOperator(Deployment deployment) {
  /** The chart's and the manifests' label; the Go operator's Deployment does not have it. */
  private static final String COMPONENT = "app.kubernetes.io/component";

  private static final String CONTAINER = "operator";

  /**
   * Looks in all namespaces.
   *
   * @throws KubernetesClientException when they may not be looked at
   */
  static List<InstalledOperator> find(KubernetesClient client) {
    return client
        .apps()
        .deployments()
        .inAnyNamespace()
        .withLabel(COMPONENT, "operator")
        .list()
        .getItems()
        .stream()
        .map(InstalledOperator::new)
        .filter(operator -> operator.container().isPresent())
        .toList();
  }

  /**
   * The first; empty where whoever asks may not look.
   *
   * @throws KubernetesClientException when the API server does not answer at all
   */
  static Optional<InstalledOperator> first(KubernetesClient client) {
    try {
      return find(client).stream().findFirst();
    } catch (KubernetesClientException refused) {
      if (refused.getCode() != HttpURLConnection.HTTP_FORBIDDEN) {
        throw refused;
      }
      return Optional.empty();
    }
  }

  String namespace() {
    return deployment.getMetadata().getNamespace();
  }

  String name() {
    return deployment.getMetadata().getName();
  }

  String serviceAccount() {
    return Objects.requireNonNullElse(
        deployment.getSpec().getTemplate().getSpec().getServiceAccountName(), "default");
  }

  String image() {
    return container().map(Container::getImage).orElse("");
  }

  /** The command whose wrong usage is told, if it was started with a wrong value. */
  @Command
  private static final class Flags {
    @Mixin private final OperatorOptions options = new OperatorOptions();
  }

  /** What it was told at its start; empty where this version cannot read that. */
  Optional<Settings> settings() {
    Flags flags = new Flags();
    List<String> arguments =
        container().map(Container::getArgs).filter(Objects::nonNull).orElse(List.of());
    try {
      new CommandLine(flags)
          .setUnmatchedArgumentsAllowed(true)
          .setCaseInsensitiveEnumValuesAllowed(true)
          .parseArgs(arguments.toArray(String[]::new));
      return Optional.of(flags.options.settings());
    } catch (CommandLine.ParameterException ofAnotherVersion) {
      return Optional.empty();
    }
  }

  private Optional<Container> container() {
    return deployment.getSpec().getTemplate().getSpec().getContainers().stream()
        .filter(container -> CONTAINER.equals(container.getName()))
        .findFirst();
  }
}
