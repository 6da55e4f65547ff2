package io.adot.operator.api.crd;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.adot.operator.api.v1beta1.OpenTelemetryCollector;
import java.nio.file.Path;

/** The files of {@code crd/}: what is in them, and how it is written. */
enum CrdFile {
  OPEN_TELEMETRY_COLLECTORS("opentelemetry.io_opentelemetrycollectors.yaml") {
    @Override
    ObjectNode generate(KubernetesFacts facts) {
      return new CrdGenerator(facts).crd(OpenTelemetryCollector.class);
    }
  };

  private static final String HEADER =
      "# Generated from the classes of io.adot.operator.api; do not edit. To regenerate:\n"
          + "# ./mvnw -B test -Dtest=CrdFreshnessTest -Dgolden.update=true\n";

  private static final YAMLMapper YAML =
      YAMLMapper.builder()
          .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
          .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
          .enable(YAMLGenerator.Feature.INDENT_ARRAYS_WITH_INDICATOR)
          .disable(YAMLGenerator.Feature.SPLIT_LINES)
          .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
          .build();

  private final String fileName;

  CrdFile(String fileName) {
    this.fileName = fileName;
  }

  abstract ObjectNode generate(KubernetesFacts facts);

  Path path() {
    return Path.of("crd", fileName);
  }

  static String yaml(JsonNode crd) throws JsonProcessingException {
    return HEADER + YAML.writeValueAsString(crd);
  }

  static JsonNode parse(String yaml) throws JsonProcessingException {
    return YAML.readTree(yaml);
  }

  static String compactJson(JsonNode crd) throws JsonProcessingException {
    return new ObjectMapper().writeValueAsString(crd);
  }

  /** The schema of the only version. */
  static JsonNode schema(JsonNode crd) {
    return crd.at("/spec/versions/0/schema/openAPIV3Schema");
  }
}
