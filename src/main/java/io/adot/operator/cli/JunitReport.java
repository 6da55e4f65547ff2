package io.adot.operator.cli;

import io.adot.operator.cli.Report.Level;
import io.adot.operator.cli.Report.Line;
import io.adot.operator.cli.Report.Subject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** JUnit's XML: a suite for each collector, a case for each section. */
final class JunitReport implements ReportWriter {

  @Override
  public String write(Report report) {
    StringBuilder out =
        new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n");
    if (!report.problems().isEmpty()) {
      out.append(
          "  <testsuite name=\"input\" tests=\"%1$d\" failures=\"%1$d\">\n"
              .formatted(report.problems().size()));
      report
          .problems()
          .forEach(
              problem ->
                  out.append(
                      testCase("input", problem.place().toString(), List.of(problem.message()))));
      out.append("  </testsuite>\n");
    }
    report.subjects().forEach(subject -> out.append(suite(subject)));
    return out.append("</testsuites>\n").toString();
  }

  private static String suite(Subject subject) {
    Map<String, List<Line>> sections =
        subject.lines().stream()
            .collect(Collectors.groupingBy(Line::section, LinkedHashMap::new, Collectors.toList()));
    StringBuilder cases = new StringBuilder();
    int failed = 0;
    for (Map.Entry<String, List<Line>> section : sections.entrySet()) {
      List<String> failures =
          section.getValue().stream()
              .filter(line -> line.level() == Level.ERROR)
              .map(JunitReport::text)
              .toList();
      failed += failures.isEmpty() ? 0 : 1;
      cases.append(testCase(subject.name(), section.getKey(), failures));
    }
    return "  <testsuite name=\"%s\" tests=\"%d\" failures=\"%d\">\n%s  </testsuite>\n"
        .formatted(escaped(subject.name()), sections.size(), failed, cases);
  }

  private static String text(Line line) {
    StringBuilder text = new StringBuilder();
    text.append(line.place()).append(' ').append(line.code()).append(' ').append(line.headline());
    if (!line.advice().isEmpty()) {
      text.append("; ").append(line.advice());
    }
    line.details().forEach(detail -> text.append('\n').append(detail));
    line.fixes()
        .forEach(fix -> text.append('\n').append(fix.title()).append(":\n").append(fix.text()));
    return text.toString();
  }

  private static String testCase(String suite, String name, List<String> failures) {
    String head =
        "    <testcase classname=\"%s\" name=\"%s\"".formatted(escaped(suite), escaped(name));
    if (failures.isEmpty()) {
      return head + "/>\n";
    }
    String first = failures.get(0).lines().findFirst().orElse("");
    return head
        + ">\n      <failure message=\""
        + escaped(first)
        + "\">"
        + escaped(String.join("\n", failures))
        + "</failure>\n    </testcase>\n";
  }

  /** Characters that XML cannot have are left out. */
  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replaceAll("[\\x00-\\x08\\x0B\\x0C\\x0E-\\x1F\\uFFFE\\uFFFF]", "");
  }
}
