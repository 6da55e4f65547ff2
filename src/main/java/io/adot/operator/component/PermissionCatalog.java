package io.adot.operator.component;

import static io.adot.operator.config.ComponentKind.EXPORTER;
import static io.adot.operator.config.ComponentKind.EXTENSION;
import static io.adot.operator.config.ComponentKind.PROCESSOR;
import static io.adot.operator.config.ComponentKind.RECEIVER;

import io.adot.operator.config.Component;
import io.adot.operator.config.ComponentKind;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Which permissions each component type asks for: rows of the two tables where the settings decide
 * little, and one class a type where they decide much. A new component is a row, or a class and a
 * line here.
 */
final class PermissionCatalog {
  private static final KubernetesTable KUBERNETES = KubernetesTable.load();
  private static final AwsTable AWS = AwsTable.load();
  private static final ConfigProviders PROVIDERS = new ConfigProviders();

  private static final Map<ComponentKind, Map<String, ComponentPermissions>> BY_TYPE =
      Map.of(
          RECEIVER,
          Map.of(
              "awscloudwatch", new CloudWatchReceiver(),
              "awss3", new S3Receiver(),
              "k8s_objects", new K8sObjectsReceiver(),
              "kubelet_stats", new KubeletStatsReceiver(),
              "prometheus", new PrometheusReceiver(),
              "receiver_creator", new ReceiverCreator()),
          PROCESSOR,
          Map.of(
              "k8s_attributes", new K8sAttributesProcessor(),
              "resource_detection", new ResourceDetectionProcessor()),
          EXPORTER,
          Map.of(
              "awscloudwatchlogs", new CloudWatchLogs(),
              "awsemf", new CloudWatchLogs(),
              "awss3", new S3Exporter(),
              "elasticsearch", new SignedExporter("es"),
              "load_balancing", new LoadBalancingExporter(),
              "opensearch", new SignedExporter("es"),
              "otlp_http", new SignedExporter(""),
              "prometheus_remote_write", new SignedExporter("aps")),
          EXTENSION,
          Map.of("k8s_leader_elector", new K8sLeaderElector(), "sigv4auth", new Sigv4Auth()));

  private PermissionCatalog() {}

  /** Everything that says something of a component. */
  static List<ComponentPermissions> of(Component component) {
    ComponentPermissions own =
        BY_TYPE
            .getOrDefault(component.id().kind(), Map.of())
            .get(ComponentAliases.canonicalType(component.id()));
    return Stream.of(KUBERNETES, AWS, own, PROVIDERS).filter(java.util.Objects::nonNull).toList();
  }
}
