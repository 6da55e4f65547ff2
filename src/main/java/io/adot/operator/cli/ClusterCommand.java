package io.adot.operator.cli;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What all commands share that ask a cluster: finding it, and telling why it does not answer. */
abstract class ClusterCommand implements Callable<Integer> {
  private final Console console;

  @Spec private @Nullable CommandSpec command;

  @Option(
      names = {"-n", "--namespace"},
      paramLabel = "NS",
      description = "The namespace; that of the context if not given.")
  private String namespace = "";

  @Option(
      names = "--kubeconfig",
      paramLabel = "FILE",
      description = "The kubeconfig; KUBECONFIG or ~/.kube/config if not given.")
  private @Nullable Path kubeconfig;

  @Option(
      names = "--context",
      paramLabel = "NAME",
      description = "The context of the kubeconfig; the current one if not given.")
  private String context = "";

  ClusterCommand(Console console) {
    this.console = console;
  }

  /**
   * Does it.
   *
   * @return the exit code
   * @throws KubernetesClientException when it cannot be done without what the API server refuses
   */
  abstract int run(KubernetesClient client, Output output);

  @Override
  public Integer call() {
    Output output = new Output(spec().commandLine(), console);
    try (KubernetesClient client = connect()) {
      try {
        return run(client, output);
      } catch (KubernetesClientException refused) {
        output.note(ClusterTrouble.why(refused, client));
        return ExitCode.CLUSTER;
      }
    }
  }

  /** The namespace that is meant where only one can be. */
  final String namespace(KubernetesClient client) {
    String ofContext = Objects.requireNonNullElse(client.getNamespace(), "default");
    return namespace.isBlank() ? ofContext : namespace.strip();
  }

  /** The namespace where no cluster is asked. */
  final String namespaceWithoutCluster() {
    return namespace.isBlank() ? "default" : namespace.strip();
  }

  final Console console() {
    return console;
  }

  final ParameterException usage(String message) {
    return new ParameterException(spec().commandLine(), message);
  }

  final CommandSpec spec() {
    return Objects.requireNonNull(command);
  }

  private KubernetesClient connect() {
    try {
      return console
          .connector()
          .connect(
              Optional.ofNullable(kubeconfig).map(console.directory()::resolve), context.strip());
    } catch (IllegalArgumentException wrong) {
      throw usage(Objects.requireNonNullElse(wrong.getMessage(), "no kubeconfig"));
    }
  }
}
