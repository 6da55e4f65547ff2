package io.adot.operator.cli;

import io.adot.operator.offline.FoundCollector;
import io.adot.operator.offline.Manifests;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints collectors in the version that is stored. */
@Command(
    name = "convert",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Prints collectors as opentelemetry.io/v1beta1: those of v1alpha1, and a collector's own"
            + " configuration. Comments are not kept.")
final class ConvertCommand implements Callable<Integer> {
  private final Console console;

  @Spec private @Nullable CommandSpec command;
  @Mixin private final InputOptions input = new InputOptions();

  ConvertCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    Manifests manifests = input.read(console);
    Output output = new Output(Objects.requireNonNull(command).commandLine(), console);
    if (output.obstacles(List.of(), manifests.problems())) {
      return ExitCode.FINDINGS;
    }
    output.result(
        Yaml.documents(manifests.collectors().stream().map(FoundCollector::tree).toList()));
    return ExitCode.CLEAN;
  }
}
