package io.adot.operator.offline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Collectors of v1alpha1 become what the Go operator's webhook made of them, but for what it loses.
 */
class RecordedConversionTest {
  private static final Path RECORDED = Path.of("src/test/resources/recorded/conversion");

  /** Where the Go operator loses something, or changes a number: what is right instead. */
  private static final Map<String, String> BETTER =
      Map.of(
          "up-target-allocator",
          "fields that only v1beta1 knows were lost",
          "up-config-scalars",
          "1e3 is a number to a collector; whole numbers keep their digits",
          "up-config-infinity",
          "the webhook failed on .inf, which JSON has no word for",
          "up-config-duplicate-key",
          "a configuration that cannot be read was replaced by an empty one",
          "up-config-unparseable",
          "likewise",
          "up-config-not-a-map",
          "likewise",
          "up-config-unknown-sections",
          "sections that the Go operator does not know were lost",
          "up-statefulset",
          "serviceName was lost",
          "up-config-empty",
          "an empty configuration was filled with empty sections",
          "up-config-partial",
          "likewise");

  @TestFactory
  Stream<DynamicTest> becomesWhatTheGoOperatorMadeOfIt() throws IOException {
    List<Path> cases;
    try (Stream<Path> all = Files.list(RECORDED)) {
      cases =
          all.filter(one -> one.getFileName().toString().startsWith("up-"))
              .filter(one -> !BETTER.containsKey(one.getFileName().toString()))
              .sorted()
              .toList();
    }
    return cases.stream()
        .map(
            one ->
                dynamicTest(
                    one.getFileName().toString(),
                    () -> {
                      JsonNode made = collector(one).tree();
                      JsonNode recorded =
                          YamlReader.read(
                                  Files.readString(one.resolve("webhook-alone.yaml")),
                                  0,
                                  PlainScalars.KUBERNETES)
                              .value();
                      assertThat(lean(made)).isEqualTo(lean(recorded));
                    }));
  }

  @Test
  void scalarsAreWhatACollectorReads() throws IOException {
    JsonNode settings =
        collector(RECORDED.resolve("up-config-scalars")).tree().at("/spec/config/receivers/acme");

    assertThat(settings.path("exp").doubleValue()).isEqualTo(1000);
    assertThat(settings.path("big").asText()).isEqualTo("12345678901234567890");
    assertThat(settings.path("octal").intValue()).isEqualTo(511);
    assertThat(settings.path("hex").intValue()).isEqualTo(31);
    assertThat(settings.path("yes_word").textValue()).isEqualTo("yes");
    assertThat(settings.path("stamp").textValue()).isEqualTo("2024-05-06T07:08:09Z");
    assertThat(settings.path("quoted").textValue()).isEqualTo("0777");
    assertThat(settings.path("tilde").isNull()).isTrue();
  }

  @Test
  void nothingIsLostThatTheGoOperatorLoses() throws IOException {
    assertThat(
            collector(RECORDED.resolve("up-statefulset")).tree().at("/spec/serviceName").asText())
        .isEqualTo("own");
    for (String name : List.of("up-config-duplicate-key", "up-config-unparseable")) {
      Manifests manifests = read(RECORDED.resolve(name));
      assertThat(manifests.collectors()).isEmpty();
      assertThat(manifests.problems()).hasSize(1);
      assertThat(manifests.problems().get(0).message()).startsWith("`spec.config` ");
    }
  }

  private static FoundCollector collector(Path one) throws IOException {
    Manifests manifests = read(one);
    assertThat(manifests.problems()).isEmpty();
    return manifests.collectors().get(0);
  }

  private static Manifests read(Path one) throws IOException {
    String text = Files.readString(one.resolve("in.yaml"));
    return Manifests.read(List.of(new SourceText("in.yaml", text, true)), "default");
  }

  /** Without what Go writes for fields that nobody set, and without the status. */
  private static JsonNode lean(JsonNode node) {
    if (node.isObject()) {
      ObjectNode lean = JsonNodeFactory.instance.objectNode();
      for (Map.Entry<String, JsonNode> field : node.properties()) {
        JsonNode value = lean(field.getValue());
        boolean idle =
            value.isNull()
                || value.isContainerNode() && value.isEmpty()
                || value.isTextual() && value.textValue().isEmpty()
                || value.isBoolean() && !value.booleanValue()
                || field.getKey().equals("status");
        if (!idle) {
          lean.set(field.getKey(), value);
        }
      }
      return lean;
    }
    if (node.isArray()) {
      ArrayNode lean = JsonNodeFactory.instance.arrayNode();
      node.forEach(item -> lean.add(lean(item)));
      return lean;
    }
    return node;
  }
}
