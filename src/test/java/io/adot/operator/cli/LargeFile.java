package io.adot.operator.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A collector with a configuration of any length: of attributes that are set to one value. */
final class LargeFile {
  private static final String BEGINNING =
      """
      apiVersion: opentelemetry.io/v1beta1
      kind: OpenTelemetryCollector
      metadata: {name: large}
      spec:
        config:
          receivers: {otlp: {protocols: {grpc: {endpoint: "0.0.0.0:4317"}}}}
          exporters: {debug: {}}
          service: {pipelines: {traces: {receivers: [otlp], exporters: [debug]}}}
          processors:
            attributes:
              actions:
      """;

  private LargeFile() {}

  /**
   * Writes it.
   *
   * @param size its bytes, at the least
   */
  static void write(Path file, int size) throws IOException {
    StringBuilder text = new StringBuilder(BEGINNING);
    for (int i = 0; text.length() < size; i++) {
      text.append("        - {key: attribute-").append(i).append(", value: x, action: insert}\n");
    }
    Files.writeString(file, text);
  }
}
