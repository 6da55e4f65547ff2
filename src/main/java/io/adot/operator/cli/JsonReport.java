package io.adot.operator.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.adot.operator.cli.Report.Level;
import io.adot.operator.cli.Report.Line;
import io.adot.operator.cli.Report.Subject;
import io.adot.operator.offline.Place;
import java.util.Locale;

/** For programs; the version tells when the form changes. */
final class JsonReport {
  private static final String VERSION = "cli.adot.io/v1alpha1";

  private JsonReport() {}

  static ObjectNode of(Report report) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("apiVersion", VERSION).put("kind", "Report");
    ObjectNode summary = root.putObject("summary");
    summary.put(report.noun() + "s", report.subjects().size());
    for (Level level : new Level[] {Level.ERROR, Level.WARNING, Level.INFO, Level.UNKNOWN}) {
      summary.put(lower(level), report.count(level));
    }
    ArrayNode collectors = root.putArray(report.noun() + "s");
    report.subjects().forEach(subject -> add(collectors.addObject(), subject));
    ArrayNode problems = root.putArray("problems");
    report
        .problems()
        .forEach(
            problem -> {
              ObjectNode node = problems.addObject();
              place(node, problem.place());
              node.put("message", problem.message()).put("fix", problem.fix());
            });
    return root;
  }

  private static void add(ObjectNode node, Subject subject) {
    node.put("name", subject.name());
    place(node, subject.place());
    ArrayNode lines = node.putArray("results");
    subject.lines().forEach(line -> add(lines.addObject(), line));
  }

  private static void add(ObjectNode node, Line line) {
    node.put("section", line.section());
    node.put("level", lower(line.level()));
    node.put("code", line.code());
    if (!line.path().isEmpty()) {
      node.put("path", line.path());
    }
    place(node, line.place());
    node.put("message", line.message());
    node.put("fix", line.advice());
    ArrayNode fixes = node.putArray("fixes");
    line.fixes()
        .forEach(
            fix ->
                fixes
                    .addObject()
                    .put("title", fix.title())
                    .put("form", lower(fix.form()))
                    .put("text", fix.text()));
  }

  private static void place(ObjectNode node, Place place) {
    if (!place.file().isEmpty()) {
      node.put("file", place.file());
    }
    if (place.line() > 0) {
      node.put("line", place.line()).put("column", place.column());
    }
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
