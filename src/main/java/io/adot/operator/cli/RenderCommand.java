package io.adot.operator.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.adot.operator.offline.Inspection;
import io.adot.operator.offline.Manifests;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints the objects that the operator makes. */
@Command(
    name = "render",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Prints what the operator applies for collectors, in its order. Owner references need the"
            + " uid that the API server gives a collector: they are there if the file has it.")
final class RenderCommand implements Callable<Integer> {
  private final Console console;

  @Spec private @Nullable CommandSpec command;
  @Mixin private final InputOptions input = new InputOptions();
  @Mixin private final FactsOptions facts = new FactsOptions();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "yaml|json",
      defaultValue = "yaml",
      description = "How (default: ${DEFAULT-VALUE}).")
  private Form form = Form.YAML;

  private enum Form {
    YAML,
    JSON
  }

  RenderCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    Manifests manifests = input.read(console);
    List<Inspection> inspections = Inspection.of(manifests, facts.facts(), "");
    Output output = new Output(Objects.requireNonNull(command).commandLine(), console);
    if (output.obstacles(inspections, manifests.problems())) {
      return ExitCode.FINDINGS;
    }
    List<HasMetadata> objects =
        inspections.stream()
            .flatMap(one -> one.assessment().rendering().objects().stream())
            .toList();
    output.result(form == Form.YAML ? Yaml.documents(objects) : json(objects));
    return ExitCode.CLEAN;
  }

  private static String json(List<HasMetadata> objects) {
    ObjectMapper mapper = new ObjectMapper();
    ObjectNode list = mapper.createObjectNode().put("apiVersion", "v1").put("kind", "List");
    ArrayNode items = list.putArray("items");
    objects.forEach(object -> items.add(mapper.<ObjectNode>valueToTree(object)));
    return list.toPrettyString() + "\n";
  }
}
