package io.adot.operator.preflight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.adot.operator.api.Reason;
import io.adot.operator.api.v1beta1.OpenTelemetryCollector;
import io.adot.operator.assessment.Assessment;
import io.adot.operator.evidence.CollectorKey;
import io.adot.operator.evidence.EvidenceGatherer;
import io.adot.operator.preflight.Verdict.Outcome;
import io.adot.operator.render.Facts;
import io.adot.operator.testing.RealCluster;
import io.adot.operator.testing.TestCluster;
import io.adot.operator.testing.WorkshopNeeds;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesListBuilder;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBuilder;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.PolicyRuleBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleRef;
import io.fabric8.kubernetes.api.model.rbac.Subject;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The workshop's modules before a real authorizer, each with ServiceAccounts that hold what was
 * written down by hand for it, and all of that but one permission.
 */
@RealCluster
class WorkshopRightsIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String RBAC = "rbac.authorization.k8s.io";
  private static final Map<String, String> VARIABLES =
      Map.of("EKS_CLUSTER_NAME", "workshop", "AWS_REGION", "us-west-2");

  /**
   * One verb on one resource.
   *
   * @param resource {@code leases.coordination.k8s.io@lock}
   * @param local whether in the collector's namespace, or everywhere
   */
  private record Permission(String verb, String resource, boolean local) {

    /** The permissions of a line; of targets of which one is enough, this one. */
    static Stream<Permission> of(String line, int alternative) {
      String[] words = line.replace(" or ", "|").split(" ");
      String[] resources = words[1].split("\\|");
      return Stream.of(words[0].split(","))
          .map(
              verb ->
                  new Permission(
                      verb,
                      resources[Math.min(alternative, resources.length - 1)],
                      words.length > 2));
    }

    PolicyRule rule() {
      String[] atName = resource.split("@");
      String[] atSubresource = atName[0].split("/");
      String[] atGroup = atSubresource[0].split("\\.", 2);
      PolicyRuleBuilder rule =
          new PolicyRuleBuilder()
              .withApiGroups(atGroup.length == 2 ? atGroup[1] : "")
              .withResources(atGroup[0] + (atSubresource.length == 2 ? "/" + atSubresource[1] : ""))
              .withVerbs(verb);
      return atName.length == 2 ? rule.withResourceNames(atName[1]).build() : rule.build();
    }

    /** As a message says it, without the place. */
    String words() {
      String[] atName = resource.split("@");
      return verb + " " + atName[0] + (atName.length == 2 ? " \"" + atName[1] + "\"" : "");
    }
  }

  @ParameterizedTest
  @MethodSource("io.adot.operator.testing.WorkshopNeeds#all")
  @DisplayName("just what is written down makes the verdict True, and without any one of it False")
  void neitherMoreNorLess(WorkshopNeeds needs, TestCluster cluster) {
    String namespace = cluster.namespace();
    List<Permission> all = permissions(needs, 0);
    Map<String, List<Permission>> held = new HashMap<>();
    held.put("whole", all);
    held.put("other", permissions(needs, 1));
    for (int i = 0; i < all.size(); i++) {
      List<Permission> others = new ArrayList<>(all);
      others.remove(i);
      held.put("without-" + i, others);
    }
    List<HasMetadata> objects = new ArrayList<>();
    held.forEach((account, some) -> objects.addAll(account(namespace, account, some)));
    cluster
        .kubectlReading(
            Serialization.asYaml(new KubernetesListBuilder().withItems(objects).build()),
            "create",
            "-f-")
        .orFail();

    Map<String, Verdict> verdicts = judged(needs, cluster, namespace, held.keySet());

    for (String enough : List.of("whole", "other")) {
      Verdict verdict = verdicts.get(enough);
      assertThat(verdict.reason()).as(verdict.message()).isEqualTo(Reason.Allowed);
      assertThat(verdict.message().lines().filter(line -> line.startsWith("- optional")))
          .as(verdict.message())
          .hasSameSizeAs(needs.optional());
      for (String line : needs.optional()) {
        String resource = Permission.of(line, 0).findFirst().orElseThrow().words().split(" ", 2)[1];
        assertThat(verdict.message())
            .contains("cannot " + line.split(" ")[0].replace(",", ", ") + " " + resource + " ");
      }
    }
    for (int i = 0; i < all.size(); i++) {
      Verdict verdict = verdicts.get("without-" + i);
      assertThat(verdict.outcome()).as("without %s", all.get(i)).isEqualTo(Outcome.FALSE);
      assertThat(verdict.reason()).isEqualTo(Reason.MissingKubernetesPermissions);
      assertThat(verdict.message()).contains("cannot " + all.get(i).words() + " ");
    }
  }

  private static List<Permission> permissions(WorkshopNeeds needs, int alternative) {
    return needs.required().stream().flatMap(line -> Permission.of(line, alternative)).toList();
  }

  private static Map<String, Verdict> judged(
      WorkshopNeeds needs, TestCluster cluster, String namespace, Iterable<String> accounts) {
    Map<String, Verdict> verdicts = new HashMap<>();
    try (EvidenceGatherer gatherer = PreflightIT.gatherer(cluster.admin())) {
      await("verdicts on " + needs)
          .atMost(PATIENCE)
          .pollInterval(Duration.ofMillis(200))
          .until(
              () -> {
                accounts.forEach(
                    account -> verdicts.put(account, judged(needs, gatherer, namespace, account)));
                return verdicts.values().stream().noneMatch(Verdict::isPending);
              });
    }
    return verdicts;
  }

  private static Verdict judged(
      WorkshopNeeds needs, EvidenceGatherer gatherer, String namespace, String account) {
    OpenTelemetryCollector collector =
        Serialization.unmarshal(needs.collector(VARIABLES), OpenTelemetryCollector.class);
    collector.getMetadata().setNamespace(namespace);
    collector.getSpec().setServiceAccount(account);
    Assessment assessment = Assessment.of(collector, Facts.defaults());
    List<HasMetadata> objects = assessment.rendering().objects();
    return Preflight.judge(
            collector,
            assessment.needs(),
            objects,
            gatherer.current(
                new CollectorKey(namespace, account),
                Questions.of(collector, assessment.needs(), objects)))
        .permissions();
  }

  private static List<HasMetadata> account(
      String namespace, String account, List<Permission> held) {
    ObjectMeta here = new ObjectMetaBuilder().withName(account).withNamespace(namespace).build();
    ObjectMeta everywhere = new ObjectMetaBuilder().withName(namespace + "-" + account).build();
    Subject subject = new Subject(null, "ServiceAccount", account, namespace);
    return List.of(
        new ServiceAccountBuilder().withMetadata(here).build(),
        new RoleBuilder().withMetadata(here).withRules(rules(held, true)).build(),
        new RoleBindingBuilder()
            .withMetadata(here)
            .withRoleRef(new RoleRef(RBAC, "Role", account))
            .withSubjects(subject)
            .build(),
        new ClusterRoleBuilder().withMetadata(everywhere).withRules(rules(held, false)).build(),
        new ClusterRoleBindingBuilder()
            .withMetadata(everywhere)
            .withRoleRef(new RoleRef(RBAC, "ClusterRole", everywhere.getName()))
            .withSubjects(subject)
            .build());
  }

  private static List<PolicyRule> rules(List<Permission> held, boolean local) {
    return held.stream().filter(one -> one.local() == local).map(Permission::rule).toList();
  }
}
