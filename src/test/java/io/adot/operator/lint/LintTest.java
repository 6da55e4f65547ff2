package io.adot.operator.lint;

import static org.assertj.core.api.Assertions.assertThat;

import io.adot.operator.api.v1beta1.CollectorMode;
import io.adot.operator.api.v1beta1.OpenTelemetryCollector;
import io.adot.operator.assessment.Assessment;
import io.adot.operator.render.Facts;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each rule on the mistake that it is for, and on what resembles it and is right. */
class LintTest {
  private static final String ADOT = "public.ecr.aws/aws-observability/aws-otel-collector:v0.49.0";
  private static final String CONTRIB = "otel/opentelemetry-collector-contrib:0.156.0";

  /** Of the rules of other rooms, and about probes, which are not looked at here. */
  private static final Set<String> OTHERS = Set.of("OTC1006", "OTC1007", "OTC1009");

  @Test
  void aComponentThatAdotLacksIsAnError() {
    assertThat(found(ADOT, "processors: {transform: {}, tailsampling: {}}"))
        .containsExactly(
            "OTC1301 spec.config.processors.transform: remove it, or use an image that has it:"
                + " opentelemetry-collector-k8s or opentelemetry-collector-contrib",
            "OTC1301 spec.config.processors.tailsampling: did you mean `tail_sampling`?");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "public.ecr.aws/aws-observability/aws-otel-collector:latest",
        "registry.example.com/mirror/aws-otel-collector:v0.49.0",
        "public.ecr.aws/aws-observability/aws-otel-collector:v0.77.0"
      })
  void whereItIsNotCertainWhatTheImageHasNothingIsWithheld(String image) {
    assertThat(found(image, "processors: {transform: {}}"))
        .singleElement()
        .asString()
        .startsWith("OTC1303 spec.config.processors.transform: ");
  }

  @Test
  void anImageOfSomebodyElseMayHaveAnything() {
    assertThat(found("example.com/my-collector:1.2.3", "processors: {acme: {}, ac-me: {}}"))
        .isEmpty();
    assertThat(found("example.com/my-collector:1.2.3", "processors: {tailsampling: {}}"))
        .containsExactly(
            "OTC1302 spec.config.processors.tailsampling: did you mean `tail_sampling`?");
  }

  @Test
  void componentsHaveOtherNamesInOtherReleases() {
    String older = "public.ecr.aws/aws-observability/aws-otel-collector:v0.46.0";
    assertThat(found(ADOT, "processors: {k8sattributes: {}, k8s_attributes/new: {}}")).isEmpty();
    assertThat(found(older, "processors: {k8s_attributes: {}}"))
        .containsExactly(
            "OTC1301 spec.config.processors.k8s_attributes: did you mean `k8sattributes`?");
    assertThat(found(ADOT, "receivers: {awscontainerinsight: {}}"))
        .containsExactly(
            "OTC1301 spec.config.receivers.awscontainerinsight: did you mean"
                + " `awscontainerinsightreceiver`?");
  }

  @Test
  void aComponentInTheWrongSectionIsToldWhereItBelongs() {
    assertThat(found(CONTRIB, "processors: {span_metrics: {}}"))
        .containsExactly(
            "OTC1302 spec.config.processors.span_metrics: a connector is called so: move it to"
                + " spec.config.connectors");
  }

  @Test
  void oneComponentUnderBothNamesRunsTwice() {
    assertThat(
            service(
                CONTRIB,
                "receivers: {filelog: {include: [/a]}, file_log: {include: [/b]}}",
                "logs: {receivers: [filelog, file_log], exporters: [debug]}"))
        .containsExactly(
            "OTC1304 spec.config.receivers.file_log: keep one of them, or tell them apart by names"
                + " such as `file_log/second`");
  }

  @Test
  void extensionsThatSettingsNameHaveToRun() {
    String exporter = "exporters: {otlp_http/x: {endpoint: a, auth: {authenticator: sigv4auth}}}";
    String pipelines = "traces: {receivers: [otlp], exporters: [otlp_http/x]}";
    assertThat(service(CONTRIB, exporter, pipelines))
        .containsExactly(
            "OTC1010 spec.config.exporters.otlp_http/x.auth.authenticator: add it under"
                + " spec.config.extensions and to spec.config.service.extensions");
    assertThat(service(CONTRIB, exporter + "\nextensions: {sigv4auth: {}}", pipelines))
        .containsExactly(
            "OTC1010 spec.config.exporters.otlp_http/x.auth.authenticator: add `sigv4auth` to"
                + " spec.config.service.extensions");
    assertThat(service(CONTRIB, exporter + "\nextensions: {sigv4_auth: {}}", pipelines))
        .contains(
            "OTC1010 spec.config.exporters.otlp_http/x.auth.authenticator: did you mean"
                + " `sigv4_auth`?");
  }

  /** Which it is only the running collector knows. */
  @Test
  void aVariableMayNameAnything() {
    assertThat(
            service(
                CONTRIB,
                """
                exporters: {otlp_http: {endpoint: a, auth: {authenticator: sigv4auth}}}
                connectors: {forward: {}}
                """,
                "traces: {receivers: [otlp], exporters: [otlp_http, forward, '${env:MORE}']}"))
        .containsExactly(
            "OTC1401 spec.config.service.pipelines.traces.exporters[2]: add it to spec.env, or give"
                + " it a default: `${env:MORE:-…}`");
  }

  @Test
  void storageAndEncodingMayBeSomethingElse() {
    assertThat(
            service(
                CONTRIB,
                """
                receivers:
                  file_log: {include: [/a], encoding: utf-8, storage: file_storage}
                  kafka: {logs: {encoding: otlp_json}}
                exporters:
                  otlp_grpc: {endpoint: a, sending_queue: {enabled: false, storage: gone}}
                """,
                "logs: {receivers: [file_log, kafka], exporters: [otlp_grpc]}"))
        .containsExactly(
            "OTC1010 spec.config.receivers.file_log.storage: add it under spec.config.extensions"
                + " and to spec.config.service.extensions");
  }

  @Test
  void whatIsListedButNotConfiguredWasProbablyMeantOtherwise() {
    assertThat(
            service(
                CONTRIB,
                "processors: {tail_sampling: {}}\nconnectors: {forward: {}}",
                "traces: {receivers: [oltp], processors: [tailsampling, forward], exporters:"
                    + " [debug]}"))
        .containsExactly(
            "OTC1002 spec.config.service.pipelines.traces.receivers[0]: did you mean `otlp`? Else"
                + " add it under spec.config.receivers or remove it from the list",
            "OTC1002 spec.config.service.pipelines.traces.processors[0]: did you mean"
                + " `tail_sampling`? Else add it under spec.config.processors or remove it from"
                + " the list",
            "OTC1002 spec.config.service.pipelines.traces.processors[1]: it is configured as"
                + " connector: list it as one, add it under spec.config.processors or remove it"
                + " from the list");
  }

  @Test
  void aConnectorHasTwoEnds() {
    String connectors = "connectors: {span_metrics: {}}";
    assertThat(
            service(CONTRIB, connectors, "traces: {receivers: [otlp], exporters: [span_metrics]}"))
        .containsExactly(
            "OTC1011 spec.config.connectors.span_metrics: list it among the receivers of another"
                + " pipeline");
    assertThat(
            service(
                CONTRIB,
                connectors,
                """
                traces: {receivers: [otlp], exporters: [span_metrics]}
                metrics: {receivers: [span_metrics], exporters: [debug]}
                """))
        .isEmpty();
    assertThat(
            service(
                CONTRIB,
                connectors,
                """
                traces: {receivers: [otlp], exporters: [span_metrics]}
                logs: {receivers: [span_metrics], exporters: [debug]}
                """))
        .containsExactly(
            "OTC1013 spec.config.service.pipelines.traces.exporters[0]: it makes metrics of traces",
            "OTC1013 spec.config.service.pipelines.logs.receivers[0]: it makes metrics of traces");
  }

  @Test
  void aPipelineOfASignalThatItsComponentsDoNotCarry() {
    String config = "receivers: {jaeger: {protocols: {grpc: {}}}}";
    String pipelines = "metrics: {receivers: [jaeger], exporters: [debug]}";
    assertThat(service(ADOT, config, pipelines))
        .containsExactly(
            "OTC1012 spec.config.service.pipelines.metrics.receivers[0]: take it out of this"
                + " pipeline; it carries traces");
    for (String image :
        List.of(
            "example.com/my-collector:1.2.3",
            ADOT.replace("49", "77"),
            CONTRIB.replace("156", "190"))) {
      assertThat(service(image, config, pipelines))
          .singleElement()
          .asString()
          .startsWith("OTC1013 ");
    }
  }

  @Test
  void pipelinesThatNoCollectorStartsWith() {
    assertThat(
            service(
                ADOT,
                "",
                """
                trace: {receivers: [otlp], exporters: [debug]}
                performance: {receivers: [otlp], exporters: [debug]}
                logs: {receivers: [], exporters: [debug]}
                """))
        .containsExactly(
            "OTC1016 spec.config.service.pipelines.trace: did you mean `traces`?",
            "OTC1016 spec.config.service.pipelines.performance: call it by its signal, traces,"
                + " metrics or logs: `metrics/performance`",
            "OTC1015 spec.config.service.pipelines.logs.receivers: name at least one, or remove"
                + " the pipeline");
  }

  @Test
  void keysThatThereAreNot() {
    assertThat(found(ADOT, "extension: {}\nx-anchors: {}"))
        .containsExactly(
            "OTC1014 spec.config.extension: did you mean `extensions`?",
            "OTC1014 spec.config.x-anchors: remove it; known are receivers, processors, exporters,"
                + " connectors, extensions, service");
  }

  @Test
  void settingsThatNoReleaseStartsWith() {
    assertThat(
            service(
                ADOT,
                """
                receivers: {otlp/none: {protocols: {}}}
                exporters:
                  awscloudwatchlogs: {log_group_name: /app}
                  debug/old: {loglevel: debug}
                  otlphttp: {traces_endpoint: "${env:AWS_ENDPOINT}"}
                """,
                "logs: {receivers: [otlp/none], exporters: [awscloudwatchlogs, debug/old,"
                    + " otlphttp]}"))
        .extracting(text -> text.replaceFirst(": .*", ""))
        .containsExactlyInAnyOrder(
            "OTC1404 spec.config.receivers.otlp/none.protocols",
            "OTC1404 spec.config.exporters.awscloudwatchlogs.log_stream_name",
            "OTC1404 spec.config.exporters.debug/old.loglevel");
  }

  @Test
  void valuesThatNoReleaseStartsWith() {
    assertThat(
            service(
                ADOT,
                """
                receivers:
                  {otlp/a: {protocols: {grpc: {endpoint: 0.0.0.0}, http: {endpoint: "http://0.0.0.0:80"}}}}
                processors:
                  batch: {send_batch_max_size: 1000}
                  memory_limiter: {limit_percentage: 20, spike_limit_percentage: 20}
                  memory_limiter/none: {check_interval: 0s}
                  resource: {}
                exporters: {debug/x: {verbosity: debug}}
                """,
                "logs: {receivers: [otlp/a], processors: [batch, memory_limiter,"
                    + " memory_limiter/none, resource], exporters: [debug/x]}"))
        .containsExactlyInAnyOrder(
            "OTC1404 spec.config.receivers.otlp/a.protocols.http.endpoint: leave `http://` out",
            "OTC1404 spec.config.processors.batch.send_batch_max_size: set send_batch_size to 1000"
                + " or less",
            "OTC1404 spec.config.processors.memory_limiter.check_interval: add `check_interval:"
                + " 1s`",
            "OTC1404 spec.config.processors.memory_limiter.spike_limit_percentage: make it a quarter"
                + " of that, 5",
            "OTC1404 spec.config.processors.memory_limiter/none.check_interval: add"
                + " `check_interval: 1s`",
            "OTC1404 spec.config.processors.memory_limiter/none.limit_mib: add `limit_percentage:"
                + " 80`, or `limit_mib`",
            "OTC1404 spec.config.processors.resource.attributes: add some such as `[{key: team,"
                + " value: shop, action: upsert}]`",
            "OTC1404 spec.config.exporters.debug/x.verbosity: write basic, normal or detailed");
  }

  @Test
  void valuesThatAreRightOrOnlyKnownLater() {
    assertThat(
            service(
                CONTRIB,
                """
                receivers:
                  {otlp/a: {protocols: {grpc: {endpoint: "${env:AWS_HOST}"}, http: {endpoint: ":80"}}},
                   otlp/u: {protocols: {grpc: {endpoint: /run/otlp.sock, transport: unix}}},
                   hostmetrics: {scrapers: {cpu: null}}}
                processors:
                  batch: {send_batch_size: 1000, send_batch_max_size: 1000}
                  batch/any: {send_batch_max_size: 0}
                  memory_limiter: {check_interval: 1s, limit_mib: "${env:AWS_LIMIT}"}
                  memory_limiter/all:
                    {check_interval: 0.5s, limit_mib: 400, limit_percentage: 5, spike_limit_percentage: 9}
                exporters:
                  {debug/x: {verbosity: Detailed},
                   otlphttp: {profiles_endpoint: "http://pyroscope:4040/v1development/profiles"}}
                """,
                "logs: {receivers: [otlp/a, otlp/u, hostmetrics], processors: [batch, batch/any,"
                    + " memory_limiter, memory_limiter/all], exporters: [debug/x, otlphttp]}"))
        .filteredOn(text -> !text.startsWith("OTC10"))
        .isEmpty();
  }

  @Test
  void scrapeJobsThatPrometheusRefuses() {
    assertThat(
            service(
                ADOT,
                """
                receivers: {prometheus: {config: {scrape_configs: [{job_name: a}, {job_name: a}, {}]}},
                            prometheus/2: {scrape_configs: [{job_name: a}]}}
                """,
                "metrics: {receivers: [prometheus, prometheus/2], exporters: [debug]}"))
        .contains(
            "OTC1404 spec.config.receivers.prometheus.config.scrape_configs[1].job_name: choose"
                + " another",
            "OTC1404 spec.config.receivers.prometheus.config.scrape_configs[2].job_name: add a name"
                + " of your choice",
            "OTC1404 spec.config.receivers.prometheus/2.scrape_configs: move it there");
  }

  @Test
  void aNameFollowsASlash() {
    assertThat(found(CONTRIB, "exporters: {otlp-tempo: {endpoint: \"tempo:4317\"}}"))
        .containsExactly(
            "OTC1001 spec.config.exporters.otlp-tempo: did you mean `otlp/tempo`? What tells two of"
                + " a type apart follows a slash");
  }

  @Test
  void pipelinesThatConnectorsSendTo() {
    assertThat(
            service(
                CONTRIB,
                """
                connectors:
                  routing: {default_pipelines: [logs/bb], table: [{pipelines: [logs/a, logs/b, logs]}]}
                  failover: {priority_levels: [[logs/b], [logs/c]]}
                """,
                "logs: {receivers: [otlp], exporters: [routing, failover]}\n"
                    + "logs/a: {receivers: [routing], exporters: [debug]}\n"
                    + "logs/b: {receivers: [routing, failover], exporters: [debug]}"))
        .containsExactlyInAnyOrder(
            "OTC1002 spec.config.connectors.routing.default_pipelines[0]: did you mean `logs/b`?",
            "OTC1002 spec.config.connectors.routing.table[0].pipelines[2]: list routing among the"
                + " receivers of pipeline logs",
            "OTC1002 spec.config.connectors.failover.priority_levels[1][0]: did you mean"
                + " `logs/a`?");
  }

  @Test
  void aProcessorIsInAPipelineOnce() {
    assertThat(
            service(
                ADOT,
                "processors: {batch: {}}",
                "traces: {receivers: [otlp], processors: [batch, batch], exporters: [debug]}"))
        .containsExactly(
            "OTC1001 spec.config.service.pipelines.traces.processors[1]: remove it from the list");
  }

  @Test
  void aPathThatIsAppendedAnyhow() {
    assertThat(
            service(
                ADOT,
                "exporters: {otlphttp: {endpoint: \"https://example.com/v1/traces\"}}",
                "traces: {receivers: [otlp], exporters: [otlphttp]}"))
        .containsExactly(
            "OTC1405 spec.config.exporters.otlphttp.endpoint: call the setting `traces_endpoint`,"
                + " or leave the path out");
  }

  @Test
  void captureGroupsAreVariablesToOlderCollectors() {
    String config =
        """
        receivers:
          prometheus:
            config:
              scrape_configs:
                - job_name: a
                  relabel_configs:
                    - {replacement: "$1", target_label: a}
                    - {replacement: "$$1", target_label: b}
        """;
    String pipelines = "metrics: {receivers: [prometheus], exporters: [debug]}";
    String before = "otel/opentelemetry-collector-contrib:0.102.0";
    assertThat(service(before, config, pipelines))
        .containsExactly(
            "OTC1205 spec.config.receivers.prometheus.config.scrape_configs[0].relabel_configs[0]"
                + ".replacement: write `$$1`");
    assertThat(service(ADOT, config, pipelines)).isEmpty();
  }

  @Test
  void variablesThatTheContainerDoesNotHave() {
    assertThat(
            found(
                ADOT,
                """
                processors:
                  attributes:
                    actions: ["${env:GONE}", "${GONE}", "${env:OTHER:-x}", "$${env:NOT}", "${1}"]
                    others: ["${env:POD_NAME}", "${env:AWS_REGION}", "${env:KUBERNETES_PORT}"]
                """))
        .containsExactly(
            "OTC1401 spec.config.processors.attributes.actions[0]: add it to spec.env, or give it"
                + " a default: `${env:GONE:-…}`");
  }

  @Test
  void placeholders() {
    assertThat(
            found(
                ADOT,
                """
                processors:
                  attributes:
                    a: "https://<YOUR_REGION>.example.com"
                    b: "(?P<NAME_OF>.*)"
                    c: "<your-cluster>"
                    d: AMP_WORKSPACE_URL
                    e: "a < B_C > d"
                """))
        .extracting(text -> text.replaceFirst(": .*", ""))
        .containsExactly(
            "OTC1402 spec.config.processors.attributes.a",
            "OTC1402 spec.config.processors.attributes.c",
            "OTC1402 spec.config.processors.attributes.d");
  }

  @Test
  void listenersThatTheServiceDoesNotReach() {
    OpenTelemetryCollector collector =
        collector(
            ADOT,
            "receivers: {zipkin: {endpoint: \"localhost:9411\"}}",
            "traces: {receivers: [zipkin], exporters: [debug]}");
    assertThat(found(collector))
        .containsExactly("OTC1403 spec.config.receivers.zipkin.endpoint: make it `0.0.0.0:9411`");

    collector.getSpec().setMode(CollectorMode.SIDECAR);
    assertThat(found(collector)).noneMatch(text -> text.startsWith("OTC1403"));
  }

  @Test
  void aCollectorMaySendToItself() {
    assertThat(
            service(
                CONTRIB,
                """
                receivers: {otlp/back: {protocols: {grpc: {endpoint: "localhost:55690"}}}}
                exporters: {otlp: {endpoint: "http://127.0.0.1:55690"}}
                """,
                "traces: {receivers: [otlp], exporters: [otlp]}\n"
                    + "traces/back: {receivers: [otlp/back], exporters: [debug]}"))
        .isEmpty();
  }

  @Test
  void whatAdotsImageNeedsOfItsPod() {
    String spec =
        """
        env: [{name: AOT_CONFIG_CONTENT, value: x}]
        securityContext: {runAsNonRoot: true}
        """;
    assertThat(found(with(spec, ADOT)))
        .containsExactly(
            "OTC1105 spec.env[0]: remove it",
            "OTC1106 spec.securityContext.runAsNonRoot: add `runAsUser: 4317` beside it");
    assertThat(found(with(spec, CONTRIB))).isEmpty();
    assertThat(found(with("securityContext: {runAsNonRoot: true, runAsUser: 4317}", ADOT)))
        .isEmpty();
  }

  @Test
  void filesOfTheNodeAreMountedAndReadByRoot() {
    String config = "receivers: {filelog: {include: [/var/log/pods/*/*/*.log]}}";
    String pipelines = "logs: {receivers: [filelog], exporters: [debug]}";
    assertThat(service(ADOT, config, pipelines))
        .containsExactly(
            "OTC1107 spec.config.receivers.filelog: set spec.securityContext.runAsUser to 0 and"
                + " mount them with spec.volumes and spec.volumeMounts");
    assertThat(service(CONTRIB, config, pipelines)).isEmpty();
  }

  private static List<String> found(String image, String config) {
    return service(image, config, "traces: {receivers: [otlp], exporters: [debug]}");
  }

  private static List<String> service(String image, String config, String pipelines) {
    return found(collector(image, config, pipelines));
  }

  /** What is found, as code, path and fix. */
  private static List<String> found(OpenTelemetryCollector collector) {
    return Assessment.of(collector, Facts.defaults()).findings().stream()
        .filter(finding -> !OTHERS.contains(finding.code().name()))
        .map(finding -> finding.code() + " " + finding.path() + ": " + finding.fix())
        .toList();
  }

  private static OpenTelemetryCollector with(String spec, String image) {
    return Serialization.unmarshal(
        yaml(image, "", "traces: {receivers: [otlp], exporters: [debug]}") + spec.indent(2),
        OpenTelemetryCollector.class);
  }

  private static OpenTelemetryCollector collector(String image, String config, String pipelines) {
    return Serialization.unmarshal(yaml(image, config, pipelines), OpenTelemetryCollector.class);
  }

  /** A collector with receiver otlp and exporter debug beside what is given. */
  private static String yaml(String image, String config, String pipelines) {
    return """
    apiVersion: opentelemetry.io/v1beta1
    kind: OpenTelemetryCollector
    metadata: {name: adot, namespace: other}
    spec:
      image: %s
      config:
    %s    service:
          pipelines:
    %s"""
        .formatted(image, merged(config).indent(4), pipelines.indent(8));
  }

  /** Adds what every configuration here has. */
  private static String merged(String config) {
    String withReceiver =
        config.contains("receivers:")
            ? config.replaceFirst(
                "receivers:\\s*\\{", "receivers: {otlp: {protocols: {grpc: {}}}, ")
            : config + "\nreceivers: {otlp: {protocols: {grpc: {}}}}";
    return withReceiver.contains("exporters:")
        ? withReceiver.replaceFirst("exporters:\\s*\\{", "exporters: {debug: {}, ")
        : withReceiver + "\nexporters: {debug: {}}";
  }
}
