package io.adot.operator.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.adot.operator.component.TargetAllocation.Monitors;
import io.adot.operator.config.CollectorConfig;
import io.adot.operator.config.ComponentKind;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The tables of {@code catalogue/}: what a component with these settings asks of Kubernetes and of
 * AWS, no more and no less, written by hand and not read from the catalogue.
 */
class CatalogueTest {
  private static final Path TABLES = Path.of("src/test/resources/catalogue");

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  @DisplayName("asks for just what its row says")
  void asksForJustThat(String title, JsonNode given) {
    ImpliedPermissions implied = ImpliedPermissions.of(surroundings(given), config(given));

    String own = " " + component(given) + ":";
    assertThat(implied.kubernetes().stream().map(line -> line.replace(own, "")))
        .containsExactlyInAnyOrderElementsOf(texts(given.path("rules")));
    assertThat(implied.aws().stream().map(line -> line.replace(own, "")))
        .containsExactlyInAnyOrderElementsOf(texts(given.path("aws")));
  }

  static Stream<Arguments> cases() {
    return tables()
        .flatMap(table -> stream(table.path("cases")))
        .map(
            given ->
                arguments(
                    given.path("row").asText() + ": " + component(given) + " " + settings(given),
                    given));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  @DisplayName("every row of the reference has a case, and every case a row")
  void everyRowIsCovered(String name, JsonNode table) {
    Set<String> rows = new HashSet<>();
    table.path("rows").fieldNames().forEachRemaining(rows::add);
    Set<String> shown = new HashSet<>();
    table.path("cases").forEach(given -> shown.add(given.path("row").asText()));

    assertThat(rows).isNotEmpty();
    assertThat(shown).isEqualTo(rows);
    assertThat(texts(table.path("rows"))).doesNotContain("");
  }

  static Stream<Arguments> everyRowIsCovered() {
    return files().map(file -> arguments(file.getFileName().toString(), read(file)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"kubernetes-rules.txt", "aws-actions.txt"})
  @DisplayName("every row of the catalogue's own tables is shown by a case")
  void everyEntryIsShown(String table) {
    Set<String> shown =
        tables()
            .flatMap(given -> stream(given.path("cases")))
            .map(given -> Needs.of(CollectorConfig.parse(config(given)), surroundings(given)))
            .flatMap(
                needs ->
                    Stream.concat(
                        needs.kubernetesRules().stream().map(KubernetesRule::source),
                        needs.awsRequirements().stream().map(AwsRequirement::source)))
            .collect(Collectors.toSet());

    assertThat(TableResource.lines(table))
        .isNotEmpty()
        .allSatisfy(line -> assertThat(shown).contains(TableResource.cells(line, 8).get(7)));
  }

  private static Surroundings surroundings(JsonNode given) {
    Map<String, String> env = new HashMap<>();
    given
        .path("env")
        .properties()
        .forEach(variable -> env.put(variable.getKey(), variable.getValue().asText()));
    return new Surroundings(
        "other",
        "adot",
        CollectorImage.parse(given.path("image").asText(ImpliedPermissions.NEWEST_ADOT)),
        env,
        Map.of(),
        true,
        given.path("sidecar").asBoolean(),
        given.has("allocator")
            ? Optional.of(allocation(given.path("allocator")))
            : Optional.empty());
  }

  private static TargetAllocation allocation(JsonNode given) {
    JsonNode monitors = given.path("monitors");
    return new TargetAllocation(
        given.path("running").asBoolean(),
        monitors.isObject()
            ? Optional.of(
                new Monitors(
                    texts(monitors.path("namespaces")),
                    texts(monitors.path("secretNamespaces")),
                    monitors.path("probes").asBoolean(),
                    monitors.path("scrapeConfigs").asBoolean()))
            : Optional.empty());
  }

  /** A configuration that starts the component, and the extensions that the case has besides. */
  private static ObjectNode config(JsonNode given) {
    String[] component = component(given).split(" ");
    ComponentKind kind = ComponentKind.valueOf(component[0].toUpperCase(Locale.ROOT));
    ObjectNode config = JsonNodeFactory.instance.objectNode();
    config.putObject(kind.section()).set(component[1], settings(given));
    ObjectNode service = config.putObject("service");
    ObjectNode pipeline =
        service.putObject("pipelines").putObject(given.path("signal").asText("metrics"));
    if (kind == ComponentKind.EXTENSION) {
      service.withArray("extensions").add(component[1]);
    } else {
      pipeline.putArray(kind.section()).add(component[1]);
    }
    given
        .path("extensions")
        .properties()
        .forEach(
            extension -> {
              config.withObject("/extensions").set(extension.getKey(), extension.getValue());
              service.withArray("extensions").add(extension.getKey());
            });
    return config;
  }

  /** A case with {@code scrape} is one of the Prometheus receiver. */
  private static String component(JsonNode given) {
    return given.path("component").asText("receiver prometheus");
  }

  private static JsonNode settings(JsonNode given) {
    if (!given.has("scrape")) {
      return given.path("settings").isMissingNode()
          ? JsonNodeFactory.instance.nullNode()
          : given.path("settings");
    }
    ObjectNode settings = JsonNodeFactory.instance.objectNode();
    settings.putObject("config").set("scrape_configs", given.path("scrape"));
    return settings;
  }

  private static List<String> texts(JsonNode list) {
    List<String> texts = new ArrayList<>();
    list.forEach(text -> texts.add(text.asText()));
    return texts;
  }

  private static Stream<JsonNode> stream(JsonNode node) {
    List<JsonNode> nodes = new ArrayList<>();
    node.forEach(nodes::add);
    return nodes.stream();
  }

  private static Stream<JsonNode> tables() {
    return files().map(CatalogueTest::read);
  }

  private static Stream<Path> files() {
    try (Stream<Path> files = Files.list(TABLES)) {
      return files.sorted().toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode read(Path file) {
    try {
      return Serialization.unmarshal(Files.readString(file), JsonNode.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
