package io.adot.operator.component;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.adot.operator.config.CollectorConfig;
import io.adot.operator.config.JsonTrees;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever is configured can be read, always alike, and stays as it is. */
class NeedsPropertiesTest {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private static final Surroundings SURROUNDINGS =
      new Surroundings(
          "other", "adot", CollectorImage.parse("x/aws-otel-collector:v0.43.0"), Map.of("P", "5"));

  private static final String[] RECEIVERS = {
    "otlp",
    "otlp/a-very-long-instance-name",
    "jaeger",
    "zipkin",
    "statsd",
    "tcp_log",
    "prometheus",
    "kubeletstats",
    "unknown",
    "loki",
    "Upper",
    "carbon"
  };

  @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
  void anyJsonIsRead(@ForAll("anything") JsonNode config) {
    assertThat(Needs.of(CollectorConfig.parse(config), SURROUNDINGS)).isNotNull();
  }

  @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
  void readsAlikeAndChangesNothing(@ForAll("plausible") ObjectNode config) {
    ObjectNode before = config.deepCopy();

    Needs one = Needs.of(CollectorConfig.parse(config), SURROUNDINGS);
    Needs two = Needs.of(CollectorConfig.parse(config.deepCopy()), SURROUNDINGS);

    assertThat(config).isEqualTo(before);
    assertThat(two.config().tree()).isEqualTo(one.config().tree());
    assertThat(two).usingRecursiveComparison().ignoringFields("config").isEqualTo(one);
  }

  @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
  void aServiceCanBeMadeOfThePorts(@ForAll("plausible") ObjectNode config) {
    Needs needs = Needs.of(CollectorConfig.parse(config), SURROUNDINGS);
    Set<String> names = new HashSet<>();
    Set<String> numbers = new HashSet<>();

    Stream.of(needs.receivers(), needs.exporters(), needs.extensions())
        .flatMap(List::stream)
        .forEach(
            listener -> {
              assertThat(listener.name()).matches("(?=.*[a-z])[a-z0-9]+(-[a-z0-9]+)*");
              assertThat(listener.name()).hasSizeLessThanOrEqualTo(15);
              assertThat(listener.port()).isBetween(1, 65_535);
              assertThat(names.add(listener.name())).isTrue();
              assertThat(numbers.add(listener.port() + "/" + listener.protocol())).isTrue();
            });
    assertThat(needs.metrics().port()).isBetween(1, 65_535);
  }

  @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
  void fillingInTwiceIsFillingInOnce(@ForAll("plausible") ObjectNode config) {
    CollectorConfig once = Defaults.apply(CollectorConfig.parse(config));

    assertThat(Defaults.apply(once)).isSameAs(once);
  }

  @Provide
  Arbitrary<JsonNode> anything() {
    return Arbitraries.oneOf(JsonTrees.values(3), JsonTrees.configs().map(JsonNode.class::cast));
  }

  /** Known components with settings that are sometimes right. */
  @Provide
  Arbitrary<ObjectNode> plausible() {
    Arbitrary<JsonNode> addresses =
        Arbitraries.oneOf(
            Arbitraries.of(
                    "",
                    "localhost",
                    ":4317",
                    "0.0.0.0:99999",
                    "[::]:5",
                    "${env:P}",
                    "0.0.0.0:${P}",
                    "${env:Q}",
                    "::1",
                    "http://h:80/x",
                    "/run/x.sock",
                    "1.2.3.4:-1",
                    "0.0.0.0:0")
                .map(JSON::textNode),
            Arbitraries.integers().between(1, 20_000).map(p -> JSON.textNode("0.0.0.0:" + p)),
            JsonTrees.values(1));
    Arbitrary<JsonNode> settings =
        Arbitraries.oneOf(
            addresses.map(a -> JSON.objectNode().<JsonNode>set("endpoint", a)),
            addresses.map(a -> JSON.objectNode().<JsonNode>set("listen_address", a)),
            addresses.map(NeedsPropertiesTest::protocols),
            Arbitraries.just(JSON.nullNode()).map(JsonNode.class::cast),
            JsonTrees.values(2));
    Arbitrary<Map<String, JsonNode>> receivers =
        Arbitraries.maps(Arbitraries.of(RECEIVERS), settings).ofMaxSize(6);
    Arbitrary<Map<String, JsonNode>> extensions =
        Arbitraries.maps(Arbitraries.of("health_check", "healthcheckv2", "jaeger_query"), settings);
    return Combinators.combine(receivers, extensions, JsonTrees.values(3))
        .as(NeedsPropertiesTest::config);
  }

  private static JsonNode protocols(JsonNode address) {
    ObjectNode protocols = JSON.objectNode();
    protocols.putObject("grpc").set("endpoint", address);
    protocols.putNull("http");
    return JSON.objectNode().set("protocols", protocols);
  }

  private static ObjectNode config(
      Map<String, JsonNode> receivers, Map<String, JsonNode> extensions, JsonNode telemetry) {
    ObjectNode config = JSON.objectNode();
    ObjectNode pipeline = JSON.objectNode();
    ArrayNode used = pipeline.putArray("receivers");
    ObjectNode section = config.putObject("receivers");
    receivers.forEach(
        (id, settings) -> {
          section.set(id, settings);
          used.add(id);
        });
    ObjectNode service = config.putObject("service");
    service.set("telemetry", telemetry);
    ArrayNode started = service.putArray("extensions");
    ObjectNode extensionSection = config.putObject("extensions");
    extensions.forEach(
        (id, settings) -> {
          extensionSection.set(id, settings);
          started.add(id);
        });
    service.putObject("pipelines").set("metrics", pipeline);
    return config;
  }
}
