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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * What we render against what the Go operator made of the same input, field by field: from what a
 * user writes, and from what the Go operator's webhook made of it, which is what is found when a
 * fleet changes operators. Differences on purpose stand in {@code recorded/differences.yaml}, each
 * with its reason.
 */
class RecordedRenderTest {
  private static final Path RECORDED = Path.of("src/test/resources/recorded");
  private static final int MOST_DIFFERENCES = 25;

  /**
   * The kinds that are compared: those of the cluster that was recorded, which had no Route. Roles
   * depend on the operator's settings and have a test of their own.
   */
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

  @Test
  void differencesAreFew() throws IOException {
    assertThat(known().size()).isLessThanOrEqualTo(MOST_DIFFERENCES);
  }

  @TestFactory
  Collection<DynamicTest> rendersWhatTheGoOperatorRenders() throws IOException {
    KnownDifferences known = known();
    List<DynamicTest> tests = new ArrayList<>();
    try (Stream<Path> cases = Files.list(RECORDED.resolve("render"))) {
      cases
          .filter(recorded -> !recorded.getFileName().toString().startsWith("ta-"))
          .sorted()
          .flatMap(recorded -> Stream.of("in", "stored").map(recorded::resolve))
          .forEach(run -> tests.add(dynamicTest(name(run), () -> compare(run, known))));
    }
    assertThat(tests).hasSizeGreaterThan(260);
    tests.add(
        dynamicTest(
            "every listed difference exists",
            // Those of roles are RecordedRolesTest's.
            () ->
                assertThat(known.unused()).filteredOn(entry -> !entry.contains("Role")).isEmpty()));
    return tests;
  }

  /**
   * @param run a case's directory and, as if it were a file of it, the name of the input
   */
  private void compare(Path run, KnownDifferences known) throws IOException {
    Map<String, Map<String, String>> ours = ours(run);
    Map<String, Map<String, String>> theirs = theirs(run.resolveSibling("out"));
    List<String> differences = new ArrayList<>();
    Set<String> objects = new TreeSet<>(ours.keySet());
    objects.addAll(theirs.keySet());
    for (String object : objects) {
      if (!theirs.containsKey(object) || !ours.containsKey(object)) {
        if (!known.explain(name(run), object, null)) {
          differences.add(object + ": only " + (ours.containsKey(object) ? "ours" : "theirs"));
        }
      } else {
        fields(ours.get(object), theirs.get(object))
            .forEach(
                (path, text) -> {
                  if (!known.explain(name(run), object, path)) {
                    differences.add(object + " " + path + ": " + text);
                  }
                });
      }
    }
    assertThat(differences).as("unexplained differences in %s", name(run)).isEmpty();
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

  private Map<String, Map<String, String>> ours(Path run) throws IOException {
    OpenTelemetryCollector cr =
        StoredCollectors.read(Files.readString(run.resolveSibling(run.getFileName() + ".yaml")));
    cr.getMetadata().setNamespace(run.getParent().getFileName().toString());
    Rendering rendering = StoredCollectors.render(cr, facts(run));
    List<JsonNode> objects = new ArrayList<>();
    for (HasMetadata object : rendering.objects()) {
      boolean workload = rendering.workload().filter(object::equals).isPresent();
      objects.add(
          json.valueToTree(workload ? rendering.workloadWithoutAdditions().orElseThrow() : object));
    }
    return RecordedObjects.of(objects, KINDS);
  }

  /** What is found stored has objects already, whose names are kept. */
  private static Facts facts(Path run) {
    boolean takenOver = run.endsWith("stored");
    return Facts.defaults().with(new Inherited(false, "", false, takenOver));
  }

  private static Map<String, Map<String, String>> theirs(Path out) throws IOException {
    List<JsonNode> objects = new ArrayList<>();
    if (Files.isDirectory(out)) {
      try (Stream<Path> files = Files.list(out)) {
        for (Path file : files.toList()) {
          objects.add(yaml(file));
        }
      }
    }
    return RecordedObjects.of(objects, KINDS);
  }

  private static String name(Path run) {
    return run.getParent().getFileName() + "/" + run.getFileName();
  }

  private static KnownDifferences known() throws IOException {
    return new KnownDifferences(yaml(RECORDED.resolve("differences.yaml")));
  }

  private static JsonNode yaml(Path file) throws IOException {
    return Serialization.unmarshal(Files.readString(file), JsonNode.class);
  }
}
