package io.adot.operator.api.crd;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.adot.operator.api.v1beta1.OpenTelemetryCollector;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every path of the CRD is a property of the Java types: an object that has them all comes back as
 * it was.
 */
class CrdRoundTripTest {
  private final KubernetesSerialization serialization = new KubernetesSerialization();

  @ParameterizedTest
  @EnumSource
  void nothingIsLostBetweenJsonAndBeans(SampleValue values) {
    JsonNode schema =
        CrdFile.schema(CrdFile.OPEN_TELEMETRY_COLLECTORS.generate(KubernetesFacts.load()));
    ObjectNode written = (ObjectNode) values.of(schema);
    written.put("apiVersion", "opentelemetry.io/v1beta1").put("kind", "OpenTelemetryCollector");

    OpenTelemetryCollector read =
        serialization.unmarshal(written.toString(), OpenTelemetryCollector.class);

    JsonNode again = serialization.unmarshal(serialization.asJson(read), JsonNode.class);
    Set<String> before = leaves(written);
    Set<String> after = leaves(again);
    assertThat(before).hasSizeGreaterThan(1000);
    assertThat(before).as("lost").allMatch(after::contains);
    assertThat(after).as("added").allMatch(before::contains);
  }

  private static Set<String> leaves(JsonNode tree) {
    Set<String> leaves = new TreeSet<>();
    collect("", tree, leaves);
    return leaves;
  }

  private static void collect(String path, JsonNode node, Set<String> leaves) {
    if (node.isArray() && !node.isEmpty()) {
      node.forEach(element -> collect(path + "[]", element, leaves));
    } else if (node.isObject() && !node.isEmpty()) {
      node.properties()
          .forEach(entry -> collect(path + "." + entry.getKey(), entry.getValue(), leaves));
    } else {
      leaves.add(path + " = " + node);
    }
  }
}
