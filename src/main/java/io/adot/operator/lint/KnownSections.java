package io.adot.operator.lint;

import com.fasterxml.jackson.databind.JsonNode;
import io.adot.operator.config.Nearest;
import io.adot.operator.finding.Finding;
import io.adot.operator.finding.FindingCode;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Keys that a configuration does not have: the API server drops them, a collector refuses them. */
final class KnownSections implements Rule {
  private static final List<String> TOP =
      List.of("receivers", "processors", "exporters", "connectors", "extensions", "service");
  private static final List<String> SERVICE = List.of("extensions", "pipelines", "telemetry");
  private static final List<String> PIPELINE = List.of("receivers", "processors", "exporters");

  @Override
  public void check(Subject subject, Consumer<Finding> findings) {
    JsonNode tree = subject.config().tree();
    check(tree, "spec.config", TOP, findings);
    JsonNode service = tree.path("service");
    check(service, "spec.config.service", SERVICE, findings);
    for (Map.Entry<String, JsonNode> entry : service.path("pipelines").properties()) {
      String path = "spec.config.service.pipelines." + entry.getKey();
      check(entry.getValue(), path, PIPELINE, findings);
    }
  }

  private static void check(
      JsonNode map, String path, List<String> known, Consumer<Finding> findings) {
    for (Map.Entry<String, JsonNode> entry : map.properties()) {
      if (known.contains(entry.getKey())) {
        continue;
      }
      String fix =
          Nearest.to(entry.getKey(), known)
              .filter(name -> !map.has(name))
              .map(name -> "did you mean `" + name + "`?")
              .orElse("remove it; known are " + String.join(", ", known));
      findings.accept(
          new Finding(
              FindingCode.OTC1014,
              path + "." + entry.getKey(),
              "there is no such key: the API server drops it, a collector would not start with it",
              fix));
    }
  }
}
