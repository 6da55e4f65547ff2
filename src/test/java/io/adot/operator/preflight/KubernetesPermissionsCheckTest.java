package io.adot.operator.preflight;

import static io.adot.operator.preflight.Situation.optional;
import static io.adot.operator.preflight.Situation.required;
import static io.adot.operator.preflight.Situation.resource;
import static org.assertj.core.api.Assertions.assertThat;

import io.adot.operator.api.Reason;
import io.adot.operator.component.Bearer;
import io.adot.operator.component.KubernetesRule;
import io.adot.operator.component.KubernetesRule.NonResourceUrl;
import io.adot.operator.component.KubernetesRule.Resource;
import io.adot.operator.component.Necessity;
import io.adot.operator.config.ComponentId;
import io.adot.operator.config.ComponentKind;
import io.adot.operator.preflight.Verdict.Outcome;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBinding;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.PolicyRuleBuilder;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.Test;

class KubernetesPermissionsCheckTest {
  private static final Resource PODS = resource("", "pods");
  private static final Resource NODES = resource("", "nodes");
  private static final Resource ENDPOINTSLICES = resource("discovery.k8s.io", "endpointslices");
  private static final Resource NODES_PROXY = new Resource("", "nodes", "proxy", "");
  private static final Resource NODES_PODS = new Resource("", "nodes", "pods", "");
  private static final Resource LEASE = new Resource("coordination.k8s.io", "leases", "", "leader");

  @Test
  void nothingIsNeeded() {
    Verdict verdict = new Situation().judged().kubernetesPermissions();

    assertThat(verdict.outcome()).isEqualTo(Outcome.TRUE);
    assertThat(verdict.reason()).isEqualTo(Reason.NotRequired);
  }

  @Test
  void everythingIsAllowed() {
    Verdict verdict =
        new Situation().rule(required(PODS, "list", "watch")).judged().kubernetesPermissions();

    assertThat(verdict.outcome()).isEqualTo(Outcome.TRUE);
    assertThat(verdict.reason()).isEqualTo(Reason.Allowed);
    assertThat(verdict.fixes()).isEmpty();
  }

  @Test
  void aGapNamesCauseAndRemedyAndGrantsJustWhatIsMissing() {
    Verdict verdict =
        new Situation()
            .rule(required(PODS, "list", "watch"))
            .rule(required(NODES, "list", "watch"))
            .denied("", "list", PODS)
            .denied("", "watch", PODS)
            .judged()
            .kubernetesPermissions();

    assertThat(verdict.outcome()).isEqualTo(Outcome.FALSE);
    assertThat(verdict.reason()).isEqualTo(Reason.MissingKubernetesPermissions);
    assertThat(verdict.message())
        .isEqualTo(
            "ServiceAccount other/adot-collector cannot list, watch pods cluster-wide, needed by"
                + " receiver prometheus (no targets are discovered); apply the YAML below");
    assertThat(verdict.fixes()).hasSize(1);
    assertThat(verdict.fixes().get(0).form()).isEqualTo(Fix.Form.MANIFEST);
    assertThat(verdict.fixes().get(0).text())
        .isEqualTo(
            """
            apiVersion: rbac.authorization.k8s.io/v1
            kind: ClusterRole
            metadata: {name: other-adot-collector-grant-HASH}
            rules:
            - {apiGroups: [""], resources: [pods], verbs: [list, watch]}
            ---
            apiVersion: rbac.authorization.k8s.io/v1
            kind: ClusterRoleBinding
            metadata: {name: other-adot-collector-grant-HASH}
            roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: other-adot-collector-grant-HASH}
            subjects:
            - {kind: ServiceAccount, name: adot-collector, namespace: other}
            """
                .replace("HASH", hash(verdict)));
  }

  @Test
  void clusterWideAndNamespacedGapsMakeSeveralRolesWithFewRules() {
    KubernetesRule services = required(List.of("shop", "shop2"), resource("", "services"), "watch");
    Verdict verdict =
        new Situation()
            .rule(required(PODS, "list", "watch"))
            .rule(required(NODES, "list", "watch"))
            .rule(required(ENDPOINTSLICES, "list", "watch"))
            .rule(required(NODES_PROXY, "get"))
            .rule(required(new NonResourceUrl("/metrics"), "get"))
            .rule(services)
            .denied("", "list", PODS)
            .denied("", "watch", PODS)
            .denied("", "list", NODES)
            .denied("", "watch", NODES)
            .denied("", "watch", ENDPOINTSLICES)
            .denied("", "get", NODES_PROXY)
            .denied("", "get", new NonResourceUrl("/metrics"))
            .denied("shop2", "watch", resource("", "services"))
            .judged()
            .kubernetesPermissions();

    List<HasMetadata> objects = objects(verdict);
    assertThat(objects)
        .extracting(HasMetadata::getKind)
        .containsExactly("ClusterRole", "ClusterRoleBinding", "Role", "RoleBinding");
    assertThat(((ClusterRole) objects.get(0)).getRules())
        .containsExactlyInAnyOrder(
            rule(List.of(""), List.of("nodes", "pods"), List.of("list", "watch")),
            rule(List.of("discovery.k8s.io"), List.of("endpointslices"), List.of("watch")),
            rule(List.of(""), List.of("nodes/proxy"), List.of("get")),
            new PolicyRuleBuilder().withNonResourceURLs("/metrics").withVerbs("get").build());
    assertThat(((ClusterRoleBinding) objects.get(1)).getRoleRef().getName())
        .isEqualTo(objects.get(0).getMetadata().getName());
    Role role = (Role) objects.get(2);
    assertThat(role.getMetadata().getNamespace()).isEqualTo("shop2");
    assertThat(role.getRules())
        .containsExactly(rule(List.of(""), List.of("services"), List.of("watch")));
    assertThat(((RoleBinding) objects.get(3)).getSubjects())
        .singleElement()
        .satisfies(subject -> assertThat(subject.getNamespace()).isEqualTo("other"));
    assertThat(verdict.message().lines())
        .hasSize(7)
        .contains(
            "- receiver prometheus: watch services in namespace shop2 (no targets are discovered)");
  }

