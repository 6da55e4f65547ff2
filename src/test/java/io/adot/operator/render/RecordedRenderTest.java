package io.adot.operator.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.adot.operator.api.v1beta1.OpenTelemetryCollector;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * What we render against what the Go operator made of the same input, field by field. Differences
 * on purpose stand in {@code recorded/differences.yaml}, each with its reason.
 */
class RecordedRenderTest {
  private static final Path RECORDED = Path.of("src/test/resources/recorded");
  private static final Set<String> KINDS =
      Set.of(
          "ServiceAccount",
          "ConfigMap",
          "Deployment",
          "DaemonSet",
          "StatefulSet",
          "Service",
          "PodDisruptionBudget",
          "NetworkPolicy",
          "HorizontalPodAutoscaler",
          "Ingress",
          "HTTPRoute",
          "ServiceMonitor",
          "PodMonitor");

  private final ObjectMapper json = new ObjectMapper();

  @TestFactory
  Collection<DynamicTest> rendersWhatTheGoOperatorRenders() throws IOException {
    KnownDifferences known = new KnownDifferences(yaml(RECORDED.resolve("differences.yaml")));
    List<DynamicTest> tests = new ArrayList<>();
    try (Stream<Path> cases = Files.list(RECORDED.resolve("render"))) {
      cases
          .filter(recorded -> !recorded.getFileName().toString().startsWith("ta-"))
          .sorted()
          .forEach(
              recorded ->
                  tests.add(
                      dynamicTest(
                          recorded.getFileName().toString(), () -> compare(recorded, known))));
    }
    assertThat(tests).hasSizeGreaterThan(130);
    tests.add(
        dynamicTest("every listed difference exists", () -> assertThat(known.unused()).isEmpty()));
    return tests;
  }

  private void compare(Path recorded, KnownDifferences known) throws IOException {
    String name = recorded.getFileName().toString();
    Map<String, Map<String, String>> ours = ours(recorded);
    Map<String, Map<String, String>> theirs = theirs(recorded);
    List<String> differences = new ArrayList<>();
    Set<String> objects = new TreeSet<>(ours.keySet());
    objects.addAll(theirs.keySet());
    for (String object : objects) {
      if (!theirs.containsKey(object)) {
        add(differences, known, name, object, "only ours");
      } else if (!ours.containsKey(object)) {
        add(differences, known, name, object, "only the Go operator's");
      } else {
        fields(ours.get(object), theirs.get(object))
            .forEach((path, text) -> add(differences, known, name, object + " " + path, text));
      }
    }
    assertThat(differences).as("unexplained differences in %s", name).isEmpty();
  }

  private static void add(
      List<String> differences, KnownDifferences known, String name, String field, String text) {
    if (!known.explain(name, field)) {
      differences.add(field + ": " + text);
    }
  }

  private static Map<String, String> fields(Map<String, String> ours, Map<String, String> theirs) {
    Map<String, String> differences = new TreeMap<>();
    theirs.forEach(
        (path, value) -> {
          String our = ours.get(path);
          if (our == null && !ServerDefaults.fillsIn(path, value)) {
            differences.put(path, "the Go operator has `" + value + "`");
          } else if (our != null && !ServerDefaults.same(path, our, value)) {
            differences.put(path, "`" + our + "`, the Go operator has `" + value + "`");
          }
        });
    ours.forEach(
        (path, value) -> {
          if (!theirs.containsKey(path) && !ServerDefaults.drops(path, value)) {
            differences.put(path, "only ours: `" + value + "`");
          }
        });
    return differences;
  }

  private Map<String, Map<String, String>> ours(Path recorded) throws IOException {
    Map<String, Map<String, String>> objects = new TreeMap<>();
    OpenTelemetryCollector cr =
        StoredCollectors.read(Files.readString(recorded.resolve("in.yaml")));
    cr.getMetadata().setNamespace(recorded.getFileName().toString());
    Rendering rendering = StoredCollectors.render(cr);
    for (HasMetadata object : rendering.objects()) {
      boolean workload = rendering.workload().filter(object::equals).isPresent();
      add(
          objects,
          json.valueToTree(workload ? rendering.workloadWithoutAdditions().orElseThrow() : object));
    }
    return objects;
  }

  private Map<String, Map<String, String>> theirs(Path recorded) throws IOException {
    Map<String, Map<String, String>> objects = new TreeMap<>();
    Path out = recorded.resolve("out");
    if (!Files.isDirectory(out)) {
      return objects;
    }
    try (Stream<Path> files = Files.list(out)) {
      for (Path file : files.toList()) {
        JsonNode object = yaml(file);
        if (KINDS.contains(object.path("kind").asText())) {
          add(objects, object);
        }
      }
    }
    return objects;
  }

  private static void add(Map<String, Map<String, String>> objects, JsonNode object) {
    Map<String, String> leaves = Leaves.of(object);
    ServerDefaults.dropServersOwn(leaves);
    objects.put(
        object.path("kind").asText() + " " + object.path("metadata").path("name").asText(), leaves);
  }

  private static JsonNode yaml(Path file) throws IOException {
    return Serialization.unmarshal(Files.readString(file), JsonNode.class);
  }
}
