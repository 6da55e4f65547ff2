package io.adot.operator.cli;

import io.adot.operator.api.v1beta1.OpenTelemetryCollector;
import io.adot.operator.offline.FoundCollector;
import io.adot.operator.offline.Inspection;
import io.adot.operator.offline.Manifests;
import io.adot.operator.render.Facts;
import io.adot.operator.runtime.Forecast;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows what a change of collectors, or the next pass of the operator, changes. */
@Command(
    name = "diff",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Shows what the operator would change in a cluster if it looked at collectors now, or if"
            + " files were applied; with --against what changes between files, without a cluster."
            + " Nothing is written. Exit code 1 if anything differs.")
final class DiffCommand extends ClusterCommand {
  @Mixin private final CollectorChoice choice = new CollectorChoice();

  @Option(
      names = {"-f", "--filename"},
      paramLabel = "FILE|DIR|-",
      description = "Collectors as they are to be; may be repeated.")
  private List<String> files = new ArrayList<>();

  @Option(
      names = "--against",
      paramLabel = "FILE|DIR|-",
      description = "Collectors as they were; may be repeated. Then no cluster is asked.")
  private List<String> against = new ArrayList<>();

  @Mixin private final FactsOptions facts = new FactsOptions();

  DiffCommand(Console console) {
    super(console);
  }

  @Override
  public Integer call() {
    if (against.isEmpty()) {
      return super.call();
    }
    if (files.isEmpty()) {
      throw usage("--against needs -f");
    }
    return betweenFiles(new Output(spec().commandLine(), console()));
  }

  @Override
  int run(KubernetesClient client, Output output) {
    String namespace = namespace(client);
    InstalledOperators operators = InstalledOperators.in(client);
    List<OpenTelemetryCollector> collectors;
    if (files.isEmpty()) {
      collectors = choice.in(client, namespace);
    } else {
      Manifests now = read(files, namespace);
      if (output.obstacles(inspected(now, operators), now.problems())) {
        return ExitCode.FINDINGS;
      }
      collectors = applied(client, now);
    }
    if (collectors.isEmpty()) {
      output.note(choice.wanted(namespace));
      return choice.isOne() ? ExitCode.FINDINGS : ExitCode.CLEAN;
    }
    return live(collectors, operators, client, output);
  }

  private int live(
      List<OpenTelemetryCollector> collectors,
      InstalledOperators operators,
      KubernetesClient client,
      Output output) {
    collectors.stream()
        .flatMap(it -> operators.doubts(it).stream())
        .distinct()
        .forEach(output::note);
    Map<Optional<InstalledOperator>, Forecast> forecasts = new HashMap<>();
    boolean clean = true;
    for (OpenTelemetryCollector collector : collectors) {
      Forecast forecast =
          forecasts.computeIfAbsent(
              operators.of(collector), one -> new Forecast(client, told(one)));
      Forecast.Outlook outlook = forecast.outlook(collector);
      LiveDiff diff =
          new LiveDiff(
              CollectorChoice.fullName(collector), collector.getMetadata().getUid(), outlook);
      diff.notes().forEach(output::note);
      operators
          .idle(collector)
          .map(why -> diff.isEmpty() ? why : why + ". What it would change else:")
          .ifPresent(output::note);
      output.result(diff.text());
      clean &= diff.isEmpty() && !outlook.assessment().isInvalid();
    }
    return clean ? ExitCode.CLEAN : ExitCode.FINDINGS;
  }

  /** What an operator was told, but for what the command line says. */
  private Facts told(Optional<InstalledOperator> operator) {
    return facts.over(InstalledOperators.settings(operator).facts());
  }

  /** Each as the operator that looks after it sees it. */
  private List<Inspection> inspected(Manifests manifests, InstalledOperators operators) {
    return manifests.collectors().stream()
        .map(one -> new Manifests(List.of(one), manifests.objects(), List.of()))
        .flatMap(
            one ->
                Inspection.of(one, told(operators.of(one.collectors().get(0).resource())), "")
                    .stream())
        .toList();
  }

  /** The collectors of files as the cluster would have them. */
  private List<OpenTelemetryCollector> applied(KubernetesClient client, Manifests manifests) {
    return manifests.collectors().stream()
        .map(FoundCollector::resource)
        .filter(choice::isMeant)
        .map(
            file -> {
              OpenTelemetryCollector stored =
                  client
                      .resources(OpenTelemetryCollector.class)
                      .inNamespace(file.getMetadata().getNamespace())
                      .withName(file.getMetadata().getName())
                      .get();
              return stored == null ? neverStored(file) : Applied.to(stored, file);
            })
        .toList();
  }

  /** Nothing in the cluster belongs to it. */
  private static OpenTelemetryCollector neverStored(OpenTelemetryCollector file) {
    file.getMetadata().setUid("");
    return file;
  }

  private int betweenFiles(Output output) {
    Manifests now = read(files, namespaceWithoutCluster());
    Manifests then = read(against, namespaceWithoutCluster());
    List<Inspection> after = Inspection.of(now, facts.facts(), "");
    List<Inspection> before = Inspection.of(then, facts.facts(), "");
    // What was is compared as far as it can be rendered; what is to be has to be right.
    if (output.obstacles(after, now.problems()) || output.obstacles(List.of(), then.problems())) {
      return ExitCode.FINDINGS;
    }
    String difference = difference(objects(before), objects(after));
    output.result(difference);
    return difference.isEmpty() ? ExitCode.CLEAN : ExitCode.FINDINGS;
  }

  private Manifests read(List<String> names, String namespace) {
    try {
      return InputFiles.read(console(), names, namespace);
    } catch (InputFiles.Unreadable wrong) {
      throw usage(Objects.requireNonNull(wrong.getMessage()));
    }
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
