package io.adot.operator.cli;

import io.adot.operator.finding.Finding;
import io.adot.operator.offline.InputProblem;
import io.adot.operator.offline.Inspection;
import io.adot.operator.offline.Place;
import io.adot.operator.preflight.Fix;
import io.adot.operator.preflight.Verdict;
import io.adot.operator.preflight.Verdicts;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * What there is to say about collectors, before it takes a form.
 *
 * @param noun what the subjects are: {@code collector}
 * @param subjects one a collector
 * @param problems what could not be read
 */
record Report(String noun, List<Subject> subjects, List<InputProblem> problems) {
  private static final String COLLECTOR = "collector";

  /** The place of what comes from a cluster. */
  private static final Place NOWHERE = Place.of("");

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

  /** On collectors. */
  Report(List<Subject> subjects, List<InputProblem> problems) {
    this(COLLECTOR, subjects, problems);
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

  /** All about a collector of a cluster, the operator's rights among it. */
  static Subject live(String name, List<Finding> findings, Verdicts verdicts) {
    List<Line> lines = new ArrayList<>();
    lines.addAll(lines(findings, path -> NOWHERE));
    lines.add(line("Operator", NOWHERE, verdicts.apiAccess()));
    lines.addAll(lines(verdicts, NOWHERE));
    return new Subject(name, NOWHERE, lines);
  }

  /** A statement about what is in a cluster. */
  static Line live(Level level, String section, String code, String message, String advice) {
    return new Line(level, section, code, "", NOWHERE, message, advice, List.of());
  }

  /** A statement about what is in a cluster, with what to apply. */
  static Line live(Level level, String section, String code, String message, List<Fix> fixes) {
    return new Line(level, section, code, "", NOWHERE, message, "", fixes);
  }

  /** Statements about something in a cluster. */
  static Subject live(String name, List<Line> lines) {
    return new Subject(name, NOWHERE, lines);
  }

  private static Subject subject(Inspection inspection, boolean permissions) {
    Place place = inspection.collector().place("");
    List<Line> lines = new ArrayList<>(lines(inspection.findings(), inspection.collector()::place));
    if (permissions) {
      lines.addAll(lines(inspection.verdicts(), place));
    }
    return new Subject(inspection.collector().name(), place, lines);
  }

  private static List<Line> lines(List<Finding> findings, Function<String, Place> places) {
    return findings.isEmpty()
        ? List.of(
            new Line(
                Level.OK,
                CONFIGURATION,
                "Valid",
                "",
                places.apply(""),
                "no findings",
                "",
                List.of()))
        : findings.stream().map(finding -> line(finding, places.apply(finding.path()))).toList();
  }

  private static List<Line> lines(Verdicts verdicts, Place place) {
    return List.of(
        line("ServiceAccount", place, verdicts.serviceAccount()),
        line("Kubernetes permissions", place, verdicts.kubernetesPermissions()),
        line("AWS identity", place, verdicts.awsIdentity()));
  }

  private static Line line(Finding finding, Place place) {
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
        place,
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
