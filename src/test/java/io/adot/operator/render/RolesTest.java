package io.adot.operator.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.adot.operator.api.v1beta1.OpenTelemetryCollector;
import io.adot.operator.converge.Ownership;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBinding;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import io.fabric8.kubernetes.api.model.rbac.Subject;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The collector's own roles and bindings. */
class RolesTest {
  private static final String EVERYWHERE =
      """
      receivers: {k8s_events: {}, prometheus: {config: {scrape_configs: [
        {job_name: own, kubernetes_sd_configs: [{role: pod, namespaces: {own_namespace: true}}]},
        {job_name: there, kubernetes_sd_configs: [{role: service, namespaces: {names: [shop]}}]}]}}}
      exporters: {debug: {}}
      service: {pipelines: {logs: {receivers: [k8s_events], exporters: [debug]},
        metrics: {receivers: [prometheus], exporters: [debug]}}}
      """;

  @Test
  void noneAreMadeUnlessAskedFor() {
    assertThat(kinds(Facts.defaults(), Samples.collector("replicas: 1", EVERYWHERE))).isEmpty();
  }

  @Test
  void noneAreMadeForASidecarWhichActsAsAnApplicationsAccount() {
    assertThat(kinds(cluster(), Samples.collector("mode: sidecar", EVERYWHERE))).isEmpty();
  }

  @Test
  void noneAreMadeForAConfigurationThatAsksNothing() {
    assertThat(kinds(cluster(), Samples.collector("replicas: 1"))).isEmpty();
  }

  @Test
  void eachPermissionIsGrantedInTheNarrowestPlace() {
    List<HasMetadata> roles = roles(cluster(), Samples.collector("replicas: 1", EVERYWHERE));

    assertThat(roles)
        .extracting(RolesTest::called)
        .containsExactly(
            "ClusterRole sample-apps-cluster-role",
            "ClusterRoleBinding sample-apps-collector",
            "Role apps/sample-collector",
            "RoleBinding apps/sample-collector",
            "Role shop/sample-apps-collector",
            "RoleBinding shop/sample-apps-collector");
    assertThat(only(ClusterRole.class, roles).getRules())
        .extracting(RolesTest::text)
        .containsExactly("[] [events] [list, watch]");
    assertThat(rules(roles, "apps")).containsExactly("[] [pods] [list, watch]");
    assertThat(rules(roles, "shop")).containsExactly("[] [services] [list, watch]");
  }

  @Test
  void namespacedMeansTheCollectorsOwnNamespaceOnly() {
    assertThat(
            kinds(
                Facts.defaults().with(CollectorRbac.NAMESPACED),
                Samples.collector("replicas: 1", EVERYWHERE)))
        .containsExactly("Role apps/sample-collector", "RoleBinding apps/sample-collector");
  }

  @Test
  void bindingsAreAboutTheAccountThatThePodsRunAs() {
    List<HasMetadata> own = roles(cluster(), Samples.collector("replicas: 1", EVERYWHERE));
    List<HasMetadata> users =
        roles(cluster(), Samples.collector("serviceAccount: mine", EVERYWHERE));

    assertThat(subjects(own)).containsOnly("ServiceAccount apps/sample-collector").hasSize(3);
    assertThat(subjects(users)).containsOnly("ServiceAccount apps/mine").hasSize(3);
    assertThat(only(ClusterRoleBinding.class, own).getRoleRef().getName())
        .isEqualTo("sample-apps-cluster-role");
  }

  @Test
  void whatAnOwnerReferenceReachesHasOneAndTheRestStatesItsOwner() {
    assertThat(roles(cluster(), Samples.collector("replicas: 1", EVERYWHERE)))
        .allSatisfy(
            role -> {
              boolean own = "apps".equals(role.getMetadata().getNamespace());
              assertThat(role.getMetadata().getOwnerReferences()).hasSize(own ? 1 : 0);
              assertThat(Ownership.isStated(role)).isNotEqualTo(own);
              assertThat(Ownership.statedOwner(role).isPresent()).isNotEqualTo(own);
            });
  }

