package io.adot.operator.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.adot.operator.api.v1beta1.OpenTelemetryCollector;
import io.adot.operator.converge.Ownership;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The roles that we make against those that the Go operator made of the same input: what each
 * grants, permission by permission, as the order of its rules is random. Differences on purpose
 * stand in {@code recorded/differences.yaml}.
 */
class RecordedRolesTest {
  private static final Path RECORDED = Path.of("src/test/resources/recorded");

  @TestFactory
  Collection<DynamicTest> grantsWhatTheGoOperatorGrants() throws IOException {
    KnownDifferences known = new KnownDifferences(yaml(RECORDED.resolve("differences.yaml")));
    List<DynamicTest> tests = new ArrayList<>();
    try (Stream<Path> cases = Files.list(RECORDED.resolve("render"))) {
      for (Path recorded : cases.sorted().toList()) {
        Map<String, Map<String, String>> theirs = theirs(recorded.resolve("out"));
        for (String input : theirs.isEmpty() ? List.<String>of() : List.of("in", "stored")) {
          String run = recorded.getFileName() + "/" + input;
          tests.add(
              dynamicTest(run, () -> compare(run, ours(recorded, input + ".yaml"), theirs, known)));
        }
      }
    }
    assertThat(tests).hasSizeGreaterThan(30);
    tests.add(
        dynamicTest(
            "every listed difference of roles exists",
            () ->
                assertThat(known.unused()).filteredOn(entry -> entry.contains("Role")).isEmpty()));
    return tests;
  }

  private static void compare(
      String run,
      Map<String, Map<String, String>> ours,
      Map<String, Map<String, String>> theirs,
      KnownDifferences known) {
    List<String> differences = new ArrayList<>();
    Set<String> objects = new TreeSet<>(ours.keySet());
    objects.addAll(theirs.keySet());
    for (String object : objects) {
      Map<String, String> our = ours.get(object);
      Map<String, String> their = theirs.get(object);
      if (our == null || their == null) {
        if (!known.explain(run, object, null)) {
          differences.add(object + ": only " + (our == null ? "the Go operator's" : "ours"));
        }
        continue;
      }
      Set<String> paths = new TreeSet<>(our.keySet());
      paths.addAll(their.keySet());
      paths.stream()
          .filter(path -> !Objects.equals(our.get(path), their.get(path)))
          .filter(path -> !known.explain(run, object, path))
          .forEach(
              path ->
                  differences.add(
                      object + " " + path + ": " + our.get(path) + ", " + their.get(path)));
    }
    assertThat(differences).as("unexplained differences in %s", run).isEmpty();
  }

  private static Map<String, Map<String, String>> ours(Path recorded, String input)
      throws IOException {
    OpenTelemetryCollector cr = StoredCollectors.read(Files.readString(recorded.resolve(input)));
    cr.getMetadata().setNamespace(recorded.getFileName().toString());
    Map<String, Map<String, String>> objects = new TreeMap<>();
    // What is found stored has objects already, whose names are kept.
    Inherited inherited = new Inherited(false, "", false, input.startsWith("stored"));
    Facts facts = Facts.defaults().with(CollectorRbac.CLUSTER).with(inherited);
    StoredCollectors.render(cr, facts).objects().stream()
        .filter(object -> object.getApiVersion().startsWith("rbac"))
        .forEach(object -> add(objects, new ObjectMapper().valueToTree(object)));
    return objects;
  }

  private static Map<String, Map<String, String>> theirs(Path out) throws IOException {
    Map<String, Map<String, String>> objects = new TreeMap<>();
    if (Files.isDirectory(out)) {
      try (Stream<Path> files = Files.list(out)) {
        for (Path file : files.toList()) {
          if (file.getFileName().toString().startsWith("ClusterRole")) {
            add(objects, yaml(file));
          }
        }
      }
    }
    return objects;
  }

  /** Everything but the rules field by field, and of them {@code rules.group/what verb}. */
  private static void add(Map<String, Map<String, String>> objects, JsonNode object) {
    Map<String, String> leaves = new TreeMap<>();
    Leaves.of(object)
        .forEach(
            (path, value) -> {
              if (!path.startsWith("rules")
                  && !path.startsWith("metadata.managedFields")
                  && !path.contains(Ownership.OWNER_ANNOTATION)) {
                leaves.put(path, value);
              }
            });
    for (JsonNode rule : object.path("rules")) {
      for (JsonNode group : rule.path("apiGroups")) {
        for (JsonNode resource : rule.path("resources")) {
          for (JsonNode verb : rule.path("verbs")) {
            String what = group.asText() + "/" + resource.asText();
            leaves.put("rules." + what + " " + verb.asText(), "granted");
          }
        }
      }
    }
    String name = object.path("metadata").path("name").asText();
    objects.put(object.path("kind").asText() + " " + name, leaves);
  }

  private static JsonNode yaml(Path file) throws IOException {
    return Serialization.unmarshal(Files.readString(file), JsonNode.class);
  }
}
