package io.adot.operator.cli;

import io.adot.operator.api.v1beta1.OpenTelemetryCollector;
import io.adot.operator.cli.Report.Line;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Says why a collector's pod is not ready, or sends nothing. */
@Command(
    name = "why",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Says why a collector's pod is not ready or sends nothing: its containers, its log, its AWS"
            + " identity, its collector, its events.")
final class WhyCommand extends ReportingCommand {
  private static final String INSTANCE = "app.kubernetes.io/instance";

  @Parameters(paramLabel = "POD", description = "The pod.")
  private String name = "";

  WhyCommand(Console console) {
    super(console);
  }

  @Override
  int run(KubernetesClient client, Output output) {
    String namespace = namespace(client);
    Pod pod = client.pods().inNamespace(namespace).withName(name).get();
    if (pod == null) {
      output.note("no pod " + name + " in namespace " + namespace);
      return ExitCode.FINDINGS;
    }
    PodChecks checks = new PodChecks(client, pod);
    List<Line> lines = new ArrayList<>(checks.state());
    lines.addAll(looked("Log", checks::log));
    lines.addAll(looked("AWS identity", checks::identity));
    lines.addAll(looked("Collector", () -> PodChecks.collector(collector(client, pod))));
    lines.addAll(looked("Events", checks::events));
    return tell(
        new Report("pod", List.of(Report.live(namespace + "/" + name, lines)), List.of()), output);
  }

  /** The collector whose pod it is, by the label that its pods have. */
  private static Optional<OpenTelemetryCollector> collector(KubernetesClient client, Pod pod) {
    String instance =
        Objects.requireNonNullElse(pod.getMetadata().getLabels(), Map.<String, String>of())
            .getOrDefault(INSTANCE, "");
    return client
        .resources(OpenTelemetryCollector.class)
        .inNamespace(pod.getMetadata().getNamespace())
        .list()
        .getItems()
        .stream()
        .filter(one -> !instance.isEmpty())
        .filter(one -> StatusTable.selector(one).contains(INSTANCE + "=" + instance))
        .findFirst();
  }
}
