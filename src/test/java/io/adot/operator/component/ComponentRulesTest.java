package io.adot.operator.component;

import static io.adot.operator.component.OneComponent.exporter;
import static io.adot.operator.component.OneComponent.extension;
import static io.adot.operator.component.OneComponent.processor;
import static io.adot.operator.component.OneComponent.receiver;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The Kubernetes rules of every component but Prometheus, one minimal configuration each. */
class ComponentRulesTest {
  private static final String PODS = "REQUIRED list,watch pods";
  private static final String REPLICASETS = "REQUIRED list,watch replicasets.apps";

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource
  @DisplayName("k8s_attributes by its settings, newest image")
  void k8sAttributes(String settings, List<String> expected) {
    assertThat(processor("k8s_attributes", settings).rules()).containsExactlyElementsOf(expected);
    assertThat(processor("k8sattributes/old-name", settings).rules())
        .containsExactlyElementsOf(expected);
  }

  static Stream<Arguments> k8sAttributes() {
    return Stream.of(
        arguments("null", List.of(PODS)),
        arguments("{passthrough: true}", List.of()),
        arguments("{auth_type: none}", List.of()),
        arguments("{auth_type: kubeConfig}", List.of(PODS + " as FOREIGN")),
        arguments("{filter: {namespace: shop}}", List.of("REQUIRED list,watch pods in shop")),
        arguments("{filter: {namespace: '${env:SOMEWHERE}'}}", List.of()),
        arguments("{filter: {node_from_env_var: K8S_NODE_NAME}}", List.of(PODS)),
        arguments("{extract: {metadata: [k8s.pod.name, k8s.node.name]}}", List.of(PODS)),
        arguments("{extract: {metadata: [k8s.deployment.name]}}", List.of(PODS)),
        arguments("{extract: {metadata: [k8s.deployment.uid]}}", List.of(PODS, REPLICASETS)),
        arguments(
            "{extract: {metadata: [k8s.deployment.name], deployment_name_from_replicaset: false}}",
            List.of(PODS, REPLICASETS)),
        arguments(
            "{extract: {deployment_name_from_replicaset: false}}",
            List.of(PODS, "OPTIONAL list,watch replicasets.apps")),
        arguments(
            "{wait_for_metadata: true, extract: {deployment_name_from_replicaset: false}}",
            List.of(PODS, REPLICASETS)),
        arguments(
            "{filter: {namespace: shop}, extract: {labels: [{from: deployment, key: team}]}}",
            List.of(
                "REQUIRED list,watch pods in shop",
                "REQUIRED list,watch replicasets.apps in shop",
                "REQUIRED list,watch deployments.apps in shop")),
        arguments(
            "{extract: {annotations: [{from: statefulset, key: a}, {from: daemonset, key: b}]}}",
            List.of(
                PODS,
                "REQUIRED list,watch statefulsets.apps",
                "REQUIRED list,watch daemonsets.apps")),
        arguments(
            "{extract: {labels: [{from: job, key: a}]}}",
            List.of(PODS, "REQUIRED list,watch jobs.batch")),
        arguments(
            "{extract: {metadata: [k8s.cronjob.uid]}}",
            List.of(PODS, "REQUIRED list,watch jobs.batch")),
        arguments(
            "{filter: {namespace: shop}, extract: {labels: [{from: node, key: a}]}}",
            List.of("REQUIRED list,watch pods in shop", "REQUIRED list,watch nodes")),
        arguments(
            "{extract: {metadata: [k8s.node.uid]}}", List.of(PODS, "REQUIRED list,watch nodes")),
        arguments(
            "{extract: {metadata: [k8s.cluster.uid]}}",
            List.of(PODS, "REQUIRED list,watch namespaces@kube-system")),
        arguments(
            "{extract: {metadata: [k8s.cluster.uid], labels: [{from: namespace, key: a}]}}",
            List.of(PODS, "REQUIRED list,watch namespaces")));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource
  @DisplayName("the deployment's name by the version of the image")
  void deploymentName(String image, String extract, List<String> expected) {
    assertThat(processor("k8sattributes", "{extract: " + extract + "}").image(image).rules())
        .containsExactlyElementsOf(expected);
  }

  static Stream<Arguments> deploymentName() {
    String named = "{metadata: [k8s.deployment.name]}";
    String cutOut = "{metadata: [k8s.deployment.name], deployment_name_from_replicaset: true}";
    return Stream.of(
        arguments(
            "aws-otel-collector:v0.40.0",
            "{}",
            List.of(PODS, "OPTIONAL list,watch replicasets.apps")),
        arguments("aws-otel-collector:v0.45.0", named, List.of(PODS, REPLICASETS)),
        arguments("aws-otel-collector:v0.48.0", named, List.of(PODS, REPLICASETS)),
        arguments("aws-otel-collector:v0.48.0", cutOut, List.of(PODS)),
        arguments("opentelemetry-collector-k8s:0.152.0", named, List.of(PODS, REPLICASETS)),
        arguments("opentelemetry-collector-k8s:0.155.0", named, List.of(PODS)),
        arguments("aws-otel-collector:v0.49.0", "{}", List.of(PODS)));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource
  @DisplayName("resource_detection by detector and version")
  void resourceDetection(String image, String settings, List<String> expected) {
    assertThat(processor("resource_detection", settings).image(image).rules())
        .containsExactlyElementsOf(expected);
    assertThat(processor("resourcedetection/old-name", settings).image(image).rules())
        .containsExactlyElementsOf(expected);
  }

  static Stream<Arguments> resourceDetection() {
    String newest = ImpliedPermissions.NEWEST_ADOT;
    return Stream.of(
        arguments(newest, "{detectors: [env, system, ec2, ecs, lambda]}", List.of()),
        arguments(newest, "{}", List.of()),
        arguments(
            newest,
            "{detectors: [k8s_api]}",
            List.of("REQUIRED get nodes", "OPTIONAL get namespaces@kube-system")),
        arguments(newest, "{detectors: [k8snode]}", List.of("REQUIRED get nodes")),
        arguments(
            newest,
            "{detectors: [k8s_api], k8s_api: {resource_attributes: {k8s.cluster.uid: {enabled:"
                + " false}, k8s.node.uid: {enabled: false}}}}",
            List.of("REQUIRED get nodes")),
        arguments(
            newest,
            "{detectors: [k8s_api], k8s_api: {resource_attributes: {k8s.node.name: {enabled:"
                + " false}, k8s.node.uid: {enabled: false}}}}",
            List.of("OPTIONAL get namespaces@kube-system")),
        arguments(
            newest,
            "{detectors: [openshift]}",
            List.of("OPTIONAL get infrastructures.config.openshift.io/status")),
        arguments(
            newest,
            "{detectors: [kubeadm]}",
            List.of(
                "OPTIONAL get configmaps@kubeadm-config in kube-system",
                "OPTIONAL get namespaces@kube-system")),
        arguments(
            "aws-otel-collector:v0.43.3",
            "{detectors: eks}",
            List.of("OPTIONAL get configmaps@aws-auth in kube-system")),
        arguments(
            "aws-otel-collector:v0.45.0", "{detectors: [eks]}", List.of("OPTIONAL get nodes")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  @DisplayName("kubelet_stats by its settings")
  void kubeletStats(String settings, List<String> expected) {
    assertThat(receiver("kubelet_stats", settings).rules()).containsExactlyElementsOf(expected);
    assertThat(receiver("kubeletstats/old-name", settings).rules())
        .containsExactlyElementsOf(expected);
  }

  static Stream<Arguments> kubeletStats() {
    String stats = "REQUIRED get nodes/stats";
    String pods = "REQUIRED get nodes/proxy or nodes/pods";
    return Stream.of(
        arguments("{auth_type: serviceAccount}", List.of(stats)),
        arguments("{auth_type: none}", List.of()),
        arguments("{auth_type: tls}", List.of()),
        arguments("{}", List.of()),
        arguments(
            "{auth_type: serviceAccount, endpoint:"
                + " 'https://kubernetes.default.svc/api/v1/nodes/${env:NODE}/proxy'}",
            List.of("REQUIRED get nodes/proxy")),
        arguments(
            "{auth_type: serviceAccount, extra_metadata_labels: [container.id]}",
            List.of(stats, pods)),
        arguments(
            "{auth_type: serviceAccount, metrics: {k8s.pod.cpu_limit_utilization: {enabled:"
                + " true}}}",
            List.of(stats, pods)),
        arguments(
            "{auth_type: serviceAccount, metrics: {k8s.pod.cpu_limit_utilization: {enabled:"
                + " false}}}",
            List.of(stats)),
        arguments(
            "{auth_type: serviceAccount, metrics: {k8s.container.cpu.node.utilization: {enabled:"
                + " true}}}",
            List.of(stats, "REQUIRED list,watch nodes")),
        arguments(
            "{auth_type: serviceAccount, extra_metadata_labels: [k8s.volume.type],"
                + " k8s_api_config: {auth_type: serviceAccount}}",
            List.of(stats, pods)),
        arguments(
            "{auth_type: serviceAccount, extra_metadata_labels: [k8s.volume.type],"
                + " metric_groups: [pod, volume], k8s_api_config: {auth_type: serviceAccount}}",
            List.of(
                stats,
                pods,
                "OPTIONAL get persistentvolumeclaims",
                "OPTIONAL get persistentvolumes")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  @DisplayName("receivers, exporters and extensions")
  void others(OneComponent component, List<String> expected) {
    assertThat(component.rules()).containsExactlyElementsOf(expected);
  }

  static Stream<Arguments> others() {
    return Stream.of(
        arguments(
            receiver("awscontainerinsightreceiver", "{container_orchestrator: ecs}"), List.of()),
        arguments(receiver("k8s_events", "{}"), List.of("REQUIRED list,watch events")),
        arguments(
            receiver("k8s_events", "{namespaces: [a, b]}"),
            List.of("REQUIRED list,watch events in a,b")),
        arguments(
            receiver("k8s_events", "{auth_type: kubeConfig}"),
            List.of("REQUIRED list,watch events as FOREIGN")),
        arguments(
            receiver(
                "k8sobjects",
                """
                objects:
                  - {name: pods, mode: pull, namespaces: [a]}
                  - {name: events, group: events.k8s.io, mode: watch}
                  - {name: deployments, mode: watch, exclude_namespaces: [{regex: kube-.*}]}
                  - {name: widgets}
                """),
            List.of(
                "REQUIRED list pods in a",
                "REQUIRED list,watch events.events.k8s.io",
                "REQUIRED list,watch deployments.apps",
                "REQUIRED list namespaces")),
        arguments(
            receiver(
                "receiver_creator",
                """
                watch_observers: [k8s_observer]
                receivers:
                  kubeletstats/each:
                    rule: type == "k8s.node"
                    config: {auth_type: serviceAccount}
                  redis: {rule: type == "port"}
                """),
            List.of("REQUIRED receiver kubeletstats/each: get nodes/stats")),
        arguments(
            exporter("load_balancing", "{resolver: {k8s: {service: backends.shop}}}"),
            List.of("REQUIRED list,watch endpointslices.discovery.k8s.io or endpoints in shop")),
        arguments(
            exporter("loadbalancing", "{resolver: {k8s: {service: backends}}}")
                .image("aws-otel-collector:v0.40.0"),
            List.of("REQUIRED list,watch endpoints or endpointslices.discovery.k8s.io in other")),
        arguments(exporter("load_balancing", "{resolver: {dns: {hostname: x}}}"), List.of()),
        arguments(
            exporter("datadog", "{}"), List.of("OPTIONAL get pods in other", "OPTIONAL get nodes")),
        arguments(extension("k8s_observer", "{}"), List.of("REQUIRED list,watch pods")),
        arguments(
            extension(
                "k8s_observer",
                "{observe_pods: false, observe_nodes: true, observe_services: true,"
                    + " observe_ingresses: true, namespaces: [a]}"),
            List.of(
                "REQUIRED list,watch services in a",
                "REQUIRED list,watch ingresses.networking.k8s.io in a",
                "REQUIRED list,watch nodes")),
        arguments(
            extension("k8s_leader_elector", "{lease_name: leader, lease_namespace: shop}"),
            List.of(
                "REQUIRED create leases.coordination.k8s.io in shop",
                "REQUIRED get,update leases.coordination.k8s.io@leader in shop")),
        arguments(
            extension("k8s_leader_elector", "{lease_name: a, lease_namespace: '${env:NS}'}"),
            List.of()),
        arguments(receiver("otlp", "{protocols: {grpc: {}}}"), List.of()),
        arguments(extension("health_check", "{}"), List.of()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  @DisplayName("k8s_cluster for the cluster, for namespaces and on OpenShift")
  void k8sCluster(String settings, List<String> clusterScoped, String in) {
    List<String> kinds =
        Stream.of(
                "pods",
                "replicationcontrollers",
                "resourcequotas",
                "services",
                "daemonsets.apps",
                "deployments.apps",
                "replicasets.apps",
                "statefulsets.apps",
                "jobs.batch",
                "cronjobs.batch",
                "horizontalpodautoscalers.autoscaling")
            .map(kind -> "REQUIRED list,watch " + kind + in)
            .toList();
    assertThat(receiver("k8s_cluster", settings).rules())
        .containsExactlyElementsOf(Stream.concat(kinds.stream(), clusterScoped.stream()).toList());
  }

  static Stream<Arguments> k8sCluster() {
    List<String> clusterScoped =
        List.of("REQUIRED list,watch nodes", "REQUIRED list,watch namespaces");
    return Stream.of(
        arguments("null", clusterScoped, ""),
        arguments("{namespaces: [a, b]}", List.of(), " in a,b"),
        arguments("{namespace: a}", List.of(), " in a"),
        arguments(
            "{distribution: openshift}",
            Stream.concat(
                    clusterScoped.stream(),
                    Stream.of("REQUIRED list,watch clusterresourcequotas.quota.openshift.io"))
                .toList(),
            ""),
        arguments(
            "{metadata_exporters: [otlp]}",
            Stream.concat(
                    clusterScoped.stream(),
                    Stream.of(
                        "OPTIONAL list,watch persistentvolumeclaims",
                        "OPTIONAL list,watch persistentvolumes"))
                .toList(),
            ""));
  }
}
