package io.adot.operator.cli;

import io.adot.operator.cli.Report.Level;
import io.adot.operator.offline.Inspection;
import io.adot.operator.offline.Manifests;
import java.io.PrintWriter;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What {@code check} and {@code validate} share: read, judge, report. */
abstract class Inspecting implements Callable<Integer> {
  private final Console console;
  private final boolean permissions;

  @Spec private @Nullable CommandSpec command;
  @Mixin private final InputOptions input = new InputOptions();
  @Mixin private final FactsOptions facts = new FactsOptions();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      defaultValue = "table",
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private OutputFormat output = OutputFormat.TABLE;

  @Option(
      names = "--fail-on",
      paramLabel = "LEVEL",
      defaultValue = "error",
      description =
          "The least that makes exit code 1: error, warning, unknown or info (default:"
              + " ${DEFAULT-VALUE}).")
  private Level failOn = Level.ERROR;

  Inspecting(Console console, boolean permissions) {
    this.console = console;
    this.permissions = permissions;
  }

  /** The cluster's OIDC issuer; empty where nobody tells. */
  abstract String issuer();

  @Override
  public Integer call() {
    Manifests manifests = input.read(console);
    Report report =
        Report.of(
            Inspection.of(manifests, facts.facts(), issuer()), manifests.problems(), permissions);
    PrintWriter out = Objects.requireNonNull(command).commandLine().getOut();
    out.print(output.writer(console).write(report));
    out.flush();
    return report.has(failOn) ? ExitCode.FINDINGS : ExitCode.CLEAN;
  }
}
