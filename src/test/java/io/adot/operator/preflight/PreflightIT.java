package io.adot.operator.preflight;

import static io.adot.operator.preflight.Situation.required;
import static io.adot.operator.preflight.Situation.resource;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.adot.operator.api.Reason;
import io.adot.operator.aws.IamAnswer;
import io.adot.operator.component.Bearer;
import io.adot.operator.component.KubernetesRule.NonResourceUrl;
import io.adot.operator.component.KubernetesRule.Resource;
import io.adot.operator.evidence.ApiAccessReviewer;
import io.adot.operator.evidence.ApiIssuer;
import io.adot.operator.evidence.ApiServiceAccounts;
import io.adot.operator.evidence.Background;
import io.adot.operator.evidence.Cadence;
import io.adot.operator.evidence.CollectorKey;
import io.adot.operator.evidence.EvidenceGatherer;
import io.adot.operator.evidence.EvidenceSources;
import io.adot.operator.evidence.RoleGrants;
import io.adot.operator.preflight.Verdict.Outcome;
import io.adot.operator.testing.RealCluster;
import io.adot.operator.testing.TestCluster;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The preflight against a real authorizer. */
@RealCluster
class PreflightIT {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @Test
  void aFixClosesJustTheGapThatItWasPrintedFor(TestCluster cluster) {
    String namespace = cluster.namespace();
    account(cluster, namespace, "adot-collector");
    Resource lease = new Resource("coordination.k8s.io", "leases", "", "leader");
    Situation situation =
        new Situation()
            .in(namespace)
            .rule(required(resource("", "pods"), "list", "watch"))
            .rule(required(new Resource("", "nodes", "proxy", ""), "get"))
            .rule(required(new NonResourceUrl("/metrics"), "get"))
            .rule(required(List.of(namespace), lease, "get", "create", "update"));

    try (EvidenceGatherer gatherer = gatherer(cluster.admin())) {
      CollectorKey key = new CollectorKey(namespace, "adot");
      Verdicts verdicts = settled(gatherer, key, situation);
      assertThat(verdicts.apiAccess().outcome()).isEqualTo(Outcome.TRUE);
      assertThat(verdicts.permissions().reason()).isEqualTo(Reason.MissingKubernetesPermissions);
      gatherer.pace(key, new Cadence(Duration.ofMillis(500), Duration.ofSeconds(60)));

      String manifest = verdicts.permissions().fixes().get(0).text();
      cluster.kubectlReading(manifest, "apply", "-f", "-").orFail();

      await("the fix to close the gap")
          .atMost(PATIENCE)
          .until(() -> judge(gatherer, key, situation).permissions().outcome() == Outcome.TRUE);
    }
    ApiAccessReviewer reviewer = new ApiAccessReviewer(cluster.admin());
    assertThat(
            List.of(
                new AccessQuestion("", "get", resource("", "pods")),
                new AccessQuestion("", "get", resource("", "nodes")),
                new AccessQuestion("", "get", lease),
                new AccessQuestion(namespace, "delete", lease),
                new AccessQuestion("", "get", new NonResourceUrl("/logs"))))
        .allSatisfy(
            question ->
                assertThat(reviewer.review(namespace, "adot-collector", question))
                    .isInstanceOf(AccessAnswer.Denied.class));
  }

  @Test
  void theTargetAllocatorsGapIsClosedForItsOwnServiceAccount(TestCluster cluster) {
    String namespace = cluster.namespace();
    account(cluster, namespace, "adot-collector");
    Situation situation =
        new Situation()
            .in(namespace)
            .rule(Bearer.TARGET_ALLOCATOR, required(resource("", "pods"), "list", "watch"));

    try (EvidenceGatherer gatherer = gatherer(cluster.admin())) {
      CollectorKey key = new CollectorKey(namespace, "adot");
      Verdict verdict = settled(gatherer, key, situation).permissions();
      assertThat(verdict.message())
          .startsWith(
              "ServiceAccount " + namespace + "/adot-targetallocator cannot list, watch pods");
      gatherer.pace(key, new Cadence(Duration.ofMillis(500), Duration.ofSeconds(60)));

      cluster.kubectlReading(verdict.fixes().get(0).text(), "apply", "-f", "-").orFail();

      await("the fix to close the gap")
          .atMost(PATIENCE)
          .until(() -> judge(gatherer, key, situation).permissions().outcome() == Outcome.TRUE);
    }
    assertThat(
            new ApiAccessReviewer(cluster.admin())
                .review(
                    namespace,
                    "adot-collector",
                    new AccessQuestion("", "list", resource("", "pods"))))
        .isInstanceOf(AccessAnswer.Denied.class);
  }