  @Test
  void theTargetAllocatorIsJudgedByItsOwnServiceAccount() {
    Situation situation =
        new Situation()
            .rule(Bearer.TARGET_ALLOCATOR, required(PODS, "list", "watch"))
            .rule(required(NODES_PROXY, "get"));
    assertThat(situation.judged().kubernetesPermissions().reason()).isEqualTo(Reason.Allowed);

    Verdict verdict =
        situation
            .deniedToAllocator("", "list", PODS)
            .denied("", "get", NODES_PROXY)
            .judged()
            .kubernetesPermissions();

    assertThat(verdict.message())
        .startsWith("ServiceAccount other/adot-targetallocator cannot list pods cluster-wide")
        .contains(
            "- the target allocator for receiver prometheus: list pods cluster-wide",
            "- receiver prometheus: get nodes/proxy cluster-wide");
    List<HasMetadata> objects = objects(verdict);
    assertThat(objects)
        .filteredOn(ClusterRoleBinding.class::isInstance)
        .extracting(binding -> ((ClusterRoleBinding) binding).getSubjects().get(0).getName())
        .containsExactly("adot-collector", "adot-targetallocator");
    assertThat(((ClusterRole) objects.get(0)).getRules())
        .containsExactly(rule(List.of(""), List.of("nodes/proxy"), List.of("get")));
    assertThat(objects.get(2).getMetadata().getName())
        .startsWith("other-adot-targetallocator-grant-");
    assertThat(((ClusterRole) objects.get(2)).getRules())
        .containsExactly(rule(List.of(""), List.of("pods"), List.of("list")));
  }

  @Test
  void whatIsAskedWithCredentialsOfItsOwnIsNotKnown() {
    Situation situation = new Situation().rule(Bearer.FOREIGN, required(PODS, "list"));

    assertThat(situation.questions().collectorAccess()).isEmpty();
    Verdict verdict = situation.automountToken(false).judged().permissions();
    assertThat(verdict.outcome()).isEqualTo(Outcome.UNKNOWN);
    assertThat(verdict.reason()).isEqualTo(Reason.CannotReview);
    assertThat(verdict.message())
        .isEqualTo(
            "receiver prometheus asks the API server with credentials of its own: what they may do"
                + " is not known here; it needs list pods cluster-wide");
  }

  @Test
  void oneOfSeveralTargetsIsEnoughAndTheFirstIsGranted() {
    KubernetesRule rule = required(List.of(NODES_PODS, NODES_PROXY), "get");

    Situation either = new Situation().rule(rule).denied("", "get", NODES_PODS);
    assertThat(either.judged().kubernetesPermissions().outcome()).isEqualTo(Outcome.TRUE);

    Verdict neither =
        new Situation()
            .rule(rule)
            .denied("", "get", NODES_PODS)
            .denied("", "get", NODES_PROXY)
            .judged()
            .kubernetesPermissions();
    assertThat(((ClusterRole) objects(neither).get(0)).getRules())
        .containsExactly(rule(List.of(""), List.of("nodes/pods"), List.of("get")));
  }

  @Test
  void aNamedObjectIsAskedAndGrantedByNameExceptForCreate() {
    Resource leases = resource("coordination.k8s.io", "leases");
    Situation situation =
        new Situation()
            .rule(required(List.of("other"), LEASE, "get", "create", "update"))
            .denied("other", "get", LEASE)
            .denied("other", "update", LEASE)
            .denied("other", "create", leases);

    assertThat(situation.questions().collectorAccess())
        .containsExactlyInAnyOrder(
            new AccessQuestion("other", "get", LEASE),
            new AccessQuestion("other", "create", leases),
            new AccessQuestion("other", "update", LEASE));
    assertThat(((Role) objects(situation.judged().kubernetesPermissions()).get(0)).getRules())
        .containsExactlyInAnyOrder(
            rule(List.of("coordination.k8s.io"), List.of("leases"), List.of("create")),
            new PolicyRuleBuilder()
                .withApiGroups("coordination.k8s.io")
                .withResources("leases")
                .withResourceNames("leader")
                .withVerbs("get", "update")
                .build());
  }

