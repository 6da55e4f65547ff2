package io.adot.operator.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.adot.operator.conversion.ToV1alpha1;
import io.adot.operator.offline.FoundCollector;
import io.adot.operator.offline.Manifests;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints collectors in the version that is stored, or in the one before it. */
@Command(
    name = "convert",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Prints collectors as opentelemetry.io/v1beta1: those of v1alpha1, and a collector's own"
            + " configuration; or all of them as v1alpha1. Comments are not kept.")
final class ConvertCommand implements Callable<Integer> {
  private final Console console;

  @Spec private @Nullable CommandSpec command;
  @Mixin private final InputOptions input = new InputOptions();

  @Option(
      names = "--to",
      paramLabel = "v1beta1|v1alpha1",
      defaultValue = "v1beta1",
      description = "The version to convert to (default: ${DEFAULT-VALUE}).")
  private Version version = Version.V1BETA1;

  private enum Version {
    V1BETA1,
    V1ALPHA1
  }

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
        Yaml.documents(
            manifests.collectors().stream()
                .map(one -> version == Version.V1BETA1 ? one.tree() : old(one, output))
                .toList()));
    return ExitCode.CLEAN;
  }

  /** As v1alpha1; tells what that has no field for. */
  private static ObjectNode old(FoundCollector collector, Output output) {
    ToV1alpha1 converted = ToV1alpha1.convert(collector.tree());
    for (String path : converted.kept()) {
      output.note(
          collector.place(path)
              + ": `"
              + path
              + "` is no field of v1alpha1: it is kept in the annotation "
              + ToV1alpha1.ANNOTATION
              + " for the way back, where no Go operator reads it");
    }
    return converted.resource();
  }
}
