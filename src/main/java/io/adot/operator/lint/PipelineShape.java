package io.adot.operator.lint;

import io.adot.operator.config.Nearest;
import io.adot.operator.config.Pipeline;
import io.adot.operator.finding.Finding;
import io.adot.operator.finding.FindingCode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Pipelines that no collector starts with: without a signal, without a beginning or an end. */
final class PipelineShape implements Rule {
  static final List<String> SIGNALS = List.of("traces", "metrics", "logs", "profiles");

  @Override
  public void check(Subject subject, Consumer<Finding> findings) {
    for (Pipeline pipeline : subject.config().pipelines()) {
      String path = "spec.config.service.pipelines." + pipeline.id();
      signal(pipeline, path, findings);
      atLeastOne(subject, pipeline.receivers(), path + ".receivers", findings);
      atLeastOne(subject, pipeline.exporters(), path + ".exporters", findings);
      once(pipeline.processors(), path + ".processors", findings);
    }
  }

  private static void signal(Pipeline pipeline, String path, Consumer<Finding> findings) {
    String signal = pipeline.signal().strip();
    if (SIGNALS.contains(signal)) {
      return;
    }
    String fix =
        Nearest.to(signal, SIGNALS)
            .map(name -> "did you mean `" + pipeline.id().replaceFirst("^[^/]*", name) + "`?")
            .orElse("call it by its signal, traces, metrics or logs: `metrics/" + signal + "`");
    findings.accept(
        new Finding(
            FindingCode.OTC1016,
            path,
            "`" + signal + "` is no signal, so the collector does not start",
            fix));
  }

  private static void atLeastOne(
      Subject subject, List<String> ids, String path, Consumer<Finding> findings) {
    if (ids.isEmpty() && !subject.isTold(path, Set.of(FindingCode.OTC1001))) {
      String what = path.substring(path.lastIndexOf('.') + 1);
      findings.accept(
          new Finding(
              FindingCode.OTC1015,
              path,
              "the pipeline has no " + what + ", so the collector does not start",
              "name at least one, or remove the pipeline"));
    }
  }

  private static void once(List<String> processors, String path, Consumer<Finding> findings) {
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < processors.size(); i++) {
      String id = processors.get(i).strip();
      if (!seen.add(id) && !id.contains("$")) {
        findings.accept(
            new Finding(
                FindingCode.OTC1001,
                path + "[" + i + "]",
                "names processor `" + id + "` once more, so the collector does not start",
                "remove it from the list"));
      }
    }
  }
}
