package io.adot.operator.component;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.adot.operator.config.CollectorConfig;
import io.adot.operator.config.ComponentKind;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Whatever stands in a configuration, working out permissions neither throws nor repeats. */
class AnyConfigurationTest {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private static final Map<ComponentKind, List<String>> TYPES =
      Map.of(
          ComponentKind.RECEIVER,
              List.of(
                  "prometheus",
                  "awscontainerinsightreceiver",
                  "k8s_cluster",
                  "k8s_objects",
                  "kubeletstats",
                  "receiver_creator",
                  "awss3"),
          ComponentKind.PROCESSOR, List.of("k8sattributes", "resourcedetection"),
          ComponentKind.EXPORTER,
              List.of(
                  "awsemf",
                  "awss3",
                  "awskinesis",
                  "loadbalancing",
                  "opensearch",
                  "otlphttp",
                  "prometheusremotewrite"),
          ComponentKind.CONNECTOR, List.of("spanmetrics"),
          ComponentKind.EXTENSION, List.of("sigv4auth", "k8s_observer", "k8s_leader_elector"));

  /** Keys that mean something somewhere, so that the trees reach deep into the code. */
  private static final List<String> KEYS =
      List.of(
          "config",
          "scrape_configs",
          "kubernetes_sd_configs",
          "ec2_sd_configs",
          "aws_sd_configs",
          "role",
          "namespaces",
          "names",
          "own_namespace",
          "attach_metadata",
          "node",
          "relabel_configs",
          "source_labels",
          "action",
          "regex",
          "replacement",
          "target_label",
          "separator",
          "bearer_token_file",
          "scheme",
          "metrics_path",
          "static_configs",
          "targets",
          "extract",
          "metadata",
          "labels",
          "from",
          "filter",
          "namespace",
          "detectors",
          "ec2",
          "tags",
          "metrics",
          "auth_type",
          "objects",
          "name",
          "group",
          "receivers",
          "prometheus",
          "resolver",
          "k8s",
          "service",
          "auth",
          "authenticator",
          "endpoint",
          "region",
          "role_arn",
          "assume_role",
          "log_group_name",
          "s3uploader",
          "lease_name",
          "lease_namespace");

  private static final List<String> VALUES =
      List.of(
          "",
          "pod",
          "node",
          "endpoints",
          "keep",
          "drop",
          "replace",
          "(.+)",
          "((a+)+)+$",
          "[",
          "(?P<x>.)\\1",
          "$1",
          "$${12}",
          "${99999999999}",
          "${env:X}",
          "${",
          "$",
          "{NodeName}",
          "__address__",
          "__metrics_path__",
          "__meta_kubernetes_node_name",
          "https",
          "/metrics",
          "kubernetes.default.svc:443",
          "/api/v1/nodes/$1/proxy",
          "/var/run/secrets/kubernetes.io/serviceaccount/token",
          "https://aps-workspaces.eu-west-1.amazonaws.com/workspaces/ws-1",
          "://",
          "a.b.c/d@e",
          "/x@y",
          "serviceAccount",
          "sigv4auth",
          "k8s_api",
          "eks",
          "true",
          "\u0000\uD800");

  private static final String RICH =
      """
      receivers:
        prometheus:
          config:
            scrape_configs:
              - scheme: https
                metrics_path: /metrics
                bearer_token_file: /var/run/secrets/kubernetes.io/serviceaccount/token
                authorization: {credentials_file: x}
                static_configs: [{targets: ['a:1']}]
                kubernetes_sd_configs:
                  - role: endpoints
                    api_server: ''
                    namespaces: {names: [a], own_namespace: true}
                    attach_metadata: {node: true, namespace: true, deployment: true}
                ec2_sd_configs: [{region: a, role_arn: b}]
                aws_sd_configs: [{role: ec2}]
                relabel_configs:
                  - {action: keep, source_labels: [__meta_kubernetes_namespace], regex: default, separator: ','}
                  - {source_labels: [__address__], target_label: __metrics_path__, regex: (.+), replacement: '/$1'}
                  - {target_label: __address__, replacement: 'kubernetes.default.svc:443'}
        k8s_cluster: {namespaces: [a], distribution: openshift, metadata_exporters: [x]}
        k8s_objects: {objects: [{name: pods, group: '', mode: watch, namespaces: [a], exclude_namespaces: [b]}]}
        kubelet_stats:
          auth_type: serviceAccount
          endpoint: x
          extra_metadata_labels: [k8s.volume.type]
          metric_groups: [volume]
          k8s_api_config: {}
          metrics: {k8s.pod.cpu.node.utilization: {enabled: true}}
        receiver_creator: {receivers: {kubelet_stats/a: {config: {auth_type: serviceAccount}}}}
      processors:
        k8s_attributes:
          filter: {namespace: a}
          extract: {metadata: [k8s.node.uid], labels: [{from: node}], annotations: [{from: job}]}
        resource_detection:
          detectors: [k8s_api, eks, ec2]
          ec2: {tags: [a]}
          k8s_api: {resource_attributes: {k8s.cluster.uid: {enabled: true}}}
      exporters:
        awsemf: {region: a, log_group_name: '{A}', log_stream_name: b, log_retention: 1, tags: {a: b}}
        awss3: {s3uploader: {s3_bucket: a, region: b, acl: c}}
        load_balancing: {resolver: {k8s: {service: a.b}}}
        otlp_http: {endpoint: 'https://logs.eu-west-1.amazonaws.com', headers: {x-aws-log-group: a}, auth: {authenticator: sigv4auth}}
        prometheus_remote_write: {endpoint: 'https://x', auth: {authenticator: sigv4auth}}
      extensions:
        k8s_leader_elector: {lease_name: a, lease_namespace: b}
        k8s_observer: {namespaces: [a], observe_nodes: true}
        sigv4auth: {region: a, service: aps, assume_role: {arn: b}}
      service:
        extensions: [k8s_leader_elector, k8s_observer, sigv4auth]
        pipelines:
          metrics:
            receivers: [prometheus, k8s_cluster, k8s_objects, kubelet_stats, receiver_creator]
            processors: [k8s_attributes, resource_detection]
            exporters: [awsemf, awss3, load_balancing, otlp_http, prometheus_remote_write]
      """;

