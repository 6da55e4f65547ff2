package io.adot.operator.install;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBinding;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code manifests/} does what the workshop's own modules do, under the same names. */
class ManifestsTest {

  private static final String WORKSHOP = "src/test/resources/workshop/";
  private static final String OURS = "manifests/";
  private static final ObjectMapper JSON = new ObjectMapper();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "oss-metrics/adot",
        "container-insights/adot",
        "container-insights/adot-deployment"
      })
  void collectorsHaveTheWorkshopsNamesModesImagesAndPipelines(String module) {
    JsonNode ours = collector(OURS + module);
    JsonNode theirs = collector(WORKSHOP + module);

    assertThat(ours.path("metadata")).isEqualTo(theirs.path("metadata"));
    for (String field : new String[] {"mode", "image", "serviceAccount", "securityContext"}) {
      assertThat(ours.path("spec").path(field))
          .as(field)
          .isEqualTo(theirs.path("spec").path(field));
    }
    for (String section : new String[] {"receivers", "processors", "exporters", "extensions"}) {
      assertThat(keys(ours.path("spec").path("config").path(section)))
          .as(section)
          .isEqualTo(keys(theirs.path("spec").path("config").path(section)));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"oss-metrics/adot", "container-insights/adot"})
  void accountsAndBindingsHaveTheWorkshopsNames(String module) {
    assertThat(names(OURS + module)).containsAll(names(WORKSHOP + module));
  }

  @Test
  void containerInsightsSendsTheSameMetricsInTheSameDimensions() {
    assertThat(declared(OURS)).isEqualTo(declared(WORKSHOP)).hasSizeGreaterThan(60);
  }

  /** Each metric with each set of dimensions, order aside. */
  private static Set<String> declared(String root) {
    JsonNode declarations =
        collector(root + "container-insights/adot")
            .at("/spec/config/exporters/awsemf~1performance/metric_declarations");
    Set<String> declared = new TreeSet<>();
    for (JsonNode declaration : declarations) {
      for (JsonNode metric : declaration.path("metric_name_selectors")) {
        for (JsonNode dimensions : declaration.path("dimensions")) {
          declared.add(metric.asText() + " by " + new TreeSet<>(texts(dimensions)));
        }
      }
    }
    return declared;
  }

  private static JsonNode collector(String directory) {
    return YamlFiles.in(directory).stream()
        .filter(object -> object.getKind().equals("OpenTelemetryCollector"))
        .map(object -> JSON.<JsonNode>valueToTree(object))
        .findFirst()
        .orElseThrow();
  }

  private static Set<String> names(String directory) {
    return YamlFiles.in(directory).stream()
        .filter(
            object ->
                object instanceof ServiceAccount
                    || object instanceof ClusterRole
                    || object instanceof ClusterRoleBinding)
        .map(ManifestsTest::name)
        .collect(Collectors.toSet());
  }

  private static String name(HasMetadata object) {
    return object.getKind() + "/" + object.getMetadata().getName();
  }

  private static Set<String> keys(JsonNode map) {
    Set<String> keys = new TreeSet<>();
    map.fieldNames().forEachRemaining(keys::add);
    return keys;
  }

  private static Set<String> texts(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false)
        .map(JsonNode::asText)
        .collect(Collectors.toSet());
  }
}