  @Test
  void whatIsGrantedToTheGroupsOfServiceAccountsCounts(TestCluster cluster) {
    String namespace = cluster.namespace();
    cluster
        .kubectlReading(
            """
            apiVersion: rbac.authorization.k8s.io/v1
            kind: ClusterRole
            metadata: {name: group-%1$s}
            rules:
            - {apiGroups: [""], resources: [nodes/proxy], verbs: [get]}
            ---
            apiVersion: rbac.authorization.k8s.io/v1
            kind: ClusterRoleBinding
            metadata: {name: group-%1$s}
            roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: group-%1$s}
            subjects:
            - {apiGroup: rbac.authorization.k8s.io, kind: Group, name: "system:serviceaccounts:%1$s"}
            """
                .formatted(namespace),
            "apply",
            "-f",
            "-")
        .orFail();
    ApiAccessReviewer reviewer = new ApiAccessReviewer(cluster.admin());
    AccessQuestion proxy = new AccessQuestion("", "get", new Resource("", "nodes", "proxy", ""));
    AccessQuestion nodes = new AccessQuestion("", "get", resource("", "nodes"));

    await("the binding to reach the authorizer")
        .atMost(PATIENCE)
        .until(() -> reviewer.review(namespace, "any", proxy) instanceof AccessAnswer.Allowed);
    assertThat(reviewer.review(namespace, "any", nodes)).isInstanceOf(AccessAnswer.Denied.class);
    assertThat(reviewer.review("default", "any", proxy)).isInstanceOf(AccessAnswer.Denied.class);
  }

  @Test
  void anOperatorWithoutRightsSaysSoAndWhatToGrant(TestCluster cluster) {
    String namespace = cluster.namespace();
    KubernetesClient operator = cluster.as(account(cluster, namespace, "operator"));
    Situation situation =
        new Situation().in(namespace).rule(required(resource("", "pods"), "list"));

    try (EvidenceGatherer gatherer = gatherer(operator)) {
      CollectorKey key = new CollectorKey(namespace, "adot");
      Verdicts verdicts = settled(gatherer, key, situation);

      assertThat(verdicts.apiAccess().reason()).isEqualTo(Reason.OperatorForbidden);
      assertThat(verdicts.kubernetesPermissions().reason()).isEqualTo(Reason.CannotReview);
      assertThat(verdicts.serviceAccount().reason()).isEqualTo(Reason.CannotReview);
      gatherer.pace(key, new Cadence(Duration.ofMillis(500), Duration.ofSeconds(60)));

      String manifest = verdicts.apiAccess().fixes().get(0).text();
      cluster.kubectlReading(manifest, "apply", "-f", "-").orFail();

      await("the fix to close the gap")
          .atMost(PATIENCE)
          .until(() -> judge(gatherer, key, situation).apiAccess().outcome() == Outcome.TRUE);
    }
  }

  @Test
  void everyServiceAccountMayReadTheIssuer(TestCluster cluster) {
    String namespace = cluster.namespace();
    KubernetesClient operator = cluster.as(account(cluster, namespace, "operator"));

    assertThat(new ApiIssuer(operator).url())
        .isInstanceOfSatisfying(
            Observation.Found.class,
            found -> assertThat(found.value().toString()).startsWith("https://"));
  }

  private static ServiceAccount account(TestCluster cluster, String namespace, String name) {
    return cluster
        .admin()
        .resource(
            new ServiceAccountBuilder()
                .withNewMetadata()
                .withName(name)
                .withNamespace(namespace)
                .endMetadata()
                .build())
        .create();
  }

  private static Verdicts settled(
      EvidenceGatherer gatherer, CollectorKey key, Situation situation) {
    return await("verdicts on " + key)
        .atMost(PATIENCE)
        .until(
            () -> judge(gatherer, key, situation),
            verdicts ->
                !verdicts.apiAccess().isPending()
                    && !verdicts.permissions().isPending()
                    && !verdicts.kubernetesPermissions().isPending());
  }

  private static Verdicts judge(EvidenceGatherer gatherer, CollectorKey key, Situation situation) {
    return Preflight.judge(
        situation.collector(),
        situation.needs(),
        situation.rendered(),
        gatherer.current(key, situation.questions()));
  }

  /** Asks this cluster, and no AWS. */
  static EvidenceGatherer gatherer(KubernetesClient client) {
    return new EvidenceGatherer(
        new EvidenceSources(
            new ApiAccessReviewer(client),
            RoleGrants.UNKNOWN,
            new ApiServiceAccounts(client, () -> false),
            new ApiIssuer(client),
            question ->
                new IamAnswer(
                    new IamAnswer.RoleLookup.Unknown("no AWS here"),
                    new IamAnswer.ProviderLookup.Unknown("no AWS here"),
                    Map.of())),
        Background.threads("reviews", 8),
        Background.threads("aws", 2),
        collector -> {});
  }
}
