package io.adot.operator.cli;

import io.adot.operator.component.ComponentType;
import io.adot.operator.component.ComponentTypes;
import io.adot.operator.config.ComponentKind;
import io.adot.operator.config.Nearest;
import io.adot.operator.finding.FindingCode;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
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
      paramLabel = "CODE|COMPONENT",
      description = "A code (OTC1002), or a component (awsemf, exporter/awsemf).")
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
                () -> new ParameterException(spec.commandLine(), "'" + topic + "' " + unknown())));
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
    Optional<ComponentKind> kind =
        Arrays.stream(ComponentKind.values()).filter(k -> k.noun().equals(parts[0])).findFirst();
    if (kind.isPresent() && parts.length > 1 && !parts[1].isBlank()) {
      return Optional.of(ComponentCard.of(kind.get(), parts[1]));
    }
    String cards =
        Arrays.stream(ComponentKind.values())
            .filter(any -> ComponentTypes.find(any, parts[0]).isPresent())
            .map(any -> ComponentCard.of(any, topic.strip()))
            .collect(Collectors.joining("\n"));
    return Optional.of(cards).filter(some -> !some.isEmpty());
  }

  private String unknown() {
    List<String> names =
        Arrays.stream(ComponentKind.values())
            .flatMap(kind -> ComponentTypes.all(kind).stream())
            .map(ComponentType::name)
            .distinct()
            .toList();
    return "is neither the code of a finding (OTC1002) nor a component that is known (awsemf,"
        + " exporter/awsemf)"
        + Nearest.to(topic.strip(), names).map(name -> "; did you mean '" + name + "'?").orElse("");
  }
}
