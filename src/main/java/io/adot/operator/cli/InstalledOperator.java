package io.adot.operator.cli;

import io.adot.operator.runtime.Settings;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;

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

  String namespace() {
    return deployment.getMetadata().getNamespace();
  }

  String name() {
    return deployment.getMetadata().getName();
  }

  String fullName() {
    return namespace() + "/" + name();
  }

  String serviceAccount() {
    return Objects.requireNonNullElse(
        deployment.getSpec().getTemplate().getSpec().getServiceAccountName(), "default");
  }

  String image() {
    return container().map(Container::getImage).orElse("");
  }

  /** What it was told at its start; empty where this version cannot read that. */
  Optional<Settings> settings() {
    List<String> arguments =
        container().map(Container::getArgs).filter(Objects::nonNull).orElse(List.of());
    try {
      return Optional.of(OperatorOptions.of(arguments, variables()));
    } catch (CommandLine.ParameterException ofAnotherVersion) {
      return Optional.empty();
    }
  }

  /** Where it has settings from that are not in its Deployment: ConfigMaps and Secrets. */
  List<String> unseen() {
    Stream<String> sources =
        container().stream()
            .flatMap(it -> it.getEnvFrom().stream())
            .map(
                it ->
                    it.getSecretRef() == null
                        ? "ConfigMap " + it.getConfigMapRef().getName()
                        : "Secret " + it.getSecretRef().getName());
    Stream<String> single =
        environment()
            .filter(it -> it.getValueFrom() != null && it.getValueFrom().getFieldRef() == null)
            .map(EnvVar::getName);
    return Stream.concat(sources, single).distinct().toList();
  }

  private Map<String, String> variables() {
    return environment()
        .filter(it -> it.getValue() != null)
        .collect(Collectors.toMap(EnvVar::getName, EnvVar::getValue, (earlier, later) -> later));
  }

  private Stream<EnvVar> environment() {
    return container().stream().flatMap(it -> it.getEnv().stream());
  }

  private Optional<Container> container() {
    return deployment.getSpec().getTemplate().getSpec().getContainers().stream()
        .filter(container -> CONTAINER.equals(container.getName()))
        .findFirst();
  }
}
