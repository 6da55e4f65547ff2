package io.adot.operator.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.adot.operator.api.v1beta1.OpenTelemetryCollector;
import io.adot.operator.assessment.Assessment;
import io.adot.operator.finding.Finding;
import io.adot.operator.preflight.Evidence;
import io.adot.operator.preflight.Observation;
import io.adot.operator.preflight.Preflight;
import io.adot.operator.preflight.Questions;
import io.adot.operator.preflight.ServiceAccountFacts;
import io.adot.operator.render.Facts;
import io.adot.operator.testing.GeneratedCollectors;
import io.adot.operator.testing.Mutation;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Whatever is handed in goes through parsing, rendering and judging: what is wrong with it becomes
 * a finding, never an exception. Seeds differ from run to run and are printed.
 */
class AnyInputTest {
  private static final int INPUTS = 10_000;
  private static final KubernetesSerialization READER = new KubernetesSerialization();
  private static final ObjectMapper YAML = new YAMLMapper();

  private final long seed = new Random().nextLong();
  private final Random random = new Random(seed);
  private final Mutation mutation = new Mutation(random);
  private final GeneratedCollectors collectors = new GeneratedCollectors(seed);

  /** As the configuration, as what YAML makes of them, and within a configuration. */
  @Test
  void randomBytesAreReadOrSaidToBeNoConfiguration() {
    for (int i = 0; i < INPUTS; i++) {
      ObjectNode cr = collectors.next();
      ObjectNode spec = (ObjectNode) cr.get("spec");
      spec.retain("mode", "config");
      String bytes = mutation.bytes(400);
      switch (i % 3) {
        case 0 -> spec.put("config", bytes);
        case 1 -> spec.set("config", yaml(bytes));
        default ->
            ((ObjectNode) spec.get("config"))
                .put(bytes, bytes)
                .putObject("receivers")
                .put(bytes, bytes);
      }
      assertThat(throughTheOperator(cr)).as("seed %d, input %d", seed, i).isTrue();
    }
    System.out.println(INPUTS + " byte strings, seed " + seed + ": no exception");
  }

  @Test
  void damagedCollectorsAreRenderedOrSaidToBeWrong() {
    int read = 0;
    for (int i = 0; i < INPUTS; i++) {
      ObjectNode cr = collectors.next();
      ObjectNode spec = (ObjectNode) cr.get("spec");
      // The schema leaves the configuration to us, so that is where most of it gets through.
      mutation.damage(i % 4 == 0 ? spec : (ObjectNode) spec.get("config"));
      read += throughTheOperator(cr) ? 1 : 0;
    }
    System.out.println(
        INPUTS + " damaged collectors, seed " + seed + ": no exception, " + read + " were read");
    assertThat(read).isGreaterThan(INPUTS * 3 / 4);
  }

  /**
   * Everything that is pure in a pass.
   *
   * @return false for what is no resource of ours by its types, which the API server refuses
   */
  private boolean throughTheOperator(ObjectNode cr) {
    ObjectNode metadata = (ObjectNode) cr.get("metadata");
    metadata.put("namespace", "generated").put("uid", "u-1").put("generation", 1);
    if (!isStored(cr.get("spec"))) {
      return false;
    }
    OpenTelemetryCollector collector;
    try {
      collector = READER.convertValue(cr, OpenTelemetryCollector.class);
    } catch (IllegalArgumentException noResource) {
      return false;
    }
    try {
      Assessment assessment = Assessment.of(collector, Facts.defaults());
      Questions.of(collector, assessment.needs(), assessment.rendering().objects());
      Preflight.judge(
          collector, assessment.needs(), assessment.rendering().objects(), nothingKnown());
      assertThat(assessment.findings()).extracting(Finding::text).doesNotContainNull();
    } catch (RuntimeException escaped) {
      throw new AssertionError("seed " + seed + ": " + cr, escaped);
    }
    return true;
  }

  /**
   * What the API server makes of nulls: as a field it is nothing, as an item of a list it is
   * refused. What is below the configuration is none of its business.
   */
  private static boolean isStored(JsonNode node) {
    if (node instanceof ObjectNode object) {
      object.removeIf(JsonNode::isNull);
    }
    for (JsonNode item : node) {
      if (node.isArray() && item.isNull() || item != node.path("config") && !isStored(item)) {
        return false;
      }
    }
    return true;
  }

  private static Evidence nothingKnown() {
    return new Evidence(
        Map.of(),
        Map.of(),
        new Observation.Found<>(new ServiceAccountFacts(Map.of(), null)),
        new Observation.Absent<>(),
        new Observation.Absent<>());
  }

  private static JsonNode yaml(String text) {
    try {
      JsonNode read = YAML.readTree(text);
      return read.isMissingNode() ? NullNode.getInstance() : read;
    } catch (JsonProcessingException noYaml) {
      return NullNode.getInstance();
    }
  }
}
