package io.adot.operator.assessment;

import static org.assertj.core.api.Assertions.assertThat;

import io.adot.operator.api.v1beta1.OpenTelemetryCollector;
import io.adot.operator.component.KubernetesRule;
import io.adot.operator.component.KubernetesRule.Resource;
import io.adot.operator.render.CollectorRbac;
import io.adot.operator.render.Facts;
import io.adot.operator.render.Inherited;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBinding;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** For whom a resource's rules are, by its mode and its target allocator. */
class BearersTest {
  private static final String ALLOCATED =
      "targetAllocator: {enabled: true, prometheusCR: {enabled: true, allowNamespaces: [shop]}}";

  @Test
  @DisplayName("an allocator that runs discovers, by the configuration and by monitors")
  void ofAllocator() {
    Facts facts = Facts.defaults().with(new Inherited(false, "", true, false));

    assertThat(rules("mode: statefulset", ALLOCATED, facts))
        .contains(
            "REQUIRED TARGET_ALLOCATOR pods []",
            "REQUIRED TARGET_ALLOCATOR podmonitors [shop]",
            "REQUIRED COLLECTOR nodes/metrics []")
        .noneMatch(rule -> rule.contains("COLLECTOR pods"));
  }

  @Test
  @DisplayName("without one the collectors discover, and what it would need is advice")
  void ofAbsentAllocator() {
    assertThat(rules("mode: statefulset", ALLOCATED, Facts.defaults()))
        .contains(
            "REQUIRED COLLECTOR pods []",
            "OPTIONAL TARGET_ALLOCATOR pods []",
            "OPTIONAL TARGET_ALLOCATOR podmonitors [shop]",
            "REQUIRED COLLECTOR nodes/metrics []")
        .noneMatch(rule -> rule.startsWith("REQUIRED TARGET_ALLOCATOR"));
  }

  @Test
  @DisplayName("a sidecar asks as its pod's ServiceAccount, and has no allocator")
  void ofSidecar() {
    assertThat(rules("mode: sidecar", ALLOCATED, Facts.defaults()))
        .containsExactlyInAnyOrder(
            "REQUIRED APPLICATION nodes []",
            "REQUIRED APPLICATION pods []",
            "REQUIRED APPLICATION nodes/metrics []");
  }

  @Test
  @DisplayName("roles that the operator makes hold what is the collector's")
  void roles() {
    Facts facts = Facts.defaults().with(CollectorRbac.CLUSTER);
    List<HasMetadata> objects =
        Assessment.of(collector("mode: statefulset", ALLOCATED), facts).rendering().objects();

    assertThat(objects)
        .filteredOn(ClusterRole.class::isInstance)
        .flatExtracting(role -> ((ClusterRole) role).getRules())
        .flatExtracting(rule -> rule.getResources())
        .containsExactlyInAnyOrder("nodes", "pods", "nodes/metrics");
    assertThat(objects)
        .filteredOn(ClusterRoleBinding.class::isInstance)
        .flatExtracting(binding -> ((ClusterRoleBinding) binding).getSubjects())
        .extracting(subject -> subject.getName())
        .containsExactly("adot-collector");
  }

  private static List<String> rules(String mode, String allocator, Facts facts) {
    return Assessment.of(collector(mode, allocator), facts).needs().kubernetesRules().stream()
        .map(BearersTest::text)
        .toList();
  }

  private static String text(KubernetesRule rule) {
    return rule.necessity()
        + " "
        + rule.bearer()
        + " "
        + ((Resource) rule.target()).rbacName()
        + " "
        + rule.namespaces();
  }

  private static OpenTelemetryCollector collector(String mode, String allocator) {
    return Serialization.unmarshal(
        """
        apiVersion: opentelemetry.io/v1beta1
        kind: OpenTelemetryCollector
        metadata: {name: adot, namespace: other, uid: u}
        spec:
          %s
          %s
          config:
            receivers:
              prometheus:
                config:
                  scrape_configs:
                  - {job_name: pods, kubernetes_sd_configs: [{role: pod}]}
                  - job_name: kubelets
                    scheme: https
                    authorization: {credentials_file: /var/run/secrets/kubernetes.io/serviceaccount/token}
                    kubernetes_sd_configs: [{role: node}]
            exporters: {debug: {}}
            service: {pipelines: {metrics: {receivers: [prometheus], exporters: [debug]}}}
        """
            .formatted(mode, allocator),
        OpenTelemetryCollector.class);
  }
}
