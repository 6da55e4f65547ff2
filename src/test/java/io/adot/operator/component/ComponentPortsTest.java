package io.adot.operator.component;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.adot.operator.config.CollectorConfig;
import io.adot.operator.finding.Finding;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The ports of each component that listens, one small configuration a row. */
class ComponentPortsTest {
  private static final Map<String, String> ENV =
      Map.of("PORT", "7001", "HERE", "127.0.0.1", "V6", "::1", "ALL", "0.0.0.0:7002");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          otlp                | {protocols: {grpc: , http: }}                    | otlp-grpc 4317/TCP grpc, otlp-http 4318/TCP http
          otlp                | {protocols: {grpc: {endpoint: '[::]:4317'}}}     | otlp-grpc 4317/TCP grpc
          otlp                | {protocols: {grpc: {endpoint: '[::1]:5317'}}}    | otlp-grpc 5317/TCP grpc
          otlp                | {protocols: {grpc: {endpoint: '${env:IP}:4317'}}} | otlp-grpc 4317/TCP grpc
          otlp                | {protocols: {grpc: {endpoint: '[${env:IP}]:5317'}}} | otlp-grpc 5317/TCP grpc
          otlp                | {protocols: {grpc: {endpoint: '0.0.0.0:${env:PORT}'}}} | otlp-grpc 7001/TCP grpc
          otlp                | {protocols: {grpc: {endpoint: '0.0.0.0:${PORT}'}}} | otlp-grpc 7001/TCP grpc
          otlp                | {protocols: {grpc: {endpoint: '0.0.0.0:${env:NONE:-7003}'}}} | otlp-grpc 7003/TCP grpc
          otlp                | {protocols: {grpc: {endpoint: '${ALL}'}}}        | otlp-grpc 7002/TCP grpc
          otlp/internal_a     | {protocols: {grpc: }}                            | port-4317 4317/TCP grpc
          otlp/a              | {protocols: {grpc: }}                            | otlp-a-grpc 4317/TCP grpc
          skywalking          | {protocols: {grpc: , http: }}                    | skywalking-grpc 11800/TCP grpc, skywalking-http 12800/TCP http
          jaeger              | {protocols: {grpc: , thrift_binary: }}           | jaeger-grpc 14250/TCP grpc, port-6832 6832/UDP
          jaeger              | {protocols: {thrift_http: , thrift_compact: }}   | port-14268 14268/TCP http, port-6831 6831/UDP
          loki                | {protocols: {grpc: , http: }}                    | loki-grpc 9095/TCP grpc, loki-http 3100/TCP http
          awsxray             |                                                  | awsxray 2000/UDP
          carbon              |                                                  | carbon 2003/TCP
          collectd            |                                                  | collectd 8081/TCP
          fluent_forward      |                                                  | fluent-forward 8006/TCP
          fluentforward       | {endpoint: ':8007'}                              | fluentforward 8007/TCP
          influxdb            |                                                  | influxdb 8086/TCP
          sapm                |                                                  | sapm 7276/TCP
          signalfx            |                                                  | signalfx 9943/TCP
          splunk_hec          |                                                  | splunk-hec 8088/TCP
          statsd              |                                                  | statsd 8125/UDP
          wavefront           |                                                  | wavefront 2003/TCP
          zipkin              |                                                  | zipkin 9411/TCP http
          tcp_log             | {listen_address: ':5140'}                        | tcp-log 5140/TCP
          tcplog              | {listen_address: ':5140'}                        | tcplog 5140/TCP
          udp_log             | {listen_address: ':5140'}                        | udp-log 5140/UDP
          udplog              | {listen_address: ':5140'}                        | udplog 5140/UDP
          prometheus          | {api_server: {enabled: true, server_config: {endpoint: ':9090'}}} | prometheus 9090/TCP
          prometheus          | {api_server: {enabled: false, server_config: {endpoint: ':9090'}}} | ''
          kubelet_stats       | {endpoint: 'https://node:10250'}                 | ''
          kubeletstats        | {endpoint: 'https://node:10250'}                 | ''
          filelog             | {include: [/var/log/a]}                          | ''
          file_log            | {include: [/var/log/a]}                          | ''
          redis               | {endpoint: 'redis:6379'}                         | ''
          webhookevent        | {endpoint: '0.0.0.0:8088'}                       | webhookevent 8088/TCP
          webhook_event       | {listen_address: '0.0.0.0:8088'}                 | webhook-event 8088/TCP
          otelarrow           |                                                  | otelarrow-grpc 4317/TCP grpc +
          otelarrow           | {protocols: {grpc: {endpoint: ':6317'}, arrow: {}}} | otelarrow-grpc 6317/TCP grpc +
          otelarrow           | {protocols: {grpc: {endpoint: 'localhost:6317'}}} | ''
          syslog              | {tcp: {listen_address: '0.0.0.0:5140'}}          | syslog-tcp 5140/TCP +
          syslog              | {udp: {listen_address: '[::]:5140'}}             | syslog-udp 5140/UDP +
          syslog              | {udp: {listen_address: '${HERE}:5140'}}          | ''
          netflow             |                                                  | netflow 2055/UDP +
          netflow             | {scheme: sflow, port: 6343}                      | netflow 6343/UDP +
          netflow             | {hostname: localhost, port: 6343}                | ''
          pyroscope           | {protocols: {http: {endpoint: '0.0.0.0:4040'}}}  | pyroscope-http 4040/TCP http +
          libhoney            | {http: {endpoint: '0.0.0.0:8080'}}               | libhoney-http 8080/TCP http +
          gitlab              | {webhook: {endpoint: '0.0.0.0:8080'}}            | gitlab 8080/TCP http +
          github              | {scrapers: {scraper: {github_org: a}}}           | ''
          cloudflare          | {logs: {endpoint: '0.0.0.0:12345'}}              | cloudflare 12345/TCP http +
          receiver_creator    | {receivers: {statsd/x: {rule: r, config: {endpoint: '0.0.0.0:8126'}}}} | statsd-x 8126/UDP +
          receiver_creator    | {receivers: {redis: {config: {endpoint: 'a:1'}}, zipkin: {config: {endpoint: '`endpoint`:9411'}}, carbon: {rule: r}}} | ''
          """)
  void ofReceivers(String id, String settings, String ports) {
    assertThat(receiver(id, settings)).isEqualTo(ports.replace("''", ""));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          health_check          |                                                | health-check 13133/TCP
          health_check/a        | {endpoint: '[::]:13200'}                       | health-check-a 13200/TCP
          jaeger_query          |                                                | jaeger-query 16686/TCP
          jaeger_query          | {grpc: {endpoint: ':16685'}}                   | jaeger-query 16686/TCP, jaeger-query-2 16685/TCP
          healthcheckv2         | {endpoint: '0.0.0.0:13134'}                    | healthcheckv2 13134/TCP http +
          healthcheckv2         | {use_v2: true, http: {endpoint: ':13134'}, grpc: {endpoint: ':13132'}} | healthcheckv2 13134/TCP http +, port-13132 13132/TCP grpc +
          healthcheckv2         | {use_v2: true, http: {endpoint: 'localhost:1'}} | ''
          healthcheckv2         | {http: {endpoint: ':13134'}}                   | ''
          awsproxy              | {endpoint: '0.0.0.0:2000'}                     | awsproxy 2000/TCP http +data
          awsproxy              |                                                | ''
          http_forwarder        | {ingress: {endpoint: ':6060'}, egress: {endpoint: 'http://t/'}} | http-forwarder 6060/TCP http +
          jaegerremotesampling  | {http: {endpoint: ':5778'}, grpc: {endpoint: ':14251'}} | port-14251 14251/TCP grpc +, port-5778 5778/TCP http +
          datadog               | {http: {endpoint: '0.0.0.0:9875'}}             | datadog 9875/TCP http +
          pprof                 | {endpoint: '0.0.0.0:1777'}                     | ''
          zpages                | {endpoint: '0.0.0.0:55679'}                    | ''
          opamp                 | {server: {ws: {endpoint: 'ws://s:4320'}}}      | ''
          """)
  void ofExtensions(String id, String settings, String ports) {
    assertThat(extension(id, settings)).isEqualTo(ports.replace("''", ""));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          tcplog    |                                        | spec.config.receivers.tcplog.listen_address
          syslog    | {tcp: {}}                              | spec.config.receivers.syslog.tcp.listen_address
          pyroscope | {protocols: {http: {}}}                | spec.config.receivers.pyroscope.protocols.http.endpoint
          otelarrow | {protocols: {grpc: {endpoint: ':${X}'}}} | spec.config.receivers.otelarrow.protocols.grpc.endpoint
          acme      | {endpoint: '0.0.0.0:${X}'}             | spec.config.receivers.acme.endpoint
          acme      | {listen_address: '[::]:70000'}         | spec.config.receivers.acme.listen_address
          netflow   | {port: 99999}                          | spec.config.receivers.netflow.port
          """)
  void aPortThatCannotBeToldIsNamed(String id, String settings, String path) {
    assertThat(
            listening("receivers", id, settings, "pipelines: {logs: {receivers: [%s]}}").findings())
        .extracting(Finding::path)
        .containsExactly(path);
  }

  @ParameterizedTest
  @CsvSource({
    "redis-like, '{endpoint: \"${env:SERVER}\"}'",
    "redis-like, '{endpoint: \"server\"}'"
  })
  void anUnknownReceiverThatMayReadFromThereIsNotBlamed(String id, String settings) {
    Listening listening =
        listening("receivers", id, settings, "pipelines: {logs: {receivers: [%s]}}");

    assertThat(listening.receivers()).isEmpty();
    assertThat(listening.findings()).isEmpty();
  }

  @Test
  void whatTheGoOperatorPublishesKeepsItsNumberAndName() {
    Listening listening =
        listening(
            """
            receivers:
              aaa: {endpoint: ':5140'}
              syslog: {tcp: {listen_address: ':6000'}}
              zipkin: {endpoint: ':6000'}
            service: {pipelines: {logs: {receivers: [syslog, zipkin, aaa]}}}
            """);

    assertThat(ports(listening.receivers())).isEqualTo("aaa 5140/TCP, zipkin 6000/TCP http");
    assertThat(listening.findings())
        .extracting(Finding::text)
        .containsExactly(
            "`spec.config.receivers.syslog.tcp.listen_address`: wants port 6000 of receiver zipkin;"
                + " choose another port for one of the two (OTC1102)");
  }

  @Test
  void connectorsDoNotListen() {
    Listening listening =
        listening(
            """
            receivers: {otlp: {protocols: {grpc: }}}
            connectors: {spanmetrics: {endpoint: '0.0.0.0:1'}}
            exporters: {debug: }
            service:
              pipelines:
                traces: {receivers: [otlp], exporters: [spanmetrics]}
                metrics: {receivers: [spanmetrics], exporters: [debug]}
            """);

    assertThat(ports(listening.receivers())).isEqualTo("otlp-grpc 4317/TCP grpc");
    assertThat(listening.exporters()).isEmpty();
  }

  private static String receiver(String id, String settings) {
    return ports(
        listening("receivers", id, settings, "pipelines: {logs: {receivers: [%s]}}").receivers());
  }

  private static String extension(String id, String settings) {
    return ports(listening("extensions", id, settings, "extensions: [%s]").extensions());
  }

  private static Listening listening(String section, String id, String settings, String service) {
    String given = settings == null ? "" : settings;
    return listening(
        "%s:\n  %s: %s\nservice: {%s}".formatted(section, id, given, service.formatted(id)));
  }

  private static Listening listening(String yaml) {
    CollectorConfig config = CollectorConfig.parse(Serialization.unmarshal(yaml, JsonNode.class));
    return Listening.of(
        Defaults.apply(config), new Surroundings("n", "c", CollectorImage.parse("i"), ENV));
  }

  private static String ports(List<Listener> listeners) {
    return listeners.stream().map(ComponentPortsTest::port).collect(Collectors.joining(", "));
  }

  private static String port(Listener listener) {
    String beyond =
        switch (listener.publication()) {
          case LIKE_GO -> null;
          case MORE -> "+";
          case MORE_WITH_DATA -> "+data";
        };
    return Stream.of(
            listener.name(),
            listener.port() + "/" + listener.protocol(),
            listener.appProtocol(),
            beyond)
        .filter(word -> word != null)
        .collect(Collectors.joining(" "));
  }
}
