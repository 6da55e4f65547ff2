package io.adot.operator.cli;

import io.adot.operator.cli.Report.Level;
import io.adot.operator.cli.Report.Line;
import io.adot.operator.cli.Report.Subject;
import io.adot.operator.offline.Place;

/** Workflow commands of GitHub Actions, which show as annotations of the files. */
final class GithubReport implements ReportWriter {

  @Override
  public String write(Report report) {
    StringBuilder out = new StringBuilder();
    report
        .problems()
        .forEach(
            problem ->
                out.append(command(Level.ERROR, problem.place(), "Unreadable", problem.message())));
    for (Subject subject : report.subjects()) {
      for (Line line : subject.lines()) {
        if (line.level() != Level.OK) {
          String advice = line.advice().isEmpty() ? "" : "; " + line.advice();
          StringBuilder text = new StringBuilder(subject.name() + ": " + line.headline() + advice);
          line.fixes()
              .forEach(
                  fix -> text.append('\n').append(fix.title()).append(":\n").append(fix.text()));
          out.append(command(line.level(), line.place(), line.code(), text.toString()));
        }
      }
    }
    return out.toString();
  }

  private static String command(Level level, Place place, String title, String message) {
    String kind =
        switch (level) {
          case ERROR -> "error";
          case WARNING -> "warning";
          default -> "notice";
        };
    String where =
        place.line() > 0 ? ",line=" + place.line() + ",col=" + Math.max(1, place.column()) : "";
    return "::%s file=%s%s,title=%s::%s\n"
        .formatted(kind, property(place.file()), where, property(title), data(message.strip()));
  }

  private static String data(String text) {
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
  }

  private static String property(String text) {
    return data(text).replace(":", "%3A").replace(",", "%2C");
  }
}
