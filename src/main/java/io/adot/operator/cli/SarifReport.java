package io.adot.operator.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.adot.operator.cli.Report.Level;
import io.adot.operator.cli.Report.Line;
import io.adot.operator.cli.Report.Subject;
import io.adot.operator.offline.Place;
import java.util.Map;
import java.util.TreeMap;

/** SARIF 2.1.0, which code hosts show next to the lines of a change. */
final class SarifReport implements ReportWriter {
  private static final String UNREADABLE = "Unreadable";

  @Override
  public String write(Report report) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("$schema", "https://json.schemastore.org/sarif-2.1.0.json").put("version", "2.1.0");
    ObjectNode run = root.putArray("runs").addObject();
    ArrayNode rules =
        run.putObject("tool").putObject("driver").put("name", "adot-operator").putArray("rules");
    ArrayNode results = run.putArray("results");
    Map<String, String> sections = new TreeMap<>();
    report
        .problems()
        .forEach(
            problem -> {
              sections.put(UNREADABLE, "Input");
              String advice = problem.fix().isEmpty() ? "" : "; " + problem.fix();
              add(
                  results.addObject(),
                  UNREADABLE,
                  Level.ERROR,
                  problem.message() + advice,
                  problem.place());
            });
    for (Subject subject : report.subjects()) {
      for (Line line : subject.lines()) {
        if (line.level() != Level.OK) {
          sections.put(line.code(), line.section());
          add(results.addObject(), line.code(), line.level(), text(subject, line), line.place());
        }
      }
    }
    sections.forEach(
        (code, section) ->
            rules.addObject().put("id", code).putObject("shortDescription").put("text", section));
    return root.toPrettyString() + "\n";
  }

  private static String text(Subject subject, Line line) {
    String advice = line.advice().isEmpty() ? "" : "; " + line.advice();
    return subject.name() + ": " + line.headline() + advice;
  }

  private static void add(ObjectNode result, String code, Level level, String text, Place place) {
    result.put("ruleId", code).put("level", level(level));
    result.putObject("message").put("text", text);
    ObjectNode location = result.putArray("locations").addObject().putObject("physicalLocation");
    location.putObject("artifactLocation").put("uri", place.file());
    if (place.line() > 0) {
      location
          .putObject("region")
          .put("startLine", place.line())
          .put("startColumn", Math.max(1, place.column()));
    }
  }

  private static String level(Level level) {
    return switch (level) {
      case ERROR -> "error";
      case WARNING -> "warning";
      default -> "note";
    };
  }
}
