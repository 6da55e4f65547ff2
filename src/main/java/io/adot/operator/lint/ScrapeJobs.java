package io.adot.operator.lint;

import com.fasterxml.jackson.databind.JsonNode;
import io.adot.operator.config.Component;
import io.adot.operator.config.ComponentKind;
import io.adot.operator.finding.Finding;
import io.adot.operator.finding.FindingCode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Scrape jobs that Prometheus' reader of its configuration refuses, in every release. */
final class ScrapeJobs implements Rule {
  private static final List<String> OF_CONFIG = List.of("scrape_configs", "global");

  @Override
  public void check(Subject subject, Consumer<Finding> findings) {
    for (Component component : subject.config().enabled(ComponentKind.RECEIVER)) {
      if (!component.type().equals("prometheus")) {
        continue;
      }
      String path = component.id().path();
      for (String key : OF_CONFIG) {
        if (component.settings().has(key)) {
          refuse(path + "." + key, "belongs under `config`", "move it there", findings);
        }
      }
      JsonNode jobs = component.settings().path("config").path("scrape_configs");
      Set<String> names = new HashSet<>();
      for (int i = 0; i < jobs.size(); i++) {
        JsonNode given = jobs.path(i).path("job_name");
        String name = given.isNull() ? "" : given.asText("");
        String place = path + ".config.scrape_configs[" + i + "].job_name";
        if (jobs.path(i).isObject() && name.isEmpty()) {
          refuse(place, "is missing", "add a name of your choice", findings);
        } else if (!name.isEmpty() && !names.add(name)) {
          refuse(place, "`" + name + "` is the name of another job", "choose another", findings);
        }
      }
    }
  }

  private static void refuse(String path, String what, String fix, Consumer<Finding> findings) {
    findings.accept(
        new Finding(FindingCode.OTC1404, path, what + ", so the collector does not start", fix));
  }
}
