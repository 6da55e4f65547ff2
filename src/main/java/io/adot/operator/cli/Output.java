package io.adot.operator.cli;

import io.adot.operator.cli.Report.Level;
import io.adot.operator.offline.InputProblem;
import io.adot.operator.offline.Inspection;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine;

/** Where a command writes: the result, and beside it what is worth knowing. */
final class Output {
  private final PrintWriter out;
  private final PrintWriter err;
  private final boolean colour;

  Output(CommandLine command, Console console) {
    this.out = command.getOut();
    this.err = command.getErr();
    this.colour = console.colour();
  }

  /** Writes what was asked for. */
  void result(String text) {
    out.print(text);
    out.flush();
  }

  /** Writes a line beside the result. */
  void note(String text) {
    err.println(text);
    err.flush();
  }

  /** Tells, beside the result, what stands in its way; whether anything does. */
  boolean obstacles(List<Inspection> inspections, List<InputProblem> problems) {
    List<Inspection> invalid =
        inspections.stream().filter(one -> one.assessment().isInvalid()).toList();
    Report report = Report.of(invalid, problems, false);
    if (report.has(Level.ERROR)) {
      err.print(new TableReport(colour).write(report));
      err.flush();
      return true;
    }
    return false;
  }
}
