package io.adot.operator.cli;

import io.adot.operator.offline.Manifests;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** From where manifests are read. */
final class InputOptions {
  @Spec(Spec.Target.MIXEE)
  private @Nullable CommandSpec command;

  @Option(
      names = {"-f", "--filename"},
      required = true,
      paramLabel = "FILE|DIR|-",
      description = "A file, a folder, or - for standard input; may be repeated.")
  private List<String> names = new ArrayList<>();

  @Option(
      names = {"-n", "--namespace"},
      paramLabel = "NS",
      defaultValue = "default",
      description = "Namespace of what names none (default: ${DEFAULT-VALUE}).")
  private String namespace = "default";

  /** What the files say; throws a usage error where they hold no collector at all. */
  Manifests read(Console console) {
    return read(console, names);
  }

  Manifests read(Console console, List<String> others) {
    InputFiles files = new InputFiles(console);
    for (String name : others) {
      try {
        files.add(name);
      } catch (IOException unreadable) {
        throw usage(name + ": " + InputFiles.why(unreadable));
      }
    }
    Manifests manifests = files.manifests(namespace);
    if (manifests.collectors().isEmpty() && manifests.problems().isEmpty()) {
      throw usage(
          "no OpenTelemetryCollector and no configuration of a collector in "
              + String.join(", ", others));
    }
    return manifests;
  }

  private ParameterException usage(String message) {
    return new ParameterException(Objects.requireNonNull(command).commandLine(), message);
  }
}
