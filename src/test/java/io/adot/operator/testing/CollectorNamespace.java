package io.adot.operator.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.adot.operator.api.v1beta1.OpenTelemetryCollector;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** CollectorNamespace in a namespace of their own, as a test applies and watches them. */
public final class CollectorNamespace implements AutoCloseable {
  /** Generous, for machines that have other things to do. */
  public static final Duration PATIENCE = Duration.ofSeconds(120);

  private final TestCluster cluster;
  private final String namespace;

  /** Makes a new namespace. */
  public CollectorNamespace(TestCluster cluster) {
    this.cluster = cluster;
    this.namespace = cluster.namespace();
  }

  /** The namespace. */
  public String namespace() {
    return namespace;
  }

  /** A client that may do everything, in this namespace unless told otherwise. */
  public KubernetesClient admin() {
    return cluster.admin();
  }

  /** Applies a manifest; the result tells whether it was accepted. */
  public CommandResult apply(String yaml) {
    return kubectlReading(yaml, "apply", "-f-");
  }

  /** Runs kubectl in this namespace; fails when it does. */
  public String kubectl(String... arguments) {
    return kubectlReading("", arguments).orFail().stdout();
  }

  /** Runs kubectl in this namespace with something on its standard input. */
  public CommandResult kubectlReading(String stdin, String... arguments) {
    return cluster.kubectlReading(
        stdin,
        Stream.concat(Stream.of("-n", namespace), Stream.of(arguments)).toArray(String[]::new));
  }

  /** The stored collector. */
  public OpenTelemetryCollector get(String name) {
    return Objects.requireNonNull(
        admin()
            .resources(OpenTelemetryCollector.class)
            .inNamespace(namespace)
            .withName(name)
            .get());
  }

  /** A condition of this collector. */
  public Optional<Condition> condition(String name, String type) {
    return condition(get(name), type);
  }

  private static Optional<Condition> condition(OpenTelemetryCollector collector, String type) {
    return collector.getStatus() == null
        ? Optional.empty()
        : collector.getStatus().getConditions().stream()
            .filter(c -> type.equals(c.getType()))
            .findFirst();
  }

  /** Waits until a condition of this generation reads so, and returns it. */
  public Condition awaitCondition(String name, String type, String status, String reason) {
    await(name + ": " + type + "=" + status + "/" + reason)
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(250))
        .untilAsserted(
            () -> {
              OpenTelemetryCollector collector = get(name);
              assertThat(condition(collector, type))
                  .hasValueSatisfying(
                      c -> {
                        assertThat(c.getStatus() + "/" + c.getReason())
                            .as(c.getMessage())
                            .isEqualTo(status + "/" + reason);
                        assertThat(c.getObservedGeneration())
                            .isEqualTo(collector.getMetadata().getGeneration());
                      });
            });
    return condition(name, type).orElseThrow();
  }

  /** Waits until all wanted pods run the latest generation. */
  public Condition awaitAvailable(String name) {
    return awaitCondition(name, "Ready", "True", "Available");
  }

  /** The Deployment of this name; null when there is none. */
  public @Nullable Deployment deployment(String name) {
    return admin().apps().deployments().inNamespace(namespace).withName(name).get();
  }

  /** Names of the ConfigMaps of a collector, sorted. */
  public List<String> configMaps(String name) {
    return admin()
        .configMaps()
        .inNamespace(namespace)
        .withLabel("app.kubernetes.io/instance", namespace + "." + name)
        .list()
        .getItems()
        .stream()
        .map(map -> map.getMetadata().getName())
        .sorted()
        .toList();
  }

  /** The pods of a collector. */
  public List<Pod> pods(String name) {
    return admin()
        .pods()
        .inNamespace(namespace)
        .withLabel("app.kubernetes.io/instance", namespace + "." + name)
        .list()
        .getItems();
  }

  /** Has the namespace deleted, without waiting for its end. */
  @Override
  public void close() {
    cluster.kubectl("delete", "namespace", namespace, "--wait=false");
  }
}
