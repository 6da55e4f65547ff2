package io.adot.operator.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PrometheusDiscoveryTest {

  @ParameterizedTest(name = "{0}")
  @MethodSource
  @DisplayName("what a kubernetes_sd_config asks")
  void discovery(String sdConfig, List<String> expected) {
    assertThat(job(sdConfig).rules()).containsExactlyElementsOf(expected);
  }

  static Stream<Arguments> discovery() {
    return Stream.of(
        arguments("{role: pod}", List.of("REQUIRED list,watch pods")),
        arguments("{role: service}", List.of("REQUIRED list,watch services")),
        arguments(
            "{role: endpoints}",
            List.of(
                "REQUIRED list,watch endpoints",
                "REQUIRED list,watch services",
                "REQUIRED list,watch pods")),
        arguments(
            "{role: endpointslice}",
            List.of(
                "REQUIRED list,watch endpointslices.discovery.k8s.io",
                "REQUIRED list,watch services",
                "REQUIRED list,watch pods")),
        arguments("{role: ingress}", List.of("REQUIRED list,watch ingresses.networking.k8s.io")),
        arguments("{role: node}", List.of("REQUIRED list,watch nodes")),
        arguments("{role: '${env:ROLE}'}", List.of()),
        arguments("{role: unheard-of}", List.of()),
        arguments("{}", List.of()),
        arguments(
            "{role: pod, namespaces: {names: [a, b, a]}}",
            List.of("REQUIRED list,watch pods in a,b")),
        arguments(
            "{role: pod, namespaces: {own_namespace: true}}",
            List.of("REQUIRED list,watch pods in other")),
        arguments(
            "{role: service, namespaces: {own_namespace: true, names: [a]}}",
            List.of("REQUIRED list,watch services in a,other")),
        arguments(
            "{role: pod, namespaces: {own_namespace: false, names: []}}",
            List.of("REQUIRED list,watch pods")),
        arguments("{role: pod, namespaces: {names: ['${env:SOMEWHERE}']}}", List.of()),
        arguments(
            "{role: pod, namespaces: {names: ['${env:SOMEWHERE}', a]}}",
            List.of("REQUIRED list,watch pods in a")),
        arguments("{role: node, namespaces: {names: [a]}}", List.of("REQUIRED list,watch nodes")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  @DisplayName("what attach_metadata asks on top")
  void attachMetadata(String sdConfig, List<String> expected) {
    assertThat(job(sdConfig).rules()).containsExactlyElementsOf(expected);
  }

  static Stream<Arguments> attachMetadata() {
    return Stream.of(
        arguments(
            "{role: pod, attach_metadata: {node: true}}",
            List.of("REQUIRED list,watch pods", "REQUIRED list,watch nodes")),
        arguments(
            "{role: pod, namespaces: {names: [a]}, attach_metadata: {node: true, namespace: true}}",
            List.of(
                "REQUIRED list,watch pods in a",
                "REQUIRED list,watch nodes",
                "REQUIRED list,watch namespaces")),
        arguments(
            "{role: service, attach_metadata: {node: true, namespace: true}}",
            List.of("REQUIRED list,watch services", "REQUIRED list,watch namespaces")),
        arguments(
            "{role: ingress, attach_metadata: {namespace: true}}",
            List.of(
                "REQUIRED list,watch ingresses.networking.k8s.io",
                "REQUIRED list,watch namespaces")),
        arguments(
            "{role: node, attach_metadata: {node: true, namespace: true}}",
            List.of("REQUIRED list,watch nodes")),
        arguments(
            "{role: pod, namespaces: {names: [a]}, attach_metadata: {deployment: true, job: true,"
                + " cronjob: true}}",
            List.of(
                "REQUIRED list,watch pods in a",
                "REQUIRED list,watch replicasets.apps in a",
                "REQUIRED list,watch jobs.batch in a")),
        arguments(
            "{role: pod, attach_metadata: {node: false}}", List.of("REQUIRED list,watch pods")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  @DisplayName("whose rights count with api_server and kubeconfig_file")
  void identity(String sdConfig, List<String> expected) {
    assertThat(job(sdConfig).rules()).containsExactlyElementsOf(expected);
  }

  static Stream<Arguments> identity() {
    String token = "/var/run/secrets/kubernetes.io/serviceaccount/token";
    return Stream.of(
        arguments(
            "{role: pod, api_server: 'https://elsewhere'}",
            List.of("REQUIRED list,watch pods as FOREIGN")),
        arguments(
            "{role: pod, api_server: 'https://kubernetes.default.svc', authorization:"
                + " {credentials_file: "
                + token
                + "}}",
            List.of("REQUIRED list,watch pods")),
        arguments(
            "{role: pod, api_server: 'https://kubernetes.default.svc', bearer_token_file: "
                + token
                + "}",
            List.of("REQUIRED list,watch pods")),
        arguments(
            "{role: pod, api_server: 'https://a', authorization: {credentials_file: /etc/token}}",
            List.of("REQUIRED list,watch pods as FOREIGN")),
        arguments(
            "{role: pod, kubeconfig_file: /etc/kubeconfig}",
            List.of("REQUIRED list,watch pods as FOREIGN")));
  }

  @Test
  @DisplayName("other discoveries ask nothing of the cluster")
  void otherDiscoveries() {
    assertThat(
            OneComponent.scraping(
                    """
                    - job_name: a
                      static_configs: [{targets: ['localhost:8888']}]
                    - job_name: b
                      dns_sd_configs: [{names: [x]}]
                      file_sd_configs: [{files: [x.json]}]
                      ec2_sd_configs: [{region: eu-west-1}]
                    """)
                .rules())
        .isEmpty();
  }

  @Test
  @DisplayName("two jobs that ask the same ask once, and the whole cluster covers a namespace")
  void deduplicated() {
    assertThat(
            OneComponent.scraping(
                    """
                    - kubernetes_sd_configs: [{role: pod, namespaces: {names: [a]}}]
                    - kubernetes_sd_configs: [{role: pod}, {role: node}]
                    - kubernetes_sd_configs: [{role: pod}]
                    - kubernetes_sd_configs: [{role: service, namespaces: {names: [a]}}]
                    - kubernetes_sd_configs: [{role: service, namespaces: {names: [b]}}]
                    """)
                .rules())
        .containsExactly(
            "REQUIRED list,watch pods",
            "REQUIRED list,watch nodes",
            "REQUIRED list,watch services in a",
            "REQUIRED list,watch services in b");
  }

  @Test
  @DisplayName("with a target allocator, the allocator discovers")
  void targetAllocator() {
    assertThat(
            OneComponent.receiver(
                    "prometheus",
                    """
                    target_allocator: {endpoint: 'http://x-targetallocator', interval: 30s}
                    config: {scrape_configs: [{kubernetes_sd_configs: [{role: pod}]}]}
                    """)
                .rules())
        .isEmpty();
  }

  @Test
  @DisplayName("a namespace by an environment variable whose value is known")
  void namespaceFromEnv() {
    assertThat(
            job("{role: pod, namespaces: {names: ['${env:WATCHED}']}}")
                .env("WATCHED", "shop")
                .rules())
        .containsExactly("REQUIRED list,watch pods in shop");
  }

  @Test
  @DisplayName("a receiver in no pipeline asks nothing")
  void unused() {
    assertThat(
            ImpliedPermissions.of(
                    ImpliedPermissions.NEWEST_ADOT,
                    java.util.Map.of(),
                    """
                    receivers:
                      prometheus/unused:
                        config: {scrape_configs: [{kubernetes_sd_configs: [{role: pod}]}]}
                    service: {pipelines: {metrics: {receivers: [], exporters: []}}}
                    """)
                .kubernetes())
        .isEmpty();
  }

  private static OneComponent job(String sdConfig) {
    return OneComponent.scraping("- kubernetes_sd_configs: [" + sdConfig + "]\n");
  }
}
