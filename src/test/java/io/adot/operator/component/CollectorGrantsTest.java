package io.adot.operator.component;

import static io.adot.operator.component.OneComponent.exporter;
import static io.adot.operator.component.OneComponent.extension;
import static io.adot.operator.component.OneComponent.processor;
import static io.adot.operator.component.OneComponent.receiver;
import static io.adot.operator.component.OneComponent.scraping;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.adot.operator.component.KubernetesRule.NonResourceUrl;
import io.adot.operator.component.KubernetesRule.Resource;
import io.adot.operator.component.KubernetesRule.Target;
import io.adot.operator.config.CollectorConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What the chart lets the operator pass on to collectors is what the components that we know need,
 * and nothing else. Rewritten by {@code -Dgolden.update=true}.
 */
class CollectorGrantsTest {
  private static final Path GRANTS = Path.of("charts/adot-operator/files/collector-grants.yaml");
  private static final List<String> IMAGES =
      List.of(ImpliedPermissions.NEWEST_ADOT, "aws-otel-collector:v0.40.0");

  /** Each component that asks the API server, with the settings that make it ask the most. */
  private static final List<OneComponent> COMPONENTS =
      List.of(
          receiver("awscontainerinsightreceiver", "{}"),
          receiver(
              "awscontainerinsightreceiver",
              "{leader_lock_using_config_map_only: true, enable_control_plane_metrics: true}"),
          receiver(
              "k8s_cluster",
              "{metadata_exporters: [datadog], distribution: openshift, metrics:"
                  + " {k8s.service.endpoint.count: {enabled: true}}}"),
          receiver(
              "k8s_cluster",
              "{metadata_exporters: [datadog], namespaces: [shop], metrics:"
                  + " {k8s.service.endpoint.count: {enabled: true}}}"),
          receiver("k8s_events", "{}"),
          receiver("k8s_events", "{namespaces: [shop]}"),
          receiver("k8s_objects", "{objects: [{name: events, group: events.k8s.io, mode: watch}]}"),
          receiver(
              "k8s_objects",
              "{objects: [{name: events, group: events.k8s.io, mode: watch, namespaces: [shop]}]}"),
          receiver(
              "kubelet_stats",
              "{auth_type: serviceAccount, k8s_api_config: {}, metric_groups: [volume],"
                  + " extra_metadata_labels: [container.id, k8s.volume.type]}"),
          processor(
              "k8s_attributes",
              "{extract: {deployment_name_from_replicaset: false, metadata: [k8s.cluster.uid,"
                  + " k8s.node.uid, k8s.deployment.name, k8s.cronjob.uid], labels: [{from:"
                  + " namespace, key: a}, {from: node, key: a}, {from: deployment, key: a}, {from:"
                  + " statefulset, key: a}, {from: daemonset, key: a}, {from: job, key: a}]}}"),
          processor(
              "k8s_attributes",
              "{filter: {namespace: shop}, extract: {deployment_name_from_replicaset: false,"
                  + " metadata: [k8s.deployment.name, k8s.cronjob.uid], labels: [{from: deployment,"
                  + " key: a}, {from: statefulset, key: a}, {from: daemonset, key: a}, {from: job,"
                  + " key: a}]}}"),
          processor(
              "resource_detection",
              "{detectors: [eks, k8s_api, k8snode, openshift, kubeadm, aks, gcp]}"),
          exporter("load_balancing", "{resolver: {k8s: {service: gateway}}}"),
          exporter("datadog", "{}"),
          extension(
              "k8s_observer",
              "{observe_services: true, observe_ingresses: true, observe_nodes: true}"),
          extension(
              "k8s_observer",
              "{namespaces: [shop], observe_services: true, observe_ingresses: true}"),
          extension("k8s_leader_elector", "{lease_namespace: shop, lease_name: ''}"),
          scraping(discovery("")),
          scraping(discovery(", namespaces: {names: [shop]}")),
          scraping(
              """
              - job_name: kubelet
                scheme: https
                authorization: {credentials_file: /var/run/secrets/kubernetes.io/serviceaccount/token}
                kubernetes_sd_configs: [{role: node}]
              - job_name: cadvisor
                scheme: https
                metrics_path: /metrics/cadvisor
                authorization: {credentials_file: /var/run/secrets/kubernetes.io/serviceaccount/token}
                kubernetes_sd_configs: [{role: node}]
              - job_name: proxied
                scheme: https
                authorization: {credentials_file: /var/run/secrets/kubernetes.io/serviceaccount/token}
                kubernetes_sd_configs: [{role: node}]
                relabel_configs:
                - {target_label: __address__, replacement: 'kubernetes.default.svc:443'}
                - source_labels: [__meta_kubernetes_node_name]
                  target_label: __metrics_path__
                  replacement: /api/v1/nodes/$$1/proxy/metrics
              - job_name: apiserver
                scheme: https
                authorization: {credentials_file: /var/run/secrets/kubernetes.io/serviceaccount/token}
                static_configs: [{targets: ['kubernetes.default.svc:443']}]
              - job_name: scheduler
                scheme: https
                metrics_path: /apis/metrics.eks.amazonaws.com/v1/ksh/container/metrics
                authorization: {credentials_file: /var/run/secrets/kubernetes.io/serviceaccount/token}
                static_configs: [{targets: ['kubernetes.default.svc:443']}]
              - job_name: controllers
                scheme: https
                metrics_path: /apis/metrics.eks.amazonaws.com/v1/kcm/container/metrics
                authorization: {credentials_file: /var/run/secrets/kubernetes.io/serviceaccount/token}
                static_configs: [{targets: ['kubernetes.default.svc:443']}]
              """));

