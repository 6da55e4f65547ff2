package io.adot.operator.cli;

import io.adot.operator.config.ComponentKind;
import io.adot.operator.finding.FindingCode;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Tells of a code what it means, and of a component what it needs. */
@Command(
    name = "explain",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Explains the code of a finding, or what a component needs.")
final class ExplainCommand implements Callable<Integer> {
  private final Console console;

  @Spec private @Nullable CommandSpec command;

  @Parameters(
      paramLabel = "CODE|KIND/TYPE",
      description = "A code (OTC1002), or a component (exporter/awsemf).")
  private String topic = "";

  ExplainCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    CommandSpec spec = Objects.requireNonNull(command);
    Optional<String> text = code().or(this::component);
    new Output(spec.commandLine(), console)
        .result(
            text.orElseThrow(
                () ->
                    new ParameterException(
                        spec.commandLine(),
                        "'"
                            + topic
                            + "' is neither the code of a finding (OTC1002) nor a component with"
                            + " its kind (receiver/…, processor/…, exporter/…, extension/…)")));
    return ExitCode.CLEAN;
  }

  private Optional<String> code() {
    return Arrays.stream(FindingCode.values())
        .filter(code -> code.name().equalsIgnoreCase(topic.strip()))
        .findFirst()
        .map(CodeCard::of);
  }

  private Optional<String> component() {
    String[] parts = topic.strip().split("/", 2);
    return parts.length < 2 || parts[1].isBlank()
        ? Optional.empty()
        : Arrays.stream(ComponentKind.values())
            .filter(kind -> kind != ComponentKind.CONNECTOR)
            .filter(kind -> kind.name().toLowerCase(Locale.ROOT).equals(parts[0]))
            .findFirst()
            .map(kind -> ComponentCard.of(kind, parts[1]));
  }
}
