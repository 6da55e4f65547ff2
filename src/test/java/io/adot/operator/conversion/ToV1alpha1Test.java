package io.adot.operator.conversion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.adot.operator.offline.Manifests;
import io.adot.operator.offline.SourceText;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class ToV1alpha1Test {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final Path RECORDED = Path.of("src/test/resources/recorded");

  /** What the Go operator's conversion writes although nobody set it. */
  private static final Set<String> NOT_SET =
      Set.of("managementState", "trafficDistribution", "config");

  /** But for two fields that the webhook loses; configurations are looked at on their way back. */
  @TestFactory
  Stream<DynamicTest> becomesWhatTheGoOperatorMakesOfIt() throws IOException {
    return folders(RECORDED.resolve("conversion"), "down-")
        .filter(one -> !one.getFileName().toString().startsWith("down-config"))
        .map(
            one ->
                dynamicTest(
                    one.getFileName().toString(),
                    () -> {
                      ObjectNode made =
                          ToV1alpha1.convert(read(one.resolve("stored.yaml"))).resource();
                      JsonNode recorded = read(one.resolve("out.yaml")).path("spec");
                      ObjectNode spec = (ObjectNode) made.path("spec");
                      spec.remove("serviceName");
                      if (spec.at("/targetAllocator/prometheusCR") instanceof ObjectNode cr) {
                        cr.remove("denyFSAccessThroughSMs");
                      }
                      assertThat(lean(spec, NOT_SET)).isEqualTo(lean(recorded, NOT_SET));
                    }));
  }

  @TestFactory
  Stream<DynamicTest> theWayBackLosesNothing() throws IOException {
    List<Path> inputs = new ArrayList<>();
    folders(RECORDED.resolve("render"), "").forEach(one -> inputs.add(one.resolve("stored.yaml")));
    folders(RECORDED.resolve("conversion"), "down-")
        .forEach(one -> inputs.add(one.resolve("in.yaml")));
    return inputs.stream()
        .filter(Files::exists)
        .map(
            input ->
                dynamicTest(
                    input.getParent().getFileName().toString(),
                    () -> {
                      ObjectNode given = manifest(Files.readString(input));
                      ObjectNode there = ToV1alpha1.convert(given).resource();
                      ObjectNode back = manifest(there.toString());
                      assertThat(lean(back.path("spec"), Set.of()))
                          .isEqualTo(lean(given.path("spec"), Set.of()));
                      assertThat(back.path("metadata")).isEqualTo(given.path("metadata"));
                    }));
  }

  @Test
  void tellsWhatIsNoFieldOfTheOlderVersion() throws IOException {
    ToV1alpha1 converted =
        ToV1alpha1.convert(read(RECORDED.resolve("conversion/down-target-allocator/in.yaml")));

    assertThat(converted.kept())
        .containsExactlyInAnyOrder(
            "spec.targetAllocator.allowInsecureAuthSecrets",
            "spec.targetAllocator.collectorNotReadyGracePeriod",
            "spec.targetAllocator.collectorTargetReloadInterval",
            "spec.targetAllocator.prometheusCR.evaluationInterval",
            "spec.targetAllocator.prometheusCR.scrapeConfigSelector",
            "spec.targetAllocator.prometheusCR.podMonitorSelector.matchExpressions");
  }

  @Test
  void noSelectorSelectsNothingOnTheWayBackEither() throws IOException {
    ObjectNode given = parse("spec: {targetAllocator: {prometheusCR: {enabled: true}}}");

    ToV1alpha1 converted = ToV1alpha1.convert(given);

    assertThat(converted.kept())
        .containsExactly(
            "spec.targetAllocator.prometheusCR.podMonitorSelector",
            "spec.targetAllocator.prometheusCR.serviceMonitorSelector");
    assertThat(back(converted.resource()).at("/spec/targetAllocator/prometheusCR"))
        .isEqualTo(parse("enabled: true"));
  }

  @Test
  void whatWasChangedInBetweenCounts() throws IOException {
    ObjectNode there =
        ToV1alpha1.convert(
                parse(
                    """
                    spec:
                      networkPolicy: {enabled: false}
                      targetAllocator: {enabled: true, mtls: {enabled: true}}
                      observability: {metrics: {extraLabels: {a: b}}}
                    """))
            .resource();
    ObjectNode spec = (ObjectNode) there.path("spec");
    spec.remove("targetAllocator");
    spec.put("replicas", 3);

    ObjectNode back = back(there);

    assertThat(back.path("spec"))
        .isEqualTo(
            parse(
                """
                replicas: 3
                networkPolicy: {enabled: false}
                observability: {metrics: {extraLabels: {a: b}}}
                config: {}
                """));
  }

  @Test
  void anAnnotationOfSomebodyElseStays() throws IOException {
    ObjectNode old = parse("metadata: {annotations: {adot.io/v1beta1-spec: 'no: [json'}}");

    assertThat(back(old).at("/metadata/annotations").size()).isEqualTo(1);
  }

  @Test
  void aConfigurationThatIsNoMapGetsThrough() throws IOException {
    assertThat(ToV1alpha1.convert(parse("spec: {config: [a]}")).resource().at("/spec/config"))
        .isEqualTo(MAPPER.getNodeFactory().textNode("[\"a\"]"));
    assertThat(ToV1alpha1.convert(parse("spec: text")).kept()).isEmpty();
    assertThat(ToV1alpha1.convert(parse("metadata: {name: a}")).kept()).isEmpty();
  }

  private static ObjectNode back(ObjectNode old) throws IOException {
    return FromV1alpha1.convert(old, config(old.at("/spec/config")));
  }

  private static JsonNode config(JsonNode text) throws IOException {
    return text.isTextual() ? parse(text.textValue()) : MAPPER.createObjectNode();
  }

  /** As the command line reads it, of either version. */
  private static ObjectNode manifest(String text) {
    return Manifests.read(List.of(new SourceText("in.yaml", text, true)), "default")
        .collectors()
        .get(0)
        .tree();
  }

  private static ObjectNode read(Path file) throws IOException {
    return parse(Files.readString(file));
  }

  private static ObjectNode parse(String yaml) throws IOException {
    return MAPPER.valueToTree(Serialization.unmarshal(yaml, Map.class));
  }

  private static Stream<Path> folders(Path folder, String prefix) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all
          .filter(Files::isDirectory)
          .filter(one -> one.getFileName().toString().startsWith(prefix))
          .sorted()
          .toList()
          .stream();
    }
  }

  /** Without what nobody set. */
  private static JsonNode lean(JsonNode node, Set<String> without) {
    if (node.isNumber()) {
      return MAPPER.getNodeFactory().numberNode(node.doubleValue());
    }
    if (node.isArray()) {
      var lean = MAPPER.createArrayNode();
      for (JsonNode item : node) {
        lean.add(lean(item, without));
      }
      return lean;
    }
    if (!node.isObject()) {
      return node;
    }
    ObjectNode lean = MAPPER.createObjectNode();
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      JsonNode value = lean(field.getValue(), without);
      boolean idle =
          value.isNull()
              || value.isContainerNode() && value.isEmpty()
              || value.isTextual() && value.textValue().isEmpty()
              || without.contains(field.getKey());
      if (!idle) {
        lean.set(field.getKey(), value);
      }
    }
    return lean;
  }
}