  @Test
  void theChartsGrantsAreThoseOfTheComponents() throws IOException {
    String text =
        """
        # Generated by CollectorGrantsTest from what components are known to need: what the operator may pass on.
        # In a collector's own namespace, and wherever a configuration asks for it.
        namespaced:
        %s
        cluster:
        %s
        """
            .formatted(rules(false), rules(true));
    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(GRANTS, text);
    }
    assertThat(GRANTS).hasContent(text);
  }

  @Test
  void noSecretsAndNothingWholesale() throws IOException {
    assertThat(Files.readString(GRANTS)).doesNotContain("secrets", "'*'", "\"*\"", "delete");
  }

  /** So that a new row of the table gets a sample here. */
  @Test
  void everyResourceOfTheTableIsGranted() throws IOException {
    String grants = Files.readString(GRANTS);
    assertThat(TableResource.lines("kubernetes-rules.txt"))
        .isNotEmpty()
        .allSatisfy(
            line -> {
              for (String resources : TableResource.cells(line, 8).get(2).split(",\\s*")) {
                Target target =
                    TargetNotation.parse(resources.split(" or ")[0].replaceAll("@.*", ""));
                if (target instanceof Resource resource) {
                  assertThat(grants).contains(resource.rbacName(), '"' + resource.group() + '"');
                } else {
                  assertThat(grants).contains(((NonResourceUrl) target).path());
                }
              }
            });
  }

  private static String discovery(String more) {
    return Stream.of("pod", "service", "endpoints", "endpointslice", "ingress")
            .map(
                role ->
                    "- {job_name: %s, kubernetes_sd_configs: [{role: %s%s}]}"
                        .formatted(role, role, more))
            .collect(joining("\n"))
        + "\n";
  }

  private static String rules(boolean everywhere) {
    Map<Target, Set<String>> verbs = new HashMap<>();
    IMAGES.stream()
        .flatMap(image -> COMPONENTS.stream().map(component -> component.image(image)))
        .flatMap(CollectorGrantsTest::needed)
        .filter(rule -> everywhere || !rule.namespaces().isEmpty())
        .forEach(
            rule ->
                rule.verbs()
                    .forEach(
                        verb ->
                            verbs
                                .computeIfAbsent(
                                    rule.target().authorizedFor(verb), any -> new TreeSet<>())
                                .add(verb)));
    // Who holds something of all objects holds it of each.
    verbs.forEach(
        (target, some) ->
            unnamed(target).ifPresent(all -> some.removeAll(verbs.getOrDefault(all, Set.of()))));
    verbs.values().removeIf(Set::isEmpty);
    return RbacRule.of(verbs).stream().map(CollectorGrantsTest::line).collect(joining("\n"));
  }

  private static Optional<Target> unnamed(Target target) {
    return target instanceof Resource resource && !resource.name().isEmpty()
        ? Optional.of(resource.authorizedFor("create"))
        : Optional.empty();
  }

  private static Stream<KubernetesRule> needed(OneComponent component) {
    return KubernetesRules.of(
        CollectorConfig.parse(component.config()),
        new Surroundings("other", "adot", CollectorImage.parse(component.image()), Map.of()))
        .stream();
  }

  private static String line(RbacRule rule) {
    String names =
        rule.name().isEmpty() ? "" : "resourceNames: " + list(List.of(rule.name())) + ", ";
    return rule.paths()
        ? "- {nonResourceURLs: " + list(rule.what()) + ", verbs: " + list(rule.verbs()) + "}"
        : "- {apiGroups: "
            + list(List.of(rule.group()))
            + ", resources: "
            + list(rule.what())
            + ", "
            + names
            + "verbs: "
            + list(rule.verbs())
            + "}";
  }

  private static String list(List<String> texts) {
    return texts.stream().map(text -> '"' + text + '"').collect(joining(", ", "[", "]"));
  }
}