  private static final ObjectNode PARSED = Serialization.unmarshal(RICH, ObjectNode.class);

  @Property(tries = 200)
  void neitherThrowsNorRepeats(
      @ForAll("configs") ObjectNode config, @ForAll("images") String image) {
    Surroundings surroundings =
        new Surroundings("other", "adot", CollectorImage.parse(image), Map.of("X", "a $1 {b} ["));
    CollectorConfig parsed = CollectorConfig.parse(config);
    assertThat(KubernetesRules.of(parsed, surroundings)).doesNotHaveDuplicates();
    assertThat(AwsRequirements.of(parsed, surroundings)).doesNotHaveDuplicates();
  }

  @Property(tries = 500)
  void neitherThrowsNorRepeatsForADamagedConfig(
      @ForAll @IntRange(min = 0, max = 10_000) int place, @ForAll("anything") JsonNode damage) {
    ObjectNode config = PARSED.deepCopy();
    replace(config, new int[] {place % size(config)}, damage);
    neitherThrowsNorRepeats(config, ImpliedPermissions.NEWEST_ADOT);
  }

  @Provide
  Arbitrary<JsonNode> anything() {
    return Arbitraries.randomValue(random -> tree(random, 2));
  }

  @Provide
  Arbitrary<String> images() {
    return Arbitraries.oneOf(
        Arbitraries.of("aws-otel-collector:v0.40.0", "aws-otel-collector", "a/b:0.1@sha256:x"),
        Arbitraries.strings().ofMaxLength(30));
  }

  @Provide
  Arbitrary<ObjectNode> configs() {
    return Arbitraries.randomValue(AnyConfigurationTest::config);
  }

  private static ObjectNode config(Random random) {
    ObjectNode config = JSON.objectNode();
    ObjectNode service = config.putObject("service");
    ObjectNode pipeline = service.putObject("pipelines").putObject("metrics");
    ArrayNode extensions = service.putArray("extensions");
    for (ComponentKind kind : ComponentKind.values()) {
      for (String type : TYPES.get(kind)) {
        config.withObject("/" + kind.section()).set(type, tree(random, 6));
        (kind == ComponentKind.EXTENSION ? extensions : pipeline.withArray(kind.section()))
            .add(type);
      }
    }
    return config;
  }

  /** Made by hand rather than of arbitraries, whose recursion takes minutes. */
  private static JsonNode tree(Random random, int depth) {
    int kind = random.nextInt(depth == 0 ? 5 : 20);
    return switch (kind) {
      case 0 -> JSON.numberNode(random.nextInt());
      case 1 -> JSON.booleanNode(random.nextBoolean());
      case 2 -> JSON.nullNode();
      case 3, 4, 5, 6 -> JSON.textNode(VALUES.get(random.nextInt(VALUES.size())));
      case 7, 8, 9 -> {
        ArrayNode list = JSON.arrayNode();
        for (int items = random.nextInt(4); items > 0; items--) {
          list.add(tree(random, depth - 1));
        }
        yield list;
      }
      default -> {
        ObjectNode map = JSON.objectNode();
        for (int fields = random.nextInt(9); fields > 0; fields--) {
          map.set(KEYS.get(random.nextInt(KEYS.size())), tree(random, depth - 1));
        }
        yield map;
      }
    };
  }

  /** Replaces the one container entry that stands at a place in the order of the document. */
  private static void replace(JsonNode tree, int[] place, JsonNode replacement) {
    if (tree instanceof ObjectNode map) {
      for (Map.Entry<String, JsonNode> field : map.properties()) {
        if (place[0]-- == 0) {
          field.setValue(replacement);
          return;
        }
        replace(field.getValue(), place, replacement);
      }
    } else if (tree instanceof ArrayNode list) {
      for (int i = 0; i < list.size(); i++) {
        if (place[0]-- == 0) {
          list.set(i, replacement);
          return;
        }
        replace(list.get(i), place, replacement);
      }
    }
  }

  private static int size(JsonNode tree) {
    int size = tree.size();
    for (JsonNode child : tree) {
      size += size(child);
    }
    return size;
  }
}