  @Test
  void whatIsGrantedEverywhereIsNotGrantedAgainInOnePlace() {
    List<HasMetadata> roles =
        roles(
            cluster(),
            Samples.collector(
                "replicas: 1",
                """
                receivers: {k8s_events: {}, k8s_events/shop: {namespaces: [shop]}}
                exporters: {debug: {}}
                service: {pipelines: {logs: {receivers: [k8s_events, k8s_events/shop], exporters: [debug]}}}
                """));

    assertThat(roles)
        .extracting(HasMetadata::getKind)
        .containsExactly("ClusterRole", "ClusterRoleBinding");
  }

  @Test
  void whatNoNamespaceCanBeCalledIsLeftToThePreflight() {
    assertThat(
            kinds(
                cluster(),
                Samples.collector(
                    "replicas: 1",
                    """
                    receivers: {k8s_events: {namespaces: ['Not a namespace/..']}}
                    exporters: {debug: {}}
                    service: {pipelines: {logs: {receivers: [k8s_events], exporters: [debug]}}}
                    """)))
        .isEmpty();
  }

  @Test
  void secondNamesTellApartWhoseFirstNamesAreTheSame() {
    Naming dashedName = new Naming("a-b");
    Naming dashedNamespace = new Naming("a");

    assertThat(dashedName.clusterRole("c", false))
        .isEqualTo("a-b-c-cluster-role")
        .isEqualTo(dashedNamespace.clusterRole("b-c", false));
    assertThat(dashedName.clusterRole("c", true))
        .startsWith("a-b-c-")
        .isNotEqualTo(dashedNamespace.clusterRole("b-c", true));
    assertThat(dashedName.distantRole("c", true))
        .isNotEqualTo(dashedNamespace.distantRole("b-c", true));
    assertThat(new Naming("a".repeat(63)).clusterRole("b".repeat(63), false))
        .matches("[a-z0-9-]{63}")
        .endsWith("-cluster-role")
        .isNotEqualTo(new Naming("a".repeat(63)).clusterRole("b".repeat(62), false));
  }

  @Test
  void theSecondNamesAreUsedThroughout() {
    List<HasMetadata> roles =
        roles(cluster().withSpareRoleNames(), Samples.collector("replicas: 1", EVERYWHERE));

    ClusterRole role = only(ClusterRole.class, roles);
    assertThat(role.getMetadata().getName()).matches("sample-apps-[0-9a-f]{8}-cluster-role");
    assertThat(role.getMetadata().getLabels())
        .containsEntry("app.kubernetes.io/name", role.getMetadata().getName());
    assertThat(only(ClusterRoleBinding.class, roles).getRoleRef().getName())
        .isEqualTo(role.getMetadata().getName());
    assertThat(roles).extracting(RolesTest::called).contains("Role apps/sample-collector");
  }

  private static Facts cluster() {
    return Facts.defaults().with(CollectorRbac.CLUSTER);
  }

  private static List<String> kinds(Facts facts, OpenTelemetryCollector collector) {
    return roles(facts, collector).stream().map(RolesTest::called).toList();
  }

  private static List<HasMetadata> roles(Facts facts, OpenTelemetryCollector collector) {
    return StoredCollectors.render(collector, facts).objects().stream()
        .filter(object -> object.getApiVersion().startsWith("rbac"))
        .toList();
  }

  private static <T> T only(Class<T> kind, List<HasMetadata> objects) {
    return objects.stream().filter(kind::isInstance).map(kind::cast).findFirst().orElseThrow();
  }

  private static List<String> rules(List<HasMetadata> roles, String namespace) {
    return roles.stream()
        .filter(role -> role instanceof Role && namespace.equals(role.getMetadata().getNamespace()))
        .flatMap(role -> ((Role) role).getRules().stream())
        .map(RolesTest::text)
        .toList();
  }

  private static List<String> subjects(List<HasMetadata> roles) {
    return roles.stream()
        .flatMap(
            object ->
                object instanceof ClusterRoleBinding binding
                    ? binding.getSubjects().stream()
                    : object instanceof RoleBinding other
                        ? other.getSubjects().stream()
                        : Stream.<Subject>of())
        .map(subject -> subject.getKind() + " " + subject.getNamespace() + "/" + subject.getName())
        .toList();
  }

  private static String text(PolicyRule rule) {
    return rule.getApiGroups() + " " + rule.getResources() + " " + rule.getVerbs();
  }

  private static String called(HasMetadata object) {
    String namespace = object.getMetadata().getNamespace();
    return object.getKind()
        + " "
        + (namespace == null ? "" : namespace + "/")
        + object.getMetadata().getName();
  }
}
