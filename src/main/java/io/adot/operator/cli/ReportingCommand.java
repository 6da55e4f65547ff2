package io.adot.operator.cli;

import io.adot.operator.cli.Report.Level;
import io.adot.operator.cli.Report.Line;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.util.List;
import java.util.function.Supplier;
import picocli.CommandLine.Option;

/** A command that looks at a cluster and reports what it finds. */
abstract class ReportingCommand extends ClusterCommand {
  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      defaultValue = "table",
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private OutputFormat format = OutputFormat.TABLE;

  @Option(
      names = "--fail-on",
      paramLabel = "LEVEL",
      defaultValue = "error",
      description = "The least that makes exit code 1: error, warning or info (default: error).")
  private Level failOn = Level.ERROR;

  ReportingCommand(Console console) {
    super(console);
  }

  /** Prints a report; what it makes for an exit code. */
  final int tell(Report report, Output output) {
    output.result(format.writer(console()).write(report));
    return report.has(failOn) ? ExitCode.FINDINGS : ExitCode.CLEAN;
  }

  /**
   * What a check finds. What may not or cannot be looked at is not known, of a kind that is not
   * installed there is nothing; a server that does not answer, or not to this person, ends the
   * command.
   */
  static List<Line> looked(String section, Supplier<List<Line>> check) {
    try {
      return check.get();
    } catch (KubernetesClientException refused) {
      int code = refused.getCode();
      if (code <= 0 || code == HttpURLConnection.HTTP_UNAUTHORIZED) {
        throw refused;
      }
      if (code == HttpURLConnection.HTTP_NOT_FOUND) {
        return List.of();
      }
      String why = code == HttpURLConnection.HTTP_FORBIDDEN ? "you may not look" : "HTTP " + code;
      return List.of(
          Report.live(
              Level.UNKNOWN, section, "NotSeen", why + ": " + ClusterTrouble.said(refused), ""));
    }
  }
}
