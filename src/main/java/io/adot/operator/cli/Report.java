package io.adot.operator.cli;

import io.adot.operator.finding.Finding;
import io.adot.operator.offline.InputProblem;
import io.adot.operator.offline.Inspection;
import io.adot.operator.offline.Place;
import io.adot.operator.preflight.Fix;
import io.adot.operator.preflight.Verdict;
import java.util.ArrayList;
import java.util.List;

/**
 * What there is to say about collectors, before it takes a form.
 *
 * @param subjects one a collector
 * @param problems what could not be read
 */
record Report(List<Subject> subjects, List<InputProblem> problems) {
  static final String CONFIGURATION = "Configuration";

  /** How much a line matters. */
  enum Level {
    OK,
    INFO,
    UNKNOWN,
    WARNING,
    ERROR
  }

  /**
   * One statement.
   *
   * @param level how much it matters
   * @param section what it speaks of
   * @param code the code of a finding, or the reason of a verdict
   * @param path where in the resource; empty for a verdict
   * @param place where in a file
   * @param message what is so; its first line says the most
   * @param advice what to do, in a line; may be empty
   * @param fixes what to apply
   */
  record Line(
      Level level,
      String section,
      String code,
      String path,
      Place place,
      String message,
      String advice,
      List<Fix> fixes) {
    Line {
      fixes = List.copyOf(fixes);
    }

    /** What is so, in one line, with its path. */
    String headline() {
      String first = message.lines().findFirst().orElse("");
      return path.isEmpty() ? first : "`" + path + "`: " + first;
    }

    /** What follows the first line. */
    List<String> details() {
      return message.lines().skip(1).toList();
    }
  }

  /**
   * All about one collector.
   *
   * @param name {@code namespace/name}
   * @param place where it stands
   * @param lines the statements, by section
   */
  record Subject(String name, Place place, List<Line> lines) {
    Subject {
      lines = List.copyOf(lines);
    }
  }

  Report {
    subjects = List.copyOf(subjects);
    problems = List.copyOf(problems);
  }

  /**
   * Reports inspections.
   *
   * @param permissions whether verdicts on permissions are part of it
   */
  static Report of(List<Inspection> inspections, List<InputProblem> problems, boolean permissions) {
    return new Report(
        inspections.stream().map(one -> subject(one, permissions)).toList(), problems);
  }

  /** Whether anything is at least that bad; what cannot be read always is. */
  boolean has(Level level) {
    return !problems.isEmpty()
        || subjects.stream()
            .flatMap(subject -> subject.lines().stream())
            .anyMatch(line -> line.level().compareTo(level) >= 0);
  }

  /** How many lines of a level there are; what cannot be read counts as an error. */
  long count(Level level) {
    return subjects.stream()
            .flatMap(subject -> subject.lines().stream())
            .filter(line -> line.level() == level)
            .count()
        + (level == Level.ERROR ? problems.size() : 0);
  }

  private static Subject subject(Inspection inspection, boolean permissions) {
    Place place = inspection.collector().place("");
    List<Line> lines = new ArrayList<>();
    inspection.findings().forEach(finding -> lines.add(line(inspection, finding)));
    if (lines.isEmpty()) {
      lines.add(
          new Line(Level.OK, CONFIGURATION, "Valid", "", place, "no findings", "", List.of()));
    }
    if (permissions) {
      var verdicts = inspection.verdicts();
      lines.add(line("ServiceAccount", place, verdicts.serviceAccount()));
      lines.add(line("Kubernetes permissions", place, verdicts.kubernetesPermissions()));
      lines.add(line("AWS identity", place, verdicts.awsIdentity()));
    }
    return new Subject(inspection.collector().name(), place, lines);
  }

  private static Line line(Inspection inspection, Finding finding) {
    Level level =
        switch (finding.severity()) {
          case ERROR -> Level.ERROR;
          case WARNING -> Level.WARNING;
          case INFO -> Level.INFO;
        };
    return new Line(
        level,
        CONFIGURATION,
        finding.code().name(),
        finding.path(),
        inspection.collector().place(finding.path()),
        finding.message(),
        finding.fix(),
        List.of());
  }

  private static Line line(String section, Place place, Verdict verdict) {
    Level level =
        switch (verdict.outcome()) {
          case TRUE -> Level.OK;
          case FALSE -> Level.ERROR;
          case UNKNOWN -> Level.UNKNOWN;
        };
    return new Line(
        level, section, verdict.reason().name(), "", place, verdict.message(), "", verdict.fixes());
  }
}
