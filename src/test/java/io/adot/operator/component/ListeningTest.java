package io.adot.operator.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import io.adot.operator.config.CollectorConfig;
import io.adot.operator.finding.Finding;
import io.adot.operator.finding.FindingCode;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ListeningTest {

  @Test
  void portAbove65535IsNamedWithItsPlace() {
    Listening listening = receiver("otlp", "protocols: {grpc: {endpoint: '0.0.0.0:99999'}}");

    assertThat(listening.receivers()).isEmpty();
    assertThat(texts(listening))
        .containsExactly(
            "`spec.config.receivers.otlp.protocols.grpc.endpoint`: port `99999` is not between 1"
                + " and 65535; choose a free port from 1024 to 65535 (OTC1003)");
  }

  @Test
  void negativePortIsAnError() {
    assertThat(codes(receiver("zipkin", "endpoint: '0.0.0.0:-1'")))
        .containsExactly(FindingCode.OTC1003);
  }

  @Test
  void portThatOnlyTheRunningCollectorKnowsIsTakenToBeTheUsualOne() {
    Listening listening = receiver("zipkin", "endpoint: '0.0.0.0:${env:FROM_A_SECRET}'");

    assertThat(ports(listening.receivers())).containsExactly("zipkin 9411/TCP");
    assertThat(texts(listening))
        .containsExactly(
            "`spec.config.receivers.zipkin.endpoint`: `${env:FROM_A_SECRET}` does not tell"
                + " the port, so port 9411 is published; write the port as a number, or give the"
                + " variable a value in spec.env (OTC1008)");
  }

  @Test
  void portFromALiteralVariableIsRead() {
    Listening listening = receiver("zipkin", "endpoint: '0.0.0.0:${env:ZIPKIN_PORT}'");

    assertThat(ports(listening.receivers())).containsExactly("zipkin 9999/TCP");
    assertThat(listening.findings()).isEmpty();
  }

  @Test
  void portZeroIsTakenToBeTheUsualOne() {
    Listening listening = receiver("zipkin", "endpoint: '0.0.0.0:0'");

    assertThat(ports(listening.receivers())).containsExactly("zipkin 9411/TCP");
    assertThat(codes(listening)).containsExactly(FindingCode.OTC1008);
  }

  @Test
  void addressThatIsNoTextIsAnError() {
    assertThat(texts(receiver("zipkin", "endpoint: 9411")))
        .containsExactly(
            "`spec.config.receivers.zipkin.endpoint`: is `9411`; make it a text such as"
                + " \"0.0.0.0:9411\" (OTC1001)");
  }

  @Test
  void logListenerWithoutAddressIsAnError() {
    assertThat(codes(receiver("tcplog", ""))).containsExactly(FindingCode.OTC1004);
  }

  @Test
  void protocolThatDoesNotExistIsAnError() {
    assertThat(texts(receiver("otlp", "protocols: {htp: {}}")))
        .containsExactly(
            "`spec.config.receivers.otlp.protocols.htp`: is no protocol of receiver otlp; use grpc"
                + " or http (OTC1001)");
  }

  @Test
  void transportOfTheSettingsCounts() {
    assertThat(ports(receiver("statsd", "transport: tcp").receivers()))
        .containsExactly("statsd 8125/TCP");
    assertThat(ports(receiver("carbon", "transport: udp").receivers()))
        .containsExactly("carbon 2003/UDP");
    assertThat(receiver("statsd", "{transport: unixgram, endpoint: /run/s.sock}").receivers())
        .isEmpty();
  }

  @Test
  void firstListenerHasThePortAndTheOtherIsNamed() {
    Listening listening =
        listening(
            """
            receivers: {wavefront: , carbon: }
            service: {pipelines: {metrics: {receivers: [wavefront, carbon]}}}
            """);

    assertThat(ports(listening.receivers())).containsExactly("carbon 2003/TCP");
    assertThat(texts(listening))
        .containsExactly(
            "`spec.config.receivers.wavefront.endpoint`: wants port 2003 of receiver carbon; choose"
                + " another port for one of the two (OTC1102)");
  }

  @Test
  void prometheusExporterOnThePortOfTheOwnMetricsIsNamed() {
    Listening listening =
        listening(
            """
            exporters: {prometheus: }
            service: {pipelines: {metrics: {exporters: [prometheus]}}}
            """);

    assertThat(ports(listening.exporters())).containsExactly("prometheus 8888/TCP");
    assertThat(codes(listening)).containsExactly(FindingCode.OTC1102);
  }

  @Test
  void sameNameTwiceBecomesItsNumber() {
    Listening listening =
        listening(
            """
            receivers: {acme/a_b: {endpoint: ':6001'}, acme/a-b: {endpoint: ':6002'}}
            service: {pipelines: {logs: {receivers: [acme/a_b, acme/a-b]}}}
            """);

    assertThat(ports(listening.receivers()))
        .containsExactly("acme-a-b 6001/TCP", "port-6002 6002/TCP");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {}                                        | 0.0.0.0 8888
          {level: none}                             | 0.0.0.0 8888
          {readers: [{periodic: {}}, {pull: {exporter: {prometheus: }}}]} | 0.0.0.0 8888
          {readers: [{periodic: {exporter: {otlp: {}}}}]} | 0.0.0.0 8888
          {readers: [{pull: {exporter: {prometheus: {host: h, port: 9898}}}}]} | h 9898
          {readers: [{pull: {exporter: {prometheus: {port: '9898'}}}}]} | 0.0.0.0 9898
          {readers: [{pull: {exporter: {prometheus: {port: 9898}}}}, {pull: {exporter: {prometheus: {port: 1}}}}]} | 0.0.0.0 9898
          {readers: [{pull: {exporter: {prometheus: {port: '${env:ZIPKIN_PORT}'}}}}]} | 0.0.0.0 9999
          {readers: [{pull: {exporter: {prometheus: {port: '${NONE:-9797}'}}}}]} | 0.0.0.0 9797
          {readers: [{pull: {exporter: {prometheus: {host: '::', port: 9898}}}}]} | :: 9898
          {address: ':8877'}                        | 0.0.0.0 8877
          {address: '[::]:8877'}                    | [::] 8877
          {address: '[2001:db8::1]:8877'}           | [2001:db8::1] 8877
          {address: '${env:MY_POD_IP}:8877'}        | ${env:MY_POD_IP} 8877
          {address: '0.0.0.0:${env:ZIPKIN_PORT}'}   | 0.0.0.0 9999
          {address: '0.0.0.0'}                      | 0.0.0.0 8888
          {address: ':1', readers: [{pull: {exporter: {prometheus: {port: 9898}}}}]} | 0.0.0.0 9898
          """)
  void metricsAreWhereTheTelemetryBlockSays(String metrics, String endpoint) {
    Listening listening = listening("service: {telemetry: {metrics: " + metrics + "}}");

    assertThat(listening.metrics().host() + " " + listening.metrics().port()).isEqualTo(endpoint);
    assertThat(listening.findings()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {address: '0.0.0.0:${env:UNKNOWN}'} | address | OTC1008
          {readers: [{pull: {exporter: {prometheus: {port: '${env:UNKNOWN}'}}}}]} | readers[0].pull.exporter.prometheus.port | OTC1008
          {readers: [{pull: {exporter: {prometheus: {port: 0}}}}]} | readers[0].pull.exporter.prometheus.port | OTC1008
          {readers: [{pull: {exporter: {prometheus: {port: 70000}}}}]} | readers[0].pull.exporter.prometheus.port | OTC1003
          """)
  void aTelemetryPortThatCannotBeToldIsTakenToBeTheUsualOne(
      String metrics, String path, FindingCode code) {
    Listening listening = listening("service: {telemetry: {metrics: " + metrics + "}}");

    assertThat(listening.metrics()).isEqualTo(MetricsEndpoint.DEFAULT);
    assertThat(listening.findings())
        .extracting(Finding::path, Finding::code)
        .containsExactly(tuple("spec.config.service.telemetry.metrics." + path, code));
  }

  private Listening receiver(String id, String settings) {
    String yaml =
        """
        receivers: {%s: %s}
        service: {pipelines: {logs: {receivers: [%s]}}}
        """;
    String map = settings.startsWith("{") || settings.isEmpty() ? settings : "{" + settings + "}";
    return listening(yaml.formatted(id, map, id));
  }

  private Listening listening(String yaml) {
    CollectorConfig config = CollectorConfig.parse(Serialization.unmarshal(yaml, JsonNode.class));
    return Listening.of(
        Defaults.apply(config),
        new Surroundings("n", "c", CollectorImage.parse("i"), Map.of("ZIPKIN_PORT", "9999")));
  }

  private static List<String> ports(List<Listener> listeners) {
    return listeners.stream().map(l -> l.name() + " " + l.port() + "/" + l.protocol()).toList();
  }

  private static List<FindingCode> codes(Listening listening) {
    return listening.findings().stream().map(Finding::code).toList();
  }

  private static List<String> texts(Listening listening) {
    return listening.findings().stream().map(Finding::text).toList();
  }
}
