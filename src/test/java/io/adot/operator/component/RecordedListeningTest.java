package io.adot.operator.component;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.adot.operator.config.CollectorConfig;
import io.adot.operator.config.GoConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Defaults, ports and probes are those of the Go operator, but for what it got wrong. */
class RecordedListeningTest {

  /** Where defaults differ from the Go operator's on purpose. */
  private static final Map<String, String> OTHER_DEFAULTS =
      Map.of(
          "config-extra-top-level", "the API server prunes an unknown section",
          "hash-html-escapes", "the API server reads YAML 1.1: a line separator ends a line",
          "rbac-leader-elector", "the API server reads YAML 1.1: `n` is false",
          "recv-endpoint-forms", "a host alone is no port: the default port is added to it",
          "recv-endpoint-ipv6-env", "a host alone is no port: the default port is added to it",
          "telemetry-reader-otlp-no-protocol", "the user's telemetry stays",
          "telemetry-reader-port-env", "the user's telemetry stays",
          "telemetry-resource-attributes-list", "the user's telemetry stays",
          "yaml-numbers", "whole numbers keep their digits");

  /** Where ports differ from the Go operator's on purpose. */
  private static final Map<String, String> OTHER_PORTS =
      Map.of(
          "recv-duplicate-ports", "each port once, where the Service was refused",
          "recv-endpoint-forms", "each port once; the port of an IPv6 address is read",
          "ext-healthcheck-v2", "probes for healthcheckv2, as an addition");

  static Stream<RecordedCollector> all() {
    return RecordedCollector.all();
  }

  static Stream<RecordedCollector> withTheSameDefaults() {
    return all().filter(recorded -> !OTHER_DEFAULTS.containsKey(recorded.name()));
  }

  /**
   * Those with Services whose ports come of the configuration alone: no spec.ports, no Route, which
   * changes protocols.
   */
  static Stream<RecordedCollector> withTheSamePorts() {
    return all()
        .filter(recorded -> !OTHER_PORTS.containsKey(recorded.name()))
        .filter(recorded -> !recorded.stored().has("ports"))
        .filter(recorded -> !recorded.object("Service", "-monitoring").isMissingNode())
        .filter(recorded -> !isRoute(recorded));
  }

  static Stream<RecordedCollector> withAWorkload() {
    return all().filter(recorded -> !recorded.container().isMissingNode());
  }

  static Stream<RecordedCollector> withTheSameProbes() {
    return withAWorkload().filter(recorded -> !OTHER_PORTS.containsKey(recorded.name()));
  }

  @ParameterizedTest
  @MethodSource("withTheSameDefaults")
  void fillsInWhatTheGoOperatorStored(RecordedCollector recorded) {
    JsonNode before = recorded.given().path("config").deepCopy();

    CollectorConfig effective = Defaults.apply(CollectorConfig.parse(before));

    assertThat(GoConfig.of(effective.tree()).hash())
        .as("%s", effective.tree().toPrettyString())
        .isEqualTo(GoConfig.of((ObjectNode) recorded.stored().path("config")).hash());
    assertThat(before).isEqualTo(recorded.given().path("config"));
  }

  @ParameterizedTest
  @MethodSource("all")
  void leavesAloneWhatTheGoOperatorFilledIn(RecordedCollector recorded) {
    CollectorConfig stored = CollectorConfig.parse(recorded.stored().path("config"));

    assertThat(Defaults.apply(stored)).isSameAs(stored);
  }

  @ParameterizedTest
  @MethodSource("withTheSamePorts")
  void publishesThePortsOfTheGoOperator(RecordedCollector recorded) {
    Listening listening = listening(recorded);
    List<Listener> served = new ArrayList<>(listening.receivers());
    served.addAll(listening.exporters());

    assertThat(likeGo(served))
        .containsExactlyInAnyOrderElementsOf(ports(recorded.object("Service", "-collector")));
    assertThat(likeGo(listening.extensions()))
        .containsExactlyInAnyOrderElementsOf(ports(recorded.object("Service", "-extension")));
    for (JsonNode port : recorded.object("Service", "-collector-monitoring").at("/spec/ports")) {
      assertThat(listening.metrics().port()).isEqualTo(port.path("port").intValue());
    }
  }

  @ParameterizedTest
  @MethodSource("withTheSameProbes")
  void probesWhatTheGoOperatorProbes(RecordedCollector recorded) {
    JsonNode probe = recorded.container().at("/livenessProbe/httpGet");

    assertThat(listening(recorded).health().stream())
        .containsExactlyElementsOf(
            probe.isMissingNode()
                ? List.of()
                : List.of(
                    new HealthEndpoint(
                        HealthEndpoint.Scheme.valueOf(probe.path("scheme").asText()),
                        probe.path("path").asText(),
                        probe.path("port").intValue(),
                        false)));
  }

  @ParameterizedTest
  @MethodSource("withAWorkload")
  void infersTheVariablesOfTheGoOperator(RecordedCollector recorded) {
    boolean wanted = false;
    for (JsonNode variable : recorded.container().path("env")) {
      wanted |= variable.at("/valueFrom/fieldRef/fieldPath").asText().equals("spec.nodeName");
    }

    assertThat(listening(recorded).env())
        .isEqualTo(wanted ? List.of(new InferredEnv("K8S_NODE_NAME", "spec.nodeName")) : List.of());
  }

  private static List<String> likeGo(List<Listener> listeners) {
    return listeners.stream()
        .filter(listener -> listener.publication() == Listener.Publication.LIKE_GO)
        .map(RecordedListeningTest::describe)
        .toList();
  }

  private static boolean isRoute(RecordedCollector recorded) {
    return recorded.stored().at("/ingress/type").asText().equals("route");
  }

  private static Listening listening(RecordedCollector recorded) {
    CollectorConfig config = CollectorConfig.parse(recorded.stored().path("config"));
    return Listening.of(
        config, new Surroundings(recorded.name(), "c", CollectorImage.parse("i"), recorded.env()));
  }

  private static List<String> ports(JsonNode service) {
    List<String> ports = new ArrayList<>();
    service
        .at("/spec/ports")
        .forEach(
            port ->
                ports.add(
                    String.join(
                        " ",
                        port.path("name").asText(),
                        port.path("port").asText(),
                        port.path("protocol").asText(),
                        port.path("appProtocol").asText("-"))));
    return ports;
  }

  private static String describe(Listener listener) {
    String appProtocol = listener.appProtocol();
    return String.join(
        " ",
        listener.name(),
        String.valueOf(listener.port()),
        listener.protocol().name(),
        appProtocol == null ? "-" : appProtocol);
  }
}
