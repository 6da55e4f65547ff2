package io.adot.operator.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.adot.operator.api.v1beta1.NetworkPolicySettings;
import io.adot.operator.api.v1beta1.OpenTelemetryCollector;
import io.adot.operator.assessment.Assessment;
import io.adot.operator.converge.Converger;
import io.adot.operator.converge.LiveObjects;
import io.adot.operator.converge.ObjectKey;
import io.adot.operator.converge.ObjectStore;
import io.adot.operator.render.Facts;
import io.adot.operator.render.Inherited;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntryBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TakeOverTest {
  private static final KubernetesSerialization SERIALIZATION = new KubernetesSerialization();

  private final List<HasMetadata> living = new ArrayList<>();
  private final List<HasMetadata> others = new ArrayList<>();
  private final TakeOver takeOver =
      new TakeOver(
          new Converger(
              new NoStore(), new Caches(), (a, b) -> false, (a, b) -> false, SERIALIZATION));
  private OpenTelemetryCollector collector = new OpenTelemetryCollector();

  @BeforeEach
  void collector() {
    collector =
        SERIALIZATION.unmarshal(
            """
            apiVersion: opentelemetry.io/v1beta1
            kind: OpenTelemetryCollector
            metadata: {name: app, namespace: shop, uid: uid-1}
            spec:
              mode: deployment
              replicas: 1
              config:
                receivers: {otlp: {protocols: {grpc: {}}}}
                exporters: {debug: {}}
                service: {pipelines: {traces: {receivers: [otlp], exporters: [debug]}}}
            """,
            OpenTelemetryCollector.class);
  }

  @Test
  void aNewCollectorGetsAllThatWeAdd() {
    assertThat(hasAdditions(assess())).isTrue();
    assertThat(kinds(assess())).contains("NetworkPolicy");
  }

  @Test
  void whatAnotherOperatorMadeGetsNoAdditions() {
    living.add(made(workload(assess().withoutAdditions()), UPDATE));

    assertThat(hasAdditions(assess())).isFalse();
  }

  @Test
  void itStaysSoAsLongAsItsPodTemplateDoes() {
    living.add(made(workload(assess().withoutAdditions()), APPLY));
    assertThat(hasAdditions(assess())).isFalse();

    collector.getSpec().setReplicas(3);
    assertThat(hasAdditions(assess())).as("after scaling").isFalse();

    collector.getSpec().setImage("example.com/collector:1");
    assertThat(hasAdditions(assess())).as("after a change of the pods").isTrue();
  }

  @Test
  void additionsThatAreThereStay() {
    living.add(made(workload(assess()), APPLY));

    assertThat(hasAdditions(assess())).isTrue();
  }

  @Test
  void noAdditionsAreMadeWhereNoneAreWanted() {
    assertThat(hasAdditions(assess(Facts.defaults().withPodAdditions(false)))).isFalse();
  }

  @Test
  void aCollectorThatCameWithoutANetworkPolicyGetsNone() {
    living.add(made(workload(assess().withoutAdditions()), UPDATE));
    Assessment first = assess();
    assertThat(kinds(first)).doesNotContain("NetworkPolicy");

    living.set(0, made(workload(first), APPLY));
    assertThat(kinds(assess())).as("later on").doesNotContain("NetworkPolicy");

    NetworkPolicySettings asked = new NetworkPolicySettings();
    asked.setEnabled(true);
    collector.getSpec().setNetworkPolicy(asked);
    assertThat(kinds(assess())).as("unless it asks").contains("NetworkPolicy");
  }

  @Test
  void aCollectorThatCameWithANetworkPolicyKeepsIt() {
    Assessment usual = assess();
    usual.rendering().objects().stream()
        .filter(object -> object.getKind().equals("NetworkPolicy"))
        .forEach(living::add);
    living.add(made(workload(usual.withoutAdditions()), UPDATE));

    assertThat(kinds(assess())).contains("NetworkPolicy");
  }

  @Test
  void anImageThatIsNotNamedStaysUntilThePodsChange() {
    Deployment made = made(workload(assess().withoutAdditions()), UPDATE);
    made.getSpec().getTemplate().getSpec().getContainers().get(0).setImage("old:1");
    living.add(made);

    Assessment first = assess();
    assertThat(image(first)).isEqualTo("old:1");
    assertThat(first.image().reference()).isEqualTo("old:1");
    assertThat(workload(first).getMetadata().getLabels()).containsKey(Inherited.IMAGE);

    living.set(0, made(workload(first), APPLY));
    assertThat(image(assess())).as("later on").isEqualTo("old:1");

    collector.getSpec().setArgs(Map.of("feature-gates", "x"));
    Assessment changed = assess();
    assertThat(image(changed)).isEqualTo(Facts.defaults().collectorImage());
    assertThat(workload(changed).getMetadata().getLabels()).doesNotContainKey(Inherited.IMAGE);
  }

  @Test
  void whatCameWithAWorkloadStaysWhileItIsGoneToBeMadeAnew() {
    Deployment made = made(workload(assess().withoutAdditions()), UPDATE);
    made.getSpec().getTemplate().getSpec().getContainers().get(0).setImage("old:1");
    living.add(made);
    Assessment first = assess();
    HasMetadata[] objects = first.rendering().objects().toArray(HasMetadata[]::new);

    living.clear();
    assertThat(assess().rendering().objects()).as("never applied").containsExactly(objects);

    living.add(made(workload(first), APPLY));
    assess();
    living.clear();
    assertThat(assess().rendering().objects()).as("applied").containsExactly(objects);

    collector.getSpec().setArgs(Map.of("feature-gates", "x"));
    Assessment changed = assess();
    assertThat(hasAdditions(changed)).as("after a change of the pods").isTrue();
    assertThat(image(changed)).isEqualTo(Facts.defaults().collectorImage());
    assertThat(kinds(changed)).doesNotContain("NetworkPolicy");

    takeOver.forget("uid-1");
    assertThat(kinds(assess())).as("once forgotten").contains("NetworkPolicy");
  }

  @Test
  void namesThatAnotherOperatorMadeDashesOfTheDotsOfStay() {
    collector.getMetadata().setName("edge.eu");
    Deployment made = made(workload(assess().withoutAdditions()), UPDATE);
    assertThat(made.getMetadata().getName()).matches("edge-eu-[0-9a-f]{8}-collector");

    made.getMetadata().setName("edge-eu-collector");
    living.add(made);

    assertThat(workload(assess()).getMetadata().getName()).isEqualTo("edge-eu-collector");
  }

  @Test
  void ofTwoThatTheGoOperatorCallsTheSameOneKeepsTheNames() {
    collector.getMetadata().setName("c".repeat(60));
    Assessment ours = assess();
    HasMetadata configMap =
        ours.rendering().objects().stream()
            .filter(ConfigMap.class::isInstance)
            .map(object -> SERIALIZATION.clone((ConfigMap) object))
            .findFirst()
            .orElseThrow();
    configMap.getMetadata().setName("c".repeat(44) + "-collector-01234567");
    living.add(configMap);
    assertThat(workload(assess()).getMetadata().getName()).isEqualTo("c".repeat(53) + "-collector");

    Deployment theirs = made(workload(assess()), UPDATE);
    theirs.getMetadata().getOwnerReferences().get(0).setUid("uid-2");
    others.add(theirs);
    assertThat(workload(assess()).getMetadata().getName())
        .isEqualTo(workload(ours).getMetadata().getName());
  }

  @Test
  void aCollectorWithATargetAllocatorIsLeftAlone() {
    Deployment made = made(workload(assess().withoutAdditions()), UPDATE);
    collector.getMetadata().getLabels().put("opentelemetry.io/target-allocator", "shared");
    assertThat(assess().leftAlone()).as("a new one").isFalse();

    living.add(made);
    Assessment assessment = assess();
    assertThat(assessment.leftAlone()).isTrue();
    assertThat(assessment.findings())
        .anySatisfy(finding -> assertThat(finding.text()).contains("left as it is"));

    living.clear();
    assertThat(assess().leftAlone()).as("once somebody deleted it").isFalse();
  }

  private Assessment assess() {
    return assess(Facts.defaults());
  }

  private Assessment assess(Facts facts) {
    return takeOver.assess(collector, living, facts);
  }

  private static Deployment workload(Assessment assessment) {
    return (Deployment) assessment.rendering().workload().orElseThrow();
  }

  private static List<String> kinds(Assessment assessment) {
    return assessment.rendering().objects().stream().map(HasMetadata::getKind).toList();
  }

  private static String image(Assessment assessment) {
    return workload(assessment).getSpec().getTemplate().getSpec().getContainers().get(0).getImage();
  }

  private static boolean hasAdditions(Assessment assessment) {
    return assessment.rendering().objects().stream()
        .filter(Deployment.class::isInstance)
        .map(Deployment.class::cast)
        .map(it -> it.getSpec().getTemplate().getSpec().getContainers().get(0))
        .anyMatch(container -> container.getTerminationMessagePolicy() != null);
  }

  /** What was rendered, as it is stored when somebody wrote it whose fields it has on record. */
  private static Deployment made(Deployment rendered, ManagedFieldsEntry fields) {
    Deployment live = SERIALIZATION.clone(rendered);
    live.getMetadata().setManagedFields(List.of(fields));
    live.getMetadata().setResourceVersion("1");
    return live;
  }

  private static final ManagedFieldsEntry UPDATE = template("upstream", "Update");
  private static final ManagedFieldsEntry APPLY = template("adot-operator", "Apply");

  private static ManagedFieldsEntry template(String manager, String operation) {
    return new ManagedFieldsEntryBuilder()
        .withManager(manager)
        .withOperation(operation)
        .withNewFieldsV1()
        .addToAdditionalProperties("f:spec", Map.of("f:template", Map.of()))
        .endFieldsV1()
        .build();
  }

  private final class Caches implements LiveObjects {
    @Override
    public Optional<HasMetadata> get(ObjectKey key) {
      return Stream.concat(living.stream(), others.stream())
          .filter(object -> ObjectKey.of(object).equals(key))
          .findFirst();
    }

    @Override
    public Collection<HasMetadata> controlledBy(String ownerUid) {
      return living;
    }

    @Override
    public void written(HasMetadata answer) {
      throw new UnsupportedOperationException("assessing writes nothing");
    }
  }

  private static final class NoStore implements ObjectStore {
    private static UnsupportedOperationException notHere() {
      return new UnsupportedOperationException("assessing asks nothing");
    }

    @Override
    public Optional<HasMetadata> read(HasMetadata like) {
      throw notHere();
    }

    @Override
    public HasMetadata apply(HasMetadata desired) {
      throw notHere();
    }

    @Override
    public HasMetadata record(HasMetadata live, List<ManagedFieldsEntry> managedFields) {
      throw notHere();
    }

    @Override
    public void rehearse(HasMetadata desired) {
      throw notHere();
    }

    @Override
    public void delete(HasMetadata live) {
      throw notHere();
    }

    @Override
    public void deleteAlone(HasMetadata live) {
      throw notHere();
    }
  }
}
