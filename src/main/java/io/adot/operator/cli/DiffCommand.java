package io.adot.operator.cli;

import io.adot.operator.offline.Inspection;
import io.adot.operator.offline.Manifests;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows what a change of collectors changes in what the operator applies. */
@Command(
    name = "diff",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Shows what changes in the objects that the operator applies when collectors change."
            + " Exit code 1 if anything does.")
final class DiffCommand implements Callable<Integer> {
  private final Console console;

  @Spec private @Nullable CommandSpec command;
  @Mixin private final InputOptions input = new InputOptions();
  @Mixin private final FactsOptions facts = new FactsOptions();

  @Option(
      names = "--against",
      required = true,
      paramLabel = "FILE|DIR|-",
      description = "The collectors as they were; may be repeated.")
  private List<String> against = new ArrayList<>();

  DiffCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    Manifests now = input.read(console);
    Manifests then = input.read(console, against);
    List<Inspection> after = Inspection.of(now, facts.facts(), "");
    List<Inspection> before = Inspection.of(then, facts.facts(), "");
    Output output = new Output(Objects.requireNonNull(command).commandLine(), console);
    // What was is compared as far as it can be rendered; what is to be has to be right.
    if (output.obstacles(after, now.problems()) || output.obstacles(List.of(), then.problems())) {
      return ExitCode.FINDINGS;
    }
    String difference = difference(objects(before), objects(after));
    output.result(difference);
    return difference.isEmpty() ? ExitCode.CLEAN : ExitCode.FINDINGS;
  }

  private static String difference(Map<String, String> before, Map<String, String> after) {
    StringBuilder out = new StringBuilder();
    Map<String, String> all = new LinkedHashMap<>(before);
    all.putAll(after);
    for (String name : all.keySet()) {
      String lines =
          LineDiff.of(
              before.getOrDefault(name, "").lines().toList(),
              after.getOrDefault(name, "").lines().toList());
      if (!lines.isEmpty()) {
        out.append("--- ").append(before.containsKey(name) ? name : "nothing").append('\n');
        out.append("+++ ").append(after.containsKey(name) ? name : "nothing").append('\n');
        out.append(lines);
      }
    }
    return out.toString();
  }

  /** By a name that stays: that of a ConfigMap tells its content. */
  private static Map<String, String> objects(List<Inspection> inspections) {
    Map<String, String> objects = new LinkedHashMap<>();
    for (Inspection inspection : inspections) {
      String hash = inspection.assessment().rendering().configHash();
      for (HasMetadata object : inspection.assessment().rendering().objects()) {
        String name = object.getMetadata().getName();
        String stable =
            object.getKind().equals("ConfigMap") && hash.length() >= 8
                ? name.replace("-" + hash.substring(0, 8), "")
                : name;
        String namespace = object.getMetadata().getNamespace();
        objects.put(
            object.getKind() + " " + (namespace == null ? "" : namespace + "/") + stable,
            Yaml.write(object));
      }
    }
    return objects;
  }
}
