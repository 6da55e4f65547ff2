package io.adot.operator.lint;

import com.fasterxml.jackson.databind.JsonNode;
import io.adot.operator.config.Component;
import io.adot.operator.config.ComponentKind;
import io.adot.operator.config.Nearest;
import io.adot.operator.config.Pipeline;
import io.adot.operator.finding.Finding;
import io.adot.operator.finding.FindingCode;
import java.util.List;
import java.util.function.Consumer;

/**
 * Pipelines that the connectors {@code routing} and {@code failover} name in their settings. Each
 * has to begin with the connector, else the collector does not start.
 */
final class RoutedPipelines implements Rule {

  @Override
  public void check(Subject subject, Consumer<Finding> findings) {
    if (!subject.config().saysWhatRuns()) {
      return;
    }
    for (Component connector : subject.config().enabled(ComponentKind.CONNECTOR)) {
      JsonNode settings = connector.settings();
      String path = connector.id().path();
      if (connector.type().equals("routing")) {
        pipelines(
            subject,
            connector,
            settings.path("default_pipelines"),
            path + ".default_pipelines",
            findings);
        JsonNode table = settings.path("table");
        for (int i = 0; i < table.size(); i++) {
          JsonNode to = table.path(i).path("pipelines");
          pipelines(subject, connector, to, path + ".table[" + i + "].pipelines", findings);
        }
      } else if (connector.type().equals("failover")) {
        JsonNode levels = settings.path("priority_levels");
        for (int i = 0; i < levels.size(); i++) {
          pipelines(
              subject, connector, levels.path(i), path + ".priority_levels[" + i + "]", findings);
        }
      }
    }
  }

  private static void pipelines(
      Subject subject, Component connector, JsonNode ids, String path, Consumer<Finding> findings) {
    for (int i = 0; i < ids.size(); i++) {
      String id = ids.path(i).asText("").strip();
      if (!id.isEmpty() && !id.contains("$")) {
        pipeline(subject, connector, id, path + "[" + i + "]", findings);
      }
    }
  }

  private static void pipeline(
      Subject subject, Component connector, String id, String path, Consumer<Finding> findings) {
    List<Pipeline> all = subject.config().pipelines();
    boolean exists = all.stream().anyMatch(p -> p.id().strip().equals(id));
    boolean begins =
        all.stream()
            .filter(p -> p.id().strip().equals(id))
            .flatMap(p -> p.receivers().stream())
            .anyMatch(r -> r.contains("$") || r.strip().equals(connector.id().id()));
    if (begins) {
      return;
    }
    String fix =
        exists
            ? "list " + connector.id().id() + " among the receivers of pipeline " + id
            : Nearest.to(id, all.stream().map(Pipeline::id).toList())
                .map(name -> "did you mean `" + name + "`?")
                .orElse("add it under spec.config.service.pipelines");
    findings.accept(
        new Finding(
            FindingCode.OTC1002,
            path,
            "names pipeline `"
                + id
                + "`, which "
                + (exists ? "does not begin with the connector" : "is not there"),
            fix));
  }
}
