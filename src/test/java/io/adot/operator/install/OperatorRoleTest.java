package io.adot.operator.install;

import static org.assertj.core.api.Assertions.assertThat;

import io.adot.operator.runtime.neighbour.Sight;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rights that {@code operator/} asks a cluster for. */
class OperatorRoleTest {

  private final ClusterRole role =
      YamlFiles.in("operator").stream()
          .filter(ClusterRole.class::isInstance)
          .map(ClusterRole.class::cast)
          .filter(candidate -> candidate.getMetadata().getName().equals("adot-operator"))
          .findFirst()
          .orElseThrow();

  @Test
  void nothingIsGrantedWholesale() {
    assertThat(role.getRules())
        .allSatisfy(
            rule -> {
              assertThat(rule.getVerbs())
                  .isNotEmpty()
                  .doesNotContain("*", "escalate", "bind", "impersonate");
              assertThat(rule.getResources()).doesNotContain("*");
              assertThat(rule.getApiGroups()).doesNotContain("*");
            });
  }

  @Test
  void secretsAreNotItsBusiness() {
    assertThat(role.getRules())
        .flatExtracting(PolicyRule::getResources)
        .doesNotContain("secrets", "namespaces");
  }

  /** The verbs that the program uses, and no others. */
  @ParameterizedTest
  @CsvSource({
    "opentelemetrycollectors, get list watch patch",
    "opentelemetrycollectors/status, patch",
    "opentelemetrycollectors/finalizers, update",
    "pods, get list watch",
    "events, create",
    "routes/custom-host, create update",
    "leases, list watch",
    "roles, list watch",
    "rolebindings, list watch",
    "clusterroles, list watch",
    "clusterrolebindings, list watch",
    "subjectaccessreviews, create",
    "mutatingwebhookconfigurations, get",
    "customresourcedefinitions, get list watch"
  })
  void whatIsNotAChildIsUsedInOneWay(String resource, String verbs) {
    assertThat(verbs(resource)).containsExactlyInAnyOrder(verbs.split(" "));
  }

  @Test
  void everyOtherResourceIsAChild() {
    assertThat(role.getRules())
        .filteredOn(rule -> !rule.getVerbs().contains("delete"))
        .flatExtracting(PolicyRule::getResources)
        .containsExactlyInAnyOrder(
            "opentelemetrycollectors",
            "opentelemetrycollectors/status",
            "opentelemetrycollectors/finalizers",
            "pods",
            "events",
            "routes/custom-host",
            "leases",
            "roles",
            "rolebindings",
            "clusterroles",
            "clusterrolebindings",
            "subjectaccessreviews",
            "mutatingwebhookconfigurations",
            "customresourcedefinitions",
            "customresourcedefinitions");
  }

  /** By name: all CRDs of a cluster are megabytes, and nobody's business here. */
  @Test
  void itReadsItsOwnCrdAndThoseOfOptionalApisOnly() {
    assertThat(role.getRules())
        .filteredOn(rule -> rule.getResources().contains("customresourcedefinitions"))
        .allSatisfy(rule -> assertThat(rule.getResourceNames()).isNotEmpty())
        .flatExtracting(PolicyRule::getResourceNames)
        .contains(
            "opentelemetrycollectors.opentelemetry.io", "servicemonitors.monitoring.coreos.com");
  }

  @Test
  void whatItMayCreateItMayAlsoApplyAndDelete() {
    assertThat(role.getRules())
        .filteredOn(rule -> rule.getVerbs().contains("delete"))
        .isNotEmpty()
        .allSatisfy(
            rule ->
                assertThat(rule.getVerbs())
                    .containsExactlyInAnyOrder(
                        "get", "list", "watch", "create", "patch", "delete"));
  }

  @Test
  void ofLeasesItSeesTheGoOperatorsOnly() {
    assertThat(role.getRules())
        .filteredOn(rule -> rule.getResources().contains("leases"))
        .flatExtracting(PolicyRule::getResourceNames)
        .containsExactly(Sight.LEASE);
  }

  private List<String> verbs(String resource) {
    return role.getRules().stream()
        .filter(rule -> rule.getResources().contains(resource))
        .flatMap(rule -> rule.getVerbs().stream())
        .toList();
  }
}
