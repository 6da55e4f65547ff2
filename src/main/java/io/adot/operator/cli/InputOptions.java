package io.adot.operator.cli;

import io.adot.operator.offline.Manifests;
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
    try {
      return InputFiles.read(console, names, namespace);
    } catch (InputFiles.Unreadable wrong) {
      throw new ParameterException(
          Objects.requireNonNull(command).commandLine(), wrong.getMessage(), wrong);
    }
  }
}
