package io.adot.operator.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What scraping asks, beyond discovery: only rules with the verb get are shown here. */
class PrometheusScrapingTest {
  private static final String TOKEN =
      "  bearer_token_file: /var/run/secrets/kubernetes.io/serviceaccount/token\n";

  @Nested
  @DisplayName("through the API server's proxy")
  class Proxy {

    @ParameterizedTest(name = "{0}")
    @ValueSource(
        strings = {
          "/api/v1/nodes/$${1}/proxy/metrics",
          "/api/v1/nodes/$$1/proxy/metrics",
          "/api/v1/nodes/${1}/proxy/metrics/cadvisor",
          "/api/v1/nodes/$1/proxy/metrics",
          "/api/v1/nodes/ip-10-0-0-1.ec2.internal/proxy/metrics",
          "/api/v1/nodes/${env:NODE}/proxy/metrics"
        })
    @DisplayName("to nodes, however the capture group is written")
    void nodes(String replacement) {
      assertThat(gets(nodesByApiServer("kubernetes.default.svc:443", replacement, TOKEN)))
          .containsExactly("REQUIRED get nodes/proxy");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
        strings = {
          "kubernetes.default.svc.cluster.local:443",
          "kubernetes.default:443",
          "${env:KUBERNETES_SERVICE_HOST}:443",
          "${env:SOME_ADDRESS}"
        })
    @DisplayName("to nodes, however the API server is named")
    void apiServers(String address) {
      assertThat(gets(nodesByApiServer(address, "/api/v1/nodes/$${1}/proxy/metrics", TOKEN)))
          .containsExactly("REQUIRED get nodes/proxy");
    }

    @Test
    @DisplayName("without the token nothing is asked of RBAC")
    void withoutToken() {
      assertThat(
              gets(
                  nodesByApiServer(
                      "kubernetes.default.svc:443", "/api/v1/nodes/$${1}/proxy/metrics", "")))
          .isEmpty();
    }

    @Test
    @DisplayName("with credentials_file")
    void credentialsFile() {
      String token =
          "  authorization: {credentials_file:"
              + " /var/run/secrets/kubernetes.io/serviceaccount/token}\n";
      assertThat(
              gets(
                  nodesByApiServer(
                      "kubernetes.default.svc:443", "/api/v1/nodes/$${1}/proxy/metrics", token)))
          .containsExactly("REQUIRED get nodes/proxy");
    }

    @ParameterizedTest(name = "{0} {1} {2}")
    @MethodSource("io.adot.operator.component.PrometheusScrapingTest#objectProxies")
    @DisplayName("to Services and pods, where they are")
    void objects(String role, String namespaces, String path, String expected) {
      assertThat(
              gets(
                  """
                  - scheme: https
                  %s\
                    kubernetes_sd_configs: [{role: %s, namespaces: {names: %s}}]
                    relabel_configs:
                      - {target_label: __address__, replacement: 'kubernetes.default.svc:443'}
                      - source_labels: [__meta_kubernetes_namespace, __meta_kubernetes_%s_name]
                        regex: (.+);(.+)
                        target_label: __metrics_path__
                        replacement: %s
                  """
                      .formatted(TOKEN, role, namespaces, role, path)))
          .containsExactly(expected);
    }
  }

