package io.adot.operator.cli;

import io.adot.operator.api.v1beta1.OpenTelemetryCollector;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Comparator;
import java.util.List;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which collectors of a cluster are meant. */
final class CollectorChoice {
  @Parameters(
      arity = "0..1",
      paramLabel = "NAME",
      description = "The collector; all of the namespace if not given.")
  private String name = "";

  @Option(
      names = {"-A", "--all-namespaces"},
      description = "All collectors of the cluster.")
  private boolean everywhere;

  /**
   * Looks them up; empty when there is none.
   *
   * @param namespace where, unless everywhere
   */
  List<OpenTelemetryCollector> in(KubernetesClient client, String namespace) {
    var all = client.resources(OpenTelemetryCollector.class);
    if (!name.isEmpty() && !everywhere) {
      OpenTelemetryCollector found = all.inNamespace(namespace).withName(name).get();
      return found == null ? List.of() : List.of(found);
    }
    var listed = everywhere ? all.inAnyNamespace().list() : all.inNamespace(namespace).list();
    return listed.getItems().stream()
        .filter(this::isMeant)
        .sorted(Comparator.comparing(CollectorChoice::fullName))
        .toList();
  }

  /** Whether a collector has the name that was given, if any was. */
  boolean isMeant(OpenTelemetryCollector collector) {
    return name.isEmpty() || name.equals(collector.getMetadata().getName());
  }

  /** Whether one was named, so that it has to be there. */
  boolean isOne() {
    return !name.isEmpty();
  }

  /** What was looked for. */
  String wanted(String namespace) {
    String where = everywhere ? "in any namespace" : "in namespace " + namespace;
    return isOne()
        ? "no OpenTelemetryCollector " + name + " " + where
        : "no OpenTelemetryCollectors " + where;
  }

  static String fullName(OpenTelemetryCollector collector) {
    return collector.getMetadata().getNamespace() + "/" + collector.getMetadata().getName();
  }
}
