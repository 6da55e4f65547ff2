package io.adot.operator.component;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.adot.operator.config.CollectorConfig;
import io.fabric8.kubernetes.client.utils.Serialization;
import org.junit.jupiter.api.Test;

class DefaultsTest {

  @Test
  void onlyWhatTheCollectorStartsIsFilledIn() {
    assertThat(
            receivers(
                """
                receivers: {zipkin: , zipkin/unused: }
                service: {pipelines: {traces: {receivers: [zipkin]}}}
                """))
        .isEqualTo(yaml("{zipkin: {endpoint: '0.0.0.0:9411'}, zipkin/unused: }"));
  }

  @Test
  void settingsOfTheUserStay() {
    assertThat(
            receivers(
                """
                receivers: {otlp: {protocols: {grpc: {max_recv_msg_size_mib: 16}, http: }}}
                service: {pipelines: {traces: {receivers: [otlp]}}}
                """))
        .isEqualTo(
            yaml(
                """
                otlp:
                  protocols:
                    grpc: {max_recv_msg_size_mib: 16, endpoint: '0.0.0.0:4317'}
                    http: {endpoint: '0.0.0.0:4318'}
                """));
  }

  @Test
  void malformedSettingsStay() {
    String config =
        """
        receivers: {otlp: {protocols: 7}, zipkin: text, statsd: {endpoint: [1]}}
        service: {telemetry: text, pipelines: {logs: {receivers: [otlp, zipkin, statsd]}}}
        """;

    assertThat(effective(config)).isEqualTo(yaml(config));
  }

  @Test
  void socketsAreNoPorts() {
    String receivers =
        "{otlp: {protocols: {grpc: {endpoint: /run/o.sock, transport: unix}}},"
            + " statsd: {transport: unixgram}}";

    assertThat(
            receivers(
                "receivers: "
                    + receivers
                    + "\nservice: {pipelines: {logs: {receivers: [otlp, statsd]}}}"))
        .isEqualTo(yaml(receivers));
  }

  @Test
  void telemetryOfTheUserStaysWhereverTheReaderIsAdded() {
    assertThat(
            effective(
                    """
                    service:
                      telemetry:
                        logs: {level: debug}
                        resource: {attributes: [{name: service.name, value: mine}]}
                        metrics: {level: detailed, views: [{selector: {}}]}
                    """)
                .at("/service/telemetry"))
        .isEqualTo(
            yaml(
                """
                logs: {level: debug}
                resource: {attributes: [{name: service.name, value: mine}]}
                metrics:
                  level: detailed
                  views: [{selector: {}}]
                  readers: [{pull: {exporter: {prometheus: {host: '0.0.0.0', port: 8888}}}}]
                """));
  }

  @Test
  void noReaderIsAddedWhereThereIsNoRoom() {
    for (String metrics :
        new String[] {
          "{address: '0.0.0.0:1'}", "{readers: [{periodic: {}}]}", "{readers: text}", "text"
        }) {
      String config = "service: {telemetry: {metrics: " + metrics + "}}";
      assertThat(effective(config)).isEqualTo(yaml(config));
    }
  }

  private static JsonNode receivers(String config) {
    return effective(config).path("receivers");
  }

  private static JsonNode effective(String config) {
    return Defaults.apply(CollectorConfig.parse(yaml(config))).tree();
  }

  private static JsonNode yaml(String text) {
    return Serialization.unmarshal("---\n" + text, JsonNode.class);
  }
}