  static Stream<Arguments> objectProxies() {
    String services = "/api/v1/namespaces/$${1}/services/$${2}:8080/proxy/metrics";
    String pods = "/api/v1/namespaces/$${1}/pods/$${2}:8080/proxy/metrics";
    String fixed = "/api/v1/namespaces/shop/services/$${2}/proxy/metrics";
    return Stream.of(
        arguments("service", "[]", services, "REQUIRED get services/proxy"),
        arguments("service", "[a]", services, "REQUIRED get services/proxy in a"),
        arguments("service", "[a]", fixed, "REQUIRED get services/proxy in shop"),
        arguments("pod", "[a, b]", pods, "REQUIRED get pods/proxy in a,b"));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource
  @DisplayName("the API server itself, picked by what discovery knows of it")
  void apiServer(String role, String keep, String path, List<String> expected) {
    assertThat(
            gets(
                """
                - scheme: https
                %s\
                  metrics_path: %s
                  kubernetes_sd_configs: [{role: %s}]
                  relabel_configs:
                    - %s
                """
                    .formatted(TOKEN, path, role, keep)))
        .containsExactlyElementsOf(expected);
  }

  static Stream<Arguments> apiServer() {
    String byName =
        "{action: keep, source_labels: [__meta_kubernetes_namespace,"
            + " __meta_kubernetes_service_name, __meta_kubernetes_%s_port_name], regex:"
            + " default;kubernetes;https}";
    String byComponent =
        "{action: keep, source_labels: [__meta_kubernetes_service_label_component], regex:"
            + " apiserver}";
    String byProvider =
        "{action: keep, source_labels: [__meta_kubernetes_service_label_provider,"
            + " __meta_kubernetes_service_labelpresent_provider], regex: (kubernetes);true}";
    String notService =
        "{action: drop, source_labels: [__meta_kubernetes_service_name], regex: kubernetes}";
    String eks = "/apis/metrics.eks.amazonaws.com/v1/%s/container/metrics";
    return Stream.of(
        arguments(
            "endpoints",
            byName.formatted("endpoint"),
            "/metrics",
            List.of("REQUIRED get /metrics")),
        arguments(
            "endpointslice",
            byName.formatted("endpointslice"),
            "/metrics/slis",
            List.of("REQUIRED get /metrics/slis")),
        arguments(
            "service", byName.formatted("service"), "/metrics", List.of("REQUIRED get /metrics")),
        arguments("endpoints", byComponent, "/metrics", List.of("REQUIRED get /metrics")),
        arguments("endpoints", byProvider, "/metrics", List.of("REQUIRED get /metrics")),
        arguments(
            "endpoints",
            byName.formatted("endpoint"),
            eks.formatted("ksh"),
            List.of("REQUIRED get ksh.metrics.eks.amazonaws.com/metrics")),
        arguments(
            "endpoints",
            byName.formatted("endpoint"),
            eks.formatted("kcm"),
            List.of("REQUIRED get kcm.metrics.eks.amazonaws.com/metrics")),
        arguments(
            "endpoints",
            byName.formatted("endpoint"),
            "/apis/something.else/v1/metrics",
            List.of()),
        arguments("endpoints", notService, "/metrics", List.of("OPTIONAL get /metrics")));
  }

  @Test
  @DisplayName("the API server as a static target")
  void staticApiServer() {
    assertThat(
            gets(
                """
                - scheme: https
                %s\
                  static_configs: [{targets: ['kubernetes.default.svc:443', 'example.com:443']}]
                """
                    .formatted(TOKEN)))
        .containsExactly("REQUIRED get /metrics");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  @DisplayName("the kubelet, by the first segment of the path")
  void kubelet(String path, List<String> expected) {
    assertThat(
            gets(
                """
                - scheme: https
                %s\
                  metrics_path: %s
                  kubernetes_sd_configs: [{role: node}]
                  relabel_configs:
                    - {action: labelmap, regex: __meta_kubernetes_node_label_(.+)}
                """
                    .formatted(TOKEN, path)))
        .containsExactlyElementsOf(expected);
  }

  static Stream<Arguments> kubelet() {
    return Stream.of(
        arguments("/metrics", List.of("REQUIRED get nodes/metrics")),
        arguments("/metrics/cadvisor", List.of("REQUIRED get nodes/metrics")),
        arguments("/stats/summary", List.of("REQUIRED get nodes/stats")),
        arguments("/logs/", List.of("REQUIRED get nodes/log")),
        arguments("/pods", List.of("REQUIRED get nodes/proxy or nodes/pods")),
        arguments("/runningpods/", List.of("REQUIRED get nodes/proxy or nodes/pods")),
        arguments("/healthz", List.of("REQUIRED get nodes/proxy or nodes/healthz")),
        arguments("/configz", List.of("REQUIRED get nodes/proxy or nodes/configz")),
        arguments("/debug/pprof/heap", List.of("REQUIRED get nodes/proxy")),
        arguments("'${env:WHERE}'", List.of()));
  }

  @Test
  @DisplayName("the kubelet behind a Service that keeps its endpoints")
  void kubeletService() {
    assertThat(
            gets(
                """
                - scheme: https
                %s\
                  metrics_path: /metrics/cadvisor
                  kubernetes_sd_configs: [{role: endpointslice}]
                  relabel_configs:
                    - {action: keep, source_labels: [__meta_kubernetes_service_label_k8s_app], regex: kubelet}
                    - {action: keep, source_labels: [__meta_kubernetes_endpointslice_port_name], regex: https-metrics}
                """
                    .formatted(TOKEN)))
        .containsExactly("REQUIRED get nodes/metrics");
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "{target_label: __scheme__, replacement: http}",
        "{source_labels: [__address__], regex: '([^:]+):.*', replacement: '$$1:9100', target_label: __address__}",
        "{source_labels: [__address__], regex: '(.+):10250', replacement: '$${1}:10255', target_label: __address__}"
      })
  @DisplayName("what is no authorized port of the kubelet asks nothing")
  void notTheKubelet(String relabeling) {
    assertThat(
            gets(
                """
                - scheme: https
                %s\
                  kubernetes_sd_configs: [{role: node}]
                  relabel_configs:
                    - %s
                """
                    .formatted(TOKEN, relabeling)))
        .isEmpty();
  }

  @Test
  @DisplayName("targets that may delegate their authorization are advice")
  void delegated() {
    assertThat(
            gets(
                """
                - scheme: https
                %s\
                  kubernetes_sd_configs: [{role: endpoints}]
                  relabel_configs:
                    - {action: keep, source_labels: [__meta_kubernetes_service_name], regex: kube-state-metrics}
                """
                    .formatted(TOKEN)))
        .containsExactly("OPTIONAL get /metrics");
  }

  @Test
  @DisplayName("a regular expression that takes for ever is given up")
  void catastrophicRegex() {
    assertThat(
            gets(
                """
                - scheme: https
                %s\
                  kubernetes_sd_configs: [{role: endpoints}]
                  relabel_configs:
                    - {action: keep, source_labels: [__meta_kubernetes_pod_node_name, __address__], regex: '(([a-z0-9.;:-]+)+)+!'}
                """
                    .formatted(TOKEN)))
        .containsExactly("OPTIONAL get /metrics");
  }

  private static String nodesByApiServer(String address, String path, String token) {
    return """
    - scheme: https
    %s\
      kubernetes_sd_configs: [{role: node}]
      relabel_configs:
        - {target_label: __address__, replacement: '%s'}
        - source_labels: [__meta_kubernetes_node_name]
          regex: (.+)
          target_label: __metrics_path__
          replacement: %s
    """
        .formatted(token, address, path);
  }

  private static List<String> gets(String scrapeConfigs) {
    return OneComponent.scraping(scrapeConfigs).rules().stream()
        .filter(rule -> rule.contains(" get "))
        .toList();
  }
}
