package io.adot.operator.component;

import io.adot.operator.config.ComponentId;
import io.adot.operator.config.ComponentKind;
import java.util.Map;

/**
 * The two names that some component types go by: contrib renames to snake case and keeps the old
 * name as an alias.
 */
final class ComponentAliases {
  private static final Map<ComponentKind, Map<String, String>> NEW_BY_OLD =
      Map.of(
          ComponentKind.RECEIVER,
          Map.of(
              "awscontainerinsight", "awscontainerinsightreceiver",
              "filelog", "file_log",
              "hostmetrics", "host_metrics",
              "k8sobjects", "k8s_objects",
              "kubeletstats", "kubelet_stats"),
          ComponentKind.PROCESSOR,
          Map.of(
              "k8sattributes", "k8s_attributes",
              "metricstransform", "metrics_transform",
              "resourcedetection", "resource_detection"),
          ComponentKind.EXPORTER,
          Map.of(
              "loadbalancing", "load_balancing",
              "otlp", "otlp_grpc",
              "otlphttp", "otlp_http",
              "prometheusremotewrite", "prometheus_remote_write"));

  private ComponentAliases() {}

  /** The newest name of a component's type: {@code k8s_attributes} for {@code k8sattributes}. */
  static String canonicalType(ComponentId id) {
    return NEW_BY_OLD.getOrDefault(id.kind(), Map.of()).getOrDefault(id.type(), id.type());
  }
}
