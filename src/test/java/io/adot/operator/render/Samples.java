package io.adot.operator.render;

import io.adot.operator.api.v1beta1.OpenTelemetryCollector;

/** Small collectors to vary. */
final class Samples {
  static final String OTLP =
      """
      receivers: {otlp: {protocols: {grpc: {}}}}
      exporters: {debug: {}}
      service: {pipelines: {traces: {receivers: [otlp], exporters: [debug]}}}
      """;

  static final String HEALTH_CHECK =
      """
      receivers: {otlp: {protocols: {grpc: {}}}}
      exporters: {debug: {}}
      extensions: {health_check: {}}
      service:
        extensions: [health_check]
        pipelines: {traces: {receivers: [otlp], exporters: [debug]}}
      """;

  static final String TELEMETRY_ON_9999 =
      """
      receivers: {otlp: {protocols: {grpc: {}}}}
      exporters: {debug: {}}
      service:
        telemetry:
          metrics: {readers: [{pull: {exporter: {prometheus: {host: 0.0.0.0, port: 9999}}}}]}
        pipelines: {traces: {receivers: [otlp], exporters: [debug]}}
      """;

  private Samples() {}

  /** A collector that receives OTLP, with more fields of the spec. */
  static OpenTelemetryCollector collector(String spec) {
    return collector(spec, OTLP);
  }

  static OpenTelemetryCollector collector(String spec, String config) {
    return StoredCollectors.read(
        """
        apiVersion: opentelemetry.io/v1beta1
        kind: OpenTelemetryCollector
        metadata: {name: sample, namespace: apps}
        spec:
        """
            + spec.indent(2)
            + "  config:\n"
            + config.indent(4));
  }
}
