package io.adot.operator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What {@code doctor} looks at, beside the role that the chart makes. */
class OperatorRightsTest {
  private static final String RBAC = ".rbac.authorization.k8s.io";

  /** What an operator does without, and says so itself where it matters. */
  private static final Set<String> DISPENSABLE =
      Set.of(
          "opentelemetrycollectors/finalizers.opentelemetry.io",
          "httproutes.gateway.networking.k8s.io",
          "servicemonitors.monitoring.coreos.com",
          "podmonitors.monitoring.coreos.com",
          "routes.route.openshift.io",
          "routes/custom-host.route.openshift.io",
          "roles" + RBAC,
          "rolebindings" + RBAC,
          "clusterroles" + RBAC,
          "clusterrolebindings" + RBAC,
          "leases.coordination.k8s.io",
          "subjectaccessreviews.authorization.k8s.io",
          "customresourcedefinitions.apiextensions.k8s.io",
          "mutatingwebhookconfigurations.admissionregistration.k8s.io");

  @Test
  void doctorLooksAtWhatTheRoleGrantsAndNothingElse() throws IOException {
    Map<String, Set<String>> granted = granted();
    assertThat(granted).containsKeys(DISPENSABLE.toArray(String[]::new));

    granted.keySet().removeAll(DISPENSABLE);

    assertThat(OperatorRights.table()).isEqualTo(granted);
  }

  private static Map<String, Set<String>> granted() throws IOException {
    Map<String, Set<String>> granted = new TreeMap<>();
    KubernetesSerialization yaml = new KubernetesSerialization();
    Stream.of(Files.readString(Path.of("operator/rbac.yaml")).split("(?m)^---$"))
        .<HasMetadata>map(yaml::unmarshal)
        .filter(ClusterRole.class::isInstance)
        .flatMap(role -> ((ClusterRole) role).getRules().stream())
        .forEach(rule -> add(granted, rule));
    return granted;
  }

  private static void add(Map<String, Set<String>> granted, PolicyRule rule) {
    for (String group : rule.getApiGroups()) {
      for (String resource : rule.getResources()) {
        granted
            .computeIfAbsent(
                resource + (group.isEmpty() ? "" : "." + group), name -> new TreeSet<>())
            .addAll(rule.getVerbs());
      }
    }
  }
}
