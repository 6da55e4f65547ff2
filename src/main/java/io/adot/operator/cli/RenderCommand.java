package io.adot.operator.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.adot.operator.offline.Inspection;
import io.adot.operator.offline.Manifests;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
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

  @Option(
      names = "--output-dir",
      paramLabel = "DIR",
      description =
          "Writes a file of YAML for each object into this folder, and prints their names. Files of"
              + " an earlier rendering of the same collectors are replaced, or removed.")
  private @Nullable Path folder;

  @Option(
      names = "--force",
      description = "Replaces files of others in that folder that have the name of an object.")
  private boolean force;

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
    if (folder != null) {
      return write(inspections, folder, output);
    }
    List<HasMetadata> objects = inspections.stream().flatMap(one -> objects(one).stream()).toList();
    output.result(form == Form.YAML ? Yaml.documents(objects) : json(objects));
    return ExitCode.CLEAN;
  }

  private int write(List<Inspection> inspections, Path into, Output output) {
    if (form == Form.JSON) {
      throw usage("--output-dir takes YAML only, not -o json");
    }
    ObjectFiles files = new ObjectFiles();
    inspections.forEach(one -> files.add(one.collector().name(), objects(one)));
    if (!files.twice().isEmpty()) {
      files.twice().forEach(name -> output.note(name + ": two collectors have this object"));
      return ExitCode.FINDINGS;
    }
    Path directory = console.directory().resolve(into);
    try {
      List<String> foreign = force ? List.of() : files.foreign(directory);
      if (!foreign.isEmpty()) {
        throw usage(
            into
                + ": "
                + String.join(", ", foreign)
                + " would be replaced, and was not made by render; --force does it");
      }
      files.write(directory).forEach(name -> output.note("removed " + into.resolve(name)));
    } catch (IOException refused) {
      throw usage(into + ": cannot be written: " + InputFiles.why(refused));
    }
    files.names().forEach(name -> output.result(into.resolve(name) + "\n"));
    return ExitCode.CLEAN;
  }

  private static List<HasMetadata> objects(Inspection inspection) {
    return inspection.assessment().rendering().objects();
  }

  private ParameterException usage(String message) {
    return new ParameterException(Objects.requireNonNull(command).commandLine(), message);
  }

  private static String json(List<HasMetadata> objects) {
    ObjectMapper mapper = new ObjectMapper();
    ObjectNode list = mapper.createObjectNode().put("apiVersion", "v1").put("kind", "List");
    ArrayNode items = list.putArray("items");
    objects.forEach(object -> items.add(mapper.<ObjectNode>valueToTree(object)));
    return list.toPrettyString() + "\n";
  }
}
