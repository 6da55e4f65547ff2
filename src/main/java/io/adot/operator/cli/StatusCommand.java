package io.adot.operator.cli;

import io.adot.operator.api.ConditionType;
import io.adot.operator.api.v1beta1.OpenTelemetryCollector;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows how collectors fare, once, for ever, or until they do well. */
@Command(
    name = "status",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Shows conditions and pods of collectors. Exit code 1 unless all are ready; with --wait also"
            + " as soon as one is Stalled, and 4 when the time is over.")
final class StatusCommand extends ClusterCommand {
  private static final Duration EVERY = Duration.ofSeconds(1);

  @Mixin private final CollectorChoice choice = new CollectorChoice();

  @Option(
      names = {"-w", "--watch"},
      description = "Prints again whenever something changes, until interrupted.")
  private boolean watch;

  @Option(
      names = "--wait",
      arity = "0..1",
      fallbackValue = "Ready",
      paramLabel = "CONDITION",
      description = "Waits until the condition is True, Ready if none is named.")
  private String awaited = "";

  @Option(
      names = "--timeout",
      paramLabel = "TIME",
      defaultValue = "120s",
      description = "How long to wait: 90s, 5m, 1h (default: ${DEFAULT-VALUE}).")
  private String timeout = "120s";

  StatusCommand(Console console) {
    super(console);
  }

  private enum Standing {
    DONE,
    OPEN,
    STALLED
  }

  @Override
  int run(KubernetesClient client, Output output) {
    long deadline = System.nanoTime() + patience().toNanos();
    String namespace = namespace(client);
    String shown = "";
    while (true) {
      List<OpenTelemetryCollector> collectors = choice.in(client, namespace);
      String table = collectors.isEmpty() ? "" : table(client, collectors);
      Standing standing = standing(collectors);
      boolean over = standing != Standing.OPEN || System.nanoTime() - deadline >= 0;
      boolean last = awaited.isEmpty() ? !watch : over;
      if (last || watch && !table.equals(shown)) {
        output.result(shown.isEmpty() ? table : "\n" + table);
        shown = table;
      }
      if (last) {
        if (collectors.isEmpty()) {
          output.note(choice.wanted(namespace));
        }
        return exit(standing, !collectors.isEmpty(), output);
      }
      LockSupport.parkNanos(EVERY.toNanos());
    }
  }

  private int exit(Standing standing, boolean found, Output output) {
    if (!found && !choice.isOne() && awaited.isEmpty()) {
      return ExitCode.CLEAN;
    }
    if (standing == Standing.OPEN && !awaited.isEmpty()) {
      output.note("not " + awaited + " within " + timeout);
      return ExitCode.TIMEOUT;
    }
    return standing == Standing.DONE ? ExitCode.CLEAN : ExitCode.FINDINGS;
  }

  /** What was stalled may still be so by its last status, which is not about what is there now. */
  private Standing standing(List<OpenTelemetryCollector> collectors) {
    String wanted = awaited.isEmpty() ? ConditionType.Ready.name() : awaited;
    if (!collectors.isEmpty() && collectors.stream().allMatch(one -> StatusTable.is(one, wanted))) {
      return Standing.DONE;
    }
    boolean stalled =
        collectors.stream()
            .filter(one -> !StatusTable.is(one, wanted))
            .anyMatch(one -> StatusTable.is(one, ConditionType.Stalled.name()));
    return stalled ? Standing.STALLED : Standing.OPEN;
  }

  private static String table(KubernetesClient client, List<OpenTelemetryCollector> collectors) {
    return collectors.stream()
        .map(collector -> StatusTable.of(collector, pods(client, collector)))
        .collect(Collectors.joining("\n"));
  }

  private static List<Pod> pods(KubernetesClient client, OpenTelemetryCollector collector) {
    return client
        .pods()
        .inNamespace(collector.getMetadata().getNamespace())
        .withLabelSelector(StatusTable.selector(collector))
        .list()
        .getItems()
        .stream()
        .sorted(Comparator.comparing(pod -> pod.getMetadata().getName()))
        .toList();
  }

  private Duration patience() {
    try {
      long number = Long.parseLong(timeout.substring(0, timeout.length() - 1));
      TimeUnit unit =
          switch (timeout.charAt(timeout.length() - 1)) {
            case 's' -> TimeUnit.SECONDS;
            case 'm' -> TimeUnit.MINUTES;
            case 'h' -> TimeUnit.HOURS;
            default -> throw new NumberFormatException();
          };
      return Duration.of(number, unit.toChronoUnit());
    } catch (NumberFormatException | StringIndexOutOfBoundsException wrong) {
      throw usage("--timeout=" + timeout + " is no time: 90s, 5m, 1h are");
    }
  }
}
