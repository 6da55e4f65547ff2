package io.adot.operator.offline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class UnknownFieldsTest {
  private final UnknownFields fields = new UnknownFields(new ObjectMapper());

  @Test
  void whatTheResourceDoesNotHaveIsFoundAtEveryDepth() {
    assertThat(
            fields.in(
                yaml(
                    """
                    spec:
                      servicAccount: x
                      image: y
                      config: {anything: {goes: here}}
                      env: [{name: A, valueFrom: {fieldRef: {fieldpath: metadata.name}}}]
                      affinity: {nodeAffinity: {required: 1}}
                      nodeSelector: {any.key/at: all}
                      targetAllocator: {prometheusCR: {enable: true}}
                    """)))
        .extracting(finding -> finding.path() + ": " + finding.fix())
        .containsExactlyInAnyOrder(
            "spec.servicAccount: did you mean `serviceAccount`?",
            "spec.env[0].valueFrom.fieldRef.fieldpath: did you mean `fieldPath`?",
            "spec.affinity.nodeAffinity.required: remove it",
            "spec.targetAllocator.prometheusCR.enable: did you mean `enabled`?");
  }

  static Stream<Path> recorded() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src/test/resources/recorded/render"))) {
      return files
          .filter(file -> file.endsWith("in.yaml"))
          .filter(file -> yaml(read(file)).path("kind").asText().equals("OpenTelemetryCollector"))
          .sorted()
          .toList()
          .stream();
    }
  }

  /** No false alarm: an API server with the Go operator's CRD accepted all of these strictly. */
  @ParameterizedTest
  @MethodSource("recorded")
  void collectorsThatWereAcceptedHaveNone(Path file) {
    assertThat(fields.in(yaml(read(file)))).isEmpty();
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode yaml(String text) {
    try {
      return new YAMLMapper().readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
