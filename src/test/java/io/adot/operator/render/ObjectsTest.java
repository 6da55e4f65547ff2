package io.adot.operator.render;

import static io.adot.operator.render.Samples.collector;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.adot.operator.api.v1beta1.OpenTelemetryCollector;
import io.adot.operator.component.Surroundings;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ObjectsTest {
  @Test
  void comeInTheOrderToApplyThem() {
    assertThat(StoredCollectors.render(collector("", Samples.HEALTH_CHECK)).objects())
        .extracting(HasMetadata::getKind, o -> o.getMetadata().getName())
        .startsWith(tuple("ServiceAccount", "sample-collector"))
        .endsWith(
            tuple("Deployment", "sample-collector"),
            tuple("Service", "sample-collector"),
            tuple("Service", "sample-collector-headless"),
            tuple("Service", "sample-collector-monitoring"),
            tuple("Service", "sample-collector-extension"),
            tuple("PodDisruptionBudget", "sample-collector"),
            tuple("NetworkPolicy", "sample-collector-networkpolicy"));
  }

  @Test
  void belongToTheResource() {
    assertThat(StoredCollectors.render(collector("")).objects())
        .allSatisfy(
            object -> {
              assertThat(object.getMetadata().getFinalizers()).isEmpty();
              assertThat(object.getMetadata().getOwnerReferences())
                  .extracting(
                      o -> o.getUid(), o -> o.getController(), o -> o.getBlockOwnerDeletion())
                  .containsExactly(tuple(StoredCollectors.UID, true, true));
            });
  }

  @Test
  void belongToNobodyWhenTheResourceWasNeverStored() {
    OpenTelemetryCollector cr = collector("");
    cr.getMetadata().setUid(null);

    assertThat(StoredCollectors.render(cr).objects())
        .allSatisfy(o -> assertThat(o.getMetadata().getOwnerReferences()).isEmpty());
  }

  @Test
  void doNotCarryWhatSpeaksToThisOperator() {
    OpenTelemetryCollector cr = collector("");
    cr.getMetadata().setAnnotations(Map.of("adot.io/preflight", "hold", "team", "core"));
    cr.getMetadata().setLabels(Map.of("adot.io/canary", "yes", "tier", "gold"));

    assertThat(StoredCollectors.render(cr).objects())
        .allSatisfy(
            object -> {
              assertThat(object.getMetadata().getAnnotations())
                  .containsEntry("team", "core")
                  .doesNotContainKey("adot.io/preflight");
              assertThat(object.getMetadata().getLabels())
                  .containsEntry("tier", "gold")
                  .doesNotContainKey("adot.io/canary");
            });
  }

  @Test
  void carryNoLabelThatTheOperatorFilters() {
    OpenTelemetryCollector cr = collector("");
    cr.getMetadata().setLabels(Map.of("tier", "gold", "internal/x", "1"));
    Facts facts = Facts.defaults().withLabelFilters(List.of(Pattern.compile("^internal/")));

    assertThat(
            StoredCollectors.render(cr, facts).workload().orElseThrow().getMetadata().getLabels())
        .containsEntry("tier", "gold")
        .doesNotContainKey("internal/x");
  }

  @Test
  void selectorsTellCollectorsWithLongNamesApart() {
    OpenTelemetryCollector one = collector("");
    one.getMetadata().setName("a".repeat(62) + "1");
    OpenTelemetryCollector other = collector("");
    other.getMetadata().setName("a".repeat(62) + "2");

    String first = instance(one);
    assertThat(first).isNotEqualTo(instance(other)).hasSizeLessThanOrEqualTo(63);
  }

  @Test
  void theNetworkPolicyAdmitsWhatArrivesWithItsProtocol() {
    NetworkPolicy policy =
        object(
            StoredCollectors.render(
                collector(
                    """
                    ports:
                    - {name: gossip, port: 7946, protocol: UDP}
                    - {name: mapped, port: 80, targetPort: 8080}
                    """)),
            NetworkPolicy.class);

    assertThat(policy.getSpec().getIngress().get(0).getPorts())
        .extracting(p -> p.getPort().getIntVal(), p -> p.getProtocol())
        .contains(tuple(7946, "UDP"), tuple(80, "TCP"), tuple(8080, "TCP"), tuple(8888, "TCP"));
  }

  @Test
  void theNetworkPolicyIsOnUnlessSomebodySaysOtherwise() {
    Facts defaults = Facts.defaults();
    Facts off = defaults.withNetworkPolicyByDefault(false);

    assertThat(kinds(collector(""), defaults)).contains("NetworkPolicy");
    assertThat(kinds(collector("networkPolicy: {enabled: false}"), defaults))
        .doesNotContain("NetworkPolicy");
    assertThat(kinds(collector(""), off)).doesNotContain("NetworkPolicy");
    assertThat(kinds(collector("networkPolicy: {enabled: true}"), off)).contains("NetworkPolicy");
  }

  @Test
  void aPortWhoseNameAndSubstituteAreTakenStaysReachable() {
    Service service =
        object(
            StoredCollectors.render(
                collector(
                    """
                    ports:
                    - {name: otlp-grpc, port: 15000}
                    - {name: port-4317, port: 15001}
                    """)),
            Service.class);

    assertThat(service.getSpec().getPorts())
        .extracting(p -> p.getName(), p -> p.getPort())
        .contains(tuple("port-4317-2", 4317));
  }

  @Test
  void aStatefulSetNamesTheServiceThatExists() {
    OpenTelemetryCollector cr = collector("mode: statefulset");
    cr.getMetadata().setName("9lives");
    Rendering rendering = StoredCollectors.render(cr);

    StatefulSet set = object(rendering, StatefulSet.class);
    assertThat(rendering.objects())
        .filteredOn(o -> o instanceof Service)
        .extracting(o -> o.getMetadata().getName())
        .contains(set.getSpec().getServiceName())
        .allMatch(name -> Character.isLetter(name.charAt(0)));
  }

  @Test
  void surroundingsHoldLiteralVariablesOnly() {
    Surroundings surroundings =
        CollectorSurroundings.of(
            collector(
                """
                image: example.test/aws-otel-collector:v0.40.0
                env:
                - {name: REGION, value: eu-west-1}
                - {name: HOST, valueFrom: {fieldRef: {fieldPath: status.hostIP}}}
                - {name: EMPTY}
                """),
            Facts.defaults());

    assertThat(surroundings.env())
        .containsOnly(Map.entry("REGION", "eu-west-1"), Map.entry("EMPTY", ""));
    assertThat(surroundings.image().version().orElseThrow()).hasToString("0.40.0");
    assertThat(surroundings.namespace()).isEqualTo("apps");
  }

  private static String instance(OpenTelemetryCollector cr) {
    return StoredCollectors.render(cr)
        .workload()
        .orElseThrow()
        .getMetadata()
        .getLabels()
        .get("app.kubernetes.io/instance");
  }

  private static List<String> kinds(OpenTelemetryCollector cr, Facts facts) {
    return StoredCollectors.render(cr, facts).objects().stream().map(HasMetadata::getKind).toList();
  }

  private static <T extends HasMetadata> T object(Rendering rendering, Class<T> kind) {
    return rendering.objects().stream()
        .filter(kind::isInstance)
        .map(kind::cast)
        .findFirst()
        .orElseThrow();
  }
}
