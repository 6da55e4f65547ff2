package io.adot.operator.component;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.adot.operator.component.ReleaseChanges.Adapted;
import io.adot.operator.config.CollectorConfig;
import io.adot.operator.finding.Finding;
import io.adot.operator.finding.FindingCode;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReleaseChangesTest {
  private static final String CONTRIB = "ghcr.io/o/opentelemetry-collector-contrib:";
  private static final String ADOT = "public.ecr.aws/aws-observability/aws-otel-collector:";

  private static final String ADDRESS =
      "service: {telemetry: {metrics: {address: '0.0.0.0:9999', level: basic}}}";

  /** Each row: what is no longer read, the release before and the release since, what is read. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          exporters: {opencensus: {endpoint: e, reconnection_delay: 1s}} | 0.8.0 | 0.9.0 | exporters: {opencensus: {endpoint: e}}
          processors: {queued_retry: {}, batch: {}}, service: {pipelines: {traces: {processors: [queued_retry, batch]}}} | 0.18.0 | 0.19.0 | processors: {batch: {}}, service: {pipelines: {traces: {processors: [batch]}}}
          processors: {resource: {type: host, labels: {a: b}, attributes: [{key: c, action: delete}]}} | 0.18.0 | 0.19.0 | processors: {resource: {attributes: [{key: opencensus.resourcetype, action: upsert, value: host}, {key: a, action: upsert, value: b}, {key: c, action: delete}]}}
          receivers: {influxdb: {metrics_schema: x}} | 0.30.0 | 0.31.0 | receivers: {influxdb: {}}
          receivers: {otlp/x: {protocols: {grpc: {tls_settings: {cert_file: c}}}}} | 0.35.0 | 0.36.0 | receivers: {otlp/x: {protocols: {grpc: {tls: {cert_file: c}}}}}
          exporters: {otlp: {endpoint: e, insecure: true, ca_file: c, tls: {ca_file: d}}} | 0.35.0 | 0.36.0 | exporters: {otlp: {endpoint: e, tls: {insecure: true, ca_file: d}}}
          processors: {memory_limiter: {limit_mib: 9, ballast_size_mib: 4}} | 0.38.0 | 0.39.0 | processors: {memory_limiter: {limit_mib: 9}}
          receivers: {httpd/a: {endpoint: e}}, service: {pipelines: {metrics: {receivers: [httpd/a]}}} | 0.38.0 | 0.39.0 | receivers: {apache/a: {endpoint: e}}, service: {pipelines: {metrics: {receivers: [apache/a]}}}
          receivers: {otlp: {protocols: {http: {cors_allowed_origins: [a], cors_allowed_headers: [b]}}}} | 0.40.0 | 0.41.0 | receivers: {otlp: {protocols: {http: {cors: {allowed_origins: [a], allowed_headers: [b]}}}}}
          extensions: {health_check: {port: 8080}} | 0.57.0 | 0.57.2 | extensions: {health_check: {endpoint: '0.0.0.0:8080'}}
          extensions: {health_check: {endpoint: localhost, port: 8080}} | 0.57.0 | 0.58.0 | extensions: {health_check: {endpoint: 'localhost:8080'}}
          service: {telemetry: {metrics: {address: ':9999', level: basic}}} | 0.122.0 | 0.123.0 | service: {telemetry: {metrics: {level: basic, readers: [{pull: {exporter: {prometheus: {host: 0.0.0.0, port: 9999}}}}]}}}
          service: {telemetry: {metrics: {address: '${env:IP}:${env:P}'}}} | 0.122.0 | 0.158.0 | service: {telemetry: {metrics: {readers: [{pull: {exporter: {prometheus: {host: '${env:IP}', port: '${env:P}'}}}}]}}}
          service: {telemetry: {metrics: {address: 'h:1', readers: [{pull: {exporter: {prometheus: {host: h, port: 1}}}}]}}} | 0.122.0 | 0.158.0 | service: {telemetry: {metrics: {readers: [{pull: {exporter: {prometheus: {host: h, port: 1}}}}]}}}
          service: {telemetry: {metrics: {address: ''}}} | 0.122.0 | 0.158.0 | service: {telemetry: {metrics: {}}}
          """)
  void whatTheImageNoLongerReadsIsRenderedAsItReadsIt(
      String old, String before, String since, String current) {
    assertThat(adapt(old, CONTRIB + before).config().tree()).isEqualTo(yaml(old));
    assertThat(adapt(old, CONTRIB + before).findings()).isEmpty();

    Adapted adapted = adapt(old, CONTRIB + since);

    assertThat(adapted.config().tree()).isEqualTo(yaml(current));
    assertThat(adapted.findings())
        .isNotEmpty()
        .extracting(Finding::code)
        .containsOnly(FindingCode.OTC1201);
    CollectorConfig once = adapted.config();
    assertThat(ReleaseChanges.adapt(once, of(CONTRIB + since, Map.of(), true)).config())
        .isSameAs(once);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          new-metrics   | 1             | 0.14.0  | 0.15.0  | -  | {}
          log-level     | debug         | 0.37.0  | 0.38.0  | -  | {logs: {level: debug}}
          log-profile   | dev           | 0.37.0  | 0.38.0  | -  | {logs: {development: true}}
          log-format    | json          | 0.37.0  | 0.38.0  | -  | {logs: {encoding: json}}
          metrics-level | basic         | 0.42.0  | 0.43.0  | -  | {metrics: {level: basic}}
          metrics-addr  | 0.0.0.0:7     | 0.42.0  | 0.43.0  | -  | {metrics: {address: '0.0.0.0:7'}}
          metrics-addr  | 0.0.0.0:7     | 0.42.0  | 0.158.0 | -  | {metrics: {readers: [{pull: {exporter: {prometheus: {host: 0.0.0.0, port: 7}}}}]}}
          feature-gates | a,-confmap.unifyEnvVarExpansion            | 0.104.0 | 0.105.0 | a | {}
          feature-gates | -component.UseLocalHostAsDefaultHost       | 0.109.0 | 0.110.0 | - | {}
          """)
  void argumentsThatAreGoneBecomeConfiguration(
      String flag, String value, String before, String since, String left, String telemetry) {
    Map<String, String> args = Map.of(flag, value, "other", "x");
    CollectorConfig config = CollectorConfig.parse(yaml("receivers: {}"));

    assertThat(ReleaseChanges.adapt(config, of(CONTRIB + before, args, true)).args())
        .isEqualTo(args);
    Adapted adapted = ReleaseChanges.adapt(config, of(CONTRIB + since, args, true));

    assertThat(adapted.args())
        .isEqualTo(left == null ? Map.of("other", "x") : Map.of("other", "x", flag, left));
    JsonNode found = adapted.config().telemetry();
    assertThat(found.isMissingNode() ? yaml("{}") : found).isEqualTo(yaml(telemetry));
    assertThat(adapted.findings()).isNotEmpty();
    assertThat(adapted.findings().get(0).path()).isEqualTo("spec.args." + flag);
  }

  @Test
  void withoutUpgradesWhatTheImageRefusesIsAnErrorAndNothingIsChanged() {
    Adapted refused = adapt(ADDRESS, CONTRIB + "0.128.0", false);
    Adapted ignored = adapt(ADDRESS, CONTRIB + "0.127.0", false);

    assertThat(refused.config().tree()).isEqualTo(yaml(ADDRESS));
    assertThat(refused.findings())
        .extracting(Finding::text)
        .containsExactly(
            "`spec.config.service.telemetry.metrics.address`: the image's collector 0.128.0"
                + " refuses to start with it; write `readers: [{pull: {exporter: {prometheus:"
                + " {\"host\":\"0.0.0.0\",\"port\":9999}}}}]` instead, or set spec.upgradeStrategy"
                + " to automatic (OTC1203)");
    assertThat(ignored.findings()).extracting(Finding::code).containsExactly(FindingCode.OTC1202);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "collector",
        "registry.test/mine:0.158.0",
        ADOT + "latest",
        ADOT + "v1.2.0",
        ADOT + "v0.12.0",
        "opentelemetry-collector@sha256:0123"
      })
  void ofAnUnknownReleaseNothingIsChangedAndNothingIsAnError(String image) {
    String old =
        "exporters: {logging: }, extensions: {memory_ballast: },"
            + " receivers: {jaeger: {remote_sampling: {}}}, "
            + ADDRESS;

    Adapted adapted = adapt(old, image);

    assertThat(adapted.config().tree()).isEqualTo(yaml(old));
    assertThat(adapted.findings())
        .hasSize(3)
        .extracting(Finding::code)
        .containsOnly(FindingCode.OTC1202);
  }

  @ParameterizedTest
  @CsvSource({
    "exporters, logging, opentelemetry-collector:0.110.0, opentelemetry-collector:0.111.0",
    "exporters, logging/x, aws-otel-collector:v0.41.2, aws-otel-collector:v0.42.0",
    "extensions, memory_ballast, opentelemetry-collector-contrib:0.108.0,"
        + " opentelemetry-collector-k8s:0.109.0",
    "exporters, sapm, aws-otel-collector:v0.47.0, aws-otel-collector:v0.50.0",
    "exporters, dynatrace, opentelemetry-collector-contrib:0.158.0, aws-otel-collector:v0.37.0",
  })
  void aComponentThatTheImageNoLongerHasIsAnError(
      String section, String id, String before, String since) {
    String config = section + ": {" + id + ": }";

    assertThat(adapt(config, before).findings()).isEmpty();
    assertThat(adapt(config, since).findings())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.code()).isEqualTo(FindingCode.OTC1204);
              assertThat(finding.path()).isEqualTo("spec.config." + section + "." + id);
              assertThat(finding.fix()).isNotEmpty();
            });
  }

  @Test
  void remoteSamplingOfJaegerIsRefusedUnlessItsGateIsMentioned() {
    String config =
        "receivers: {jaeger: {remote_sampling: {}}},"
            + " service: {pipelines: {traces: {receivers: [jaeger]}}}";
    CollectorConfig read = CollectorConfig.parse(yaml(config));
    Map<String, String> gate = Map.of("feature-gates", "-receiver.jaeger.DisableRemoteSampling");

    assertThat(adapt(config, CONTRIB + "0.83.0").findings()).isEmpty();
    assertThat(adapt(config, CONTRIB + "0.84.0").findings())
        .extracting(Finding::code)
        .containsExactly(FindingCode.OTC1203);
    assertThat(ReleaseChanges.adapt(read, of(CONTRIB + "0.84.0", gate, true)).findings()).isEmpty();
  }

  @Test
  void variablesWithoutBracesAreNamedOnceTheyAreNotReplacedAnyMore() {
    String config =
        "exporters: {awsemf: {log_stream_name: [$K8S_NODE_NAME, $K8S_NODE_NAME, $$HOME, $1, $x]}}";

    assertThat(adapt(config, ADOT + "v0.40.0").findings()).isEmpty();
    assertThat(adapt(config, ADOT + "v0.41.0").findings())
        .extracting(Finding::text)
        .containsExactly(
            "`spec.config.exporters.awsemf.log_stream_name[0]`: collectors since 0.109.0 do not"
                + " replace `$K8S_NODE_NAME` by the variable's value; write"
                + " `${env:K8S_NODE_NAME}` (OTC1202)");
  }

  private static Adapted adapt(String config, String image) {
    return adapt(config, image, true);
  }

  private static Adapted adapt(String config, String image, boolean upgrades) {
    return ReleaseChanges.adapt(CollectorConfig.parse(yaml(config)), of(image, Map.of(), upgrades));
  }

  private static Surroundings of(String image, Map<String, String> args, boolean upgrades) {
    return new Surroundings("n", "c", CollectorImage.parse(image), Map.of(), args, upgrades);
  }

  private static ObjectNode yaml(String text) {
    String map = text.startsWith("{") ? text : "{" + text + "}";
    return Serialization.unmarshal("---\n" + map, ObjectNode.class);
  }
}
