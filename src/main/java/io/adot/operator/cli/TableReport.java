package io.adot.operator.cli;

import io.adot.operator.cli.Report.Level;
import io.adot.operator.cli.Report.Line;
import io.adot.operator.cli.Report.Subject;
import io.adot.operator.preflight.Fix;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** For people: grouped, one sign a line, the fix under the gap. */
final class TableReport implements ReportWriter {
  private final boolean colour;

  TableReport(boolean colour) {
    this.colour = colour;
  }

  @Override
  public String write(Report report) {
    StringBuilder out = new StringBuilder();
    report
        .problems()
        .forEach(
            problem -> {
              out.append(sign(Level.ERROR))
                  .append(bold(problem.place().toString()))
                  .append(' ')
                  .append(problem.message())
                  .append('\n');
              if (!problem.fix().isEmpty()) {
                out.append("    → ").append(problem.fix()).append('\n');
              }
            });
    if (!report.problems().isEmpty()) {
      out.append('\n');
    }
    report.subjects().forEach(subject -> append(out, subject));
    return out.append(summary(report)).append('\n').toString();
  }

  private void append(StringBuilder out, Subject subject) {
    out.append(bold(subject.name()));
    if (!subject.place().file().isEmpty()) {
      out.append("  ").append(dim(subject.place().toString()));
    }
    out.append('\n');
    String section = "";
    for (Line line : subject.lines()) {
      if (!line.section().equals(section)) {
        section = line.section();
        out.append("  ").append(section).append('\n');
      }
      append(out, line);
    }
    out.append('\n');
  }

  private void append(StringBuilder out, Line line) {
    out.append("    ").append(sign(line.level())).append(line.headline());
    boolean found = !line.path().isEmpty();
    if (found) {
      out.append(' ').append(dim("(" + line.code() + ")"));
    }
    out.append('\n');
    if (found && !line.place().file().isEmpty()) {
      out.append("      ").append(dim(line.place().toString())).append('\n');
    }
    line.details().forEach(detail -> out.append("      ").append(detail).append('\n'));
    if (!line.advice().isEmpty()) {
      out.append("      → ").append(line.advice()).append('\n');
    }
    line.fixes().forEach(fix -> append(out, fix));
  }

  private static void append(StringBuilder out, Fix fix) {
    out.append("      → ").append(fix.title()).append(":\n");
    fix.text()
        .lines()
        .forEach(line -> out.append(line.isEmpty() ? "" : "          " + line).append('\n'));
  }

  private String summary(Report report) {
    int subjects = report.subjects().size();
    List<String> counts = new ArrayList<>();
    count(counts, report.count(Level.ERROR), "error");
    count(counts, report.count(Level.WARNING), "warning");
    count(counts, report.count(Level.INFO), "note");
    long unknown = report.count(Level.UNKNOWN);
    Stream<String> open = unknown == 0 ? Stream.empty() : Stream.of(unknown + " not known");
    return (subjects + " " + report.noun() + (subjects == 1 ? ": " : "s: "))
        + Stream.concat(counts.isEmpty() ? Stream.of("no findings") : counts.stream(), open)
            .collect(Collectors.joining(", "));
  }

  private static void count(List<String> counts, long number, String what) {
    if (number > 0) {
      counts.add(number + " " + what + (number == 1 ? "" : "s"));
    }
  }

  private String sign(Level level) {
    return switch (level) {
      case OK -> paint("32", "√ ");
      case INFO -> paint("36", "i ");
      case UNKNOWN -> paint("33", "? ");
      case WARNING -> paint("33", "! ");
      case ERROR -> paint("31", "× ");
    };
  }

  private String bold(String text) {
    return paint("1", text);
  }

  private String dim(String text) {
    return paint("2", text);
  }

  private String paint(String code, String text) {
    return colour ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
  }
}