  @Test
  void anOptionalGapIsAdviceOnly() {
    Verdict verdict =
        new Situation()
            .rule(required(PODS, "list"))
            .rule(optional(NODES, "get"))
            .denied("", "get", NODES)
            .judged()
            .kubernetesPermissions();

    assertThat(verdict.outcome()).isEqualTo(Outcome.TRUE);
    assertThat(verdict.fixes()).isEmpty();
    assertThat(verdict.message())
        .isEqualTo(
            """
            ServiceAccount other/adot-collector may do all that is required; 1 optional missing
            - optional, receiver prometheus: cannot get nodes cluster-wide (no targets are \
            discovered); rule: {apiGroups: [""], resources: [nodes], verbs: [get]}""");
  }

  @Test
  void unknownIsNeverFalseAndPendingWaits() {
    AccessAnswer unknown = new AccessAnswer.Unknown("HTTP 403");
    Verdict unsure =
        new Situation()
            .rule(required(PODS, "list"))
            .answer("", "list", PODS, unknown)
            .judged()
            .kubernetesPermissions();
    assertThat(unsure.outcome()).isEqualTo(Outcome.UNKNOWN);
    assertThat(unsure.reason()).isEqualTo(Reason.CannotReview);
    assertThat(unsure.message()).contains("list pods cluster-wide").contains("HTTP 403");

    Verdict open =
        new Situation()
            .unanswered()
            .rule(required(PODS, "list"))
            .rule(required(NODES, "list"))
            .denied("", "list", NODES)
            .judged()
            .kubernetesPermissions();
    assertThat(open.isPending()).isTrue();

    Verdict halfAnswered =
        new Situation()
            .unanswered()
            .rule(required(PODS, "list", "watch"))
            .denied("", "list", PODS)
            .judged()
            .kubernetesPermissions();
    assertThat(halfAnswered.isPending()).isTrue();

    Verdict withoutAdvice =
        new Situation()
            .unanswered()
            .rule(required(PODS, "list"))
            .rule(optional(NODES, "get"))
            .answer("", "list", PODS, new AccessAnswer.Allowed())
            .judged()
            .kubernetesPermissions();
    assertThat(withoutAdvice.isPending()).isTrue();
  }

  @Test
  void sidecarsActAsTheirPods() {
    Situation situation =
        new Situation()
            .sidecar()
            .rule(Bearer.APPLICATION, required(PODS, "list", "watch"))
            .rule(Bearer.APPLICATION, optional(NODES, "get"));

    assertThat(situation.questions().collectorAccess()).isEmpty();
    Verdict verdict = situation.judged().permissions();
    assertThat(verdict.outcome()).isEqualTo(Outcome.UNKNOWN);
    assertThat(verdict.reason()).isEqualTo(Reason.CannotReview);
    assertThat(verdict.message())
        .isEqualTo(
            """
            a sidecar acts as its pod's ServiceAccount: each one needs list, watch pods cluster-wide \
            for receiver prometheus and 1 more; grant them to those ServiceAccounts
            - receiver prometheus: list, watch pods cluster-wide (no targets are discovered)
            - optional, receiver prometheus: get nodes cluster-wide (no targets are discovered)\
            """);
  }

  @Test
  void aLaterGapGetsARoleOfItsOwn() {
    Situation first = new Situation().rule(required(PODS, "list")).denied("", "list", PODS);
    Situation second = new Situation().rule(required(NODES, "list")).denied("", "list", NODES);

    Verdict one = first.judged().kubernetesPermissions();
    assertThat(hash(one)).isEqualTo(hash(first.judged().kubernetesPermissions()));
    assertThat(hash(one)).isNotEqualTo(hash(second.judged().kubernetesPermissions()));
  }

  @Test
  void theFirstLineFitsHoweverLongTheNamesAre() {
    ComponentId component =
        ComponentId.parse(ComponentKind.RECEIVER, "prometheus/" + "x".repeat(150));
    Verdict verdict =
        new Situation()
            .rule(Situation.rule(component, List.of(PODS), List.of(), Necessity.REQUIRED, "list"))
            .denied("", "list", PODS)
            .judged()
            .kubernetesPermissions();

    assertThat(verdict.message().lines().findFirst().orElseThrow()).hasSizeLessThanOrEqualTo(200);
  }

  private static PolicyRule rule(List<String> groups, List<String> resources, List<String> verbs) {
    return new PolicyRuleBuilder()
        .withApiGroups(groups)
        .withResources(resources)
        .withVerbs(verbs)
        .build();
  }

  private static List<HasMetadata> objects(Verdict verdict) {
    String text = verdict.fixes().get(0).text();
    Object read =
        new KubernetesSerialization()
            .unmarshal(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    return ((Collection<?>) read).stream().map(HasMetadata.class::cast).toList();
  }

  private static String hash(Verdict verdict) {
    String name = objects(verdict).get(0).getMetadata().getName();
    return name.substring(name.lastIndexOf('-') + 1);
  }
}
