package io.adot.operator.cli;

import io.adot.operator.api.ConditionType;
import io.adot.operator.api.v1beta1.CollectorMode;
import io.adot.operator.api.v1beta1.OpenTelemetryCollector;
import io.adot.operator.api.v1beta1.OpenTelemetryCollectorStatus;
import io.adot.operator.api.v1beta1.ScaleStatus;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** What a collector's status and its pods say, in columns. */
final class StatusTable {
  private static final int WIDEST = 100;

  private StatusTable() {}

  /** The condition of a type that speaks of the collector as it is now, not as it was before. */
  static Optional<Condition> current(OpenTelemetryCollector collector, String type) {
    Long generation = collector.getMetadata().getGeneration();
    return conditions(collector).stream()
        .filter(condition -> type.equals(condition.getType()))
        .filter(
            condition ->
                generation == null
                    || condition.getObservedGeneration() == null
                    || condition.getObservedGeneration() >= generation)
        .findFirst();
  }

  static boolean is(OpenTelemetryCollector collector, String type) {
    return current(collector, type).filter(one -> "True".equals(one.getStatus())).isPresent();
  }

  /** A block of lines. */
  static String of(OpenTelemetryCollector collector, List<Pod> pods) {
    StringBuilder out = new StringBuilder();
    Optional<Condition> ready = current(collector, ConditionType.Ready.name());
    out.append(CollectorChoice.fullName(collector))
        .append("  ")
        .append(
            Objects.requireNonNullElse(collector.getSpec().getMode(), CollectorMode.DEPLOYMENT)
                .json())
        .append("  ")
        .append(
            ready
                .map(one -> "Ready=" + one.getStatus() + " " + one.getReason())
                .orElse("not looked at yet: is the operator running? try doctor"))
        .append('\n');
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("  CONDITION", "STATUS", "REASON", "SINCE", "MESSAGE"));
    conditions(collector)
        .forEach(
            one ->
                rows.add(
                    List.of(
                        "  " + one.getType(),
                        one.getStatus(),
                        one.getReason(),
                        Objects.requireNonNullElse(one.getLastTransitionTime(), ""),
                        firstLine(one.getMessage()))));
    append(out, rows);
    List<List<String>> podRows = new ArrayList<>();
    podRows.add(List.of("  POD", "READY", "STATE", "RESTARTS", "NODE"));
    pods.forEach(pod -> podRows.add(row(pod)));
    append(out, podRows);
    return out.toString();
  }

  static List<Condition> conditions(OpenTelemetryCollector collector) {
    return Optional.ofNullable(collector.getStatus())
        .map(OpenTelemetryCollectorStatus::getConditions)
        .orElse(List.of());
  }

  /**
   * By which its pods are found: the status tells it; before there is one, the name does, if it is
   * not too long.
   */
  static String selector(OpenTelemetryCollector collector) {
    var metadata = collector.getMetadata();
    return Optional.ofNullable(collector.getStatus())
        .map(OpenTelemetryCollectorStatus::getScale)
        .map(ScaleStatus::getSelector)
        .filter(selector -> !selector.isBlank())
        .orElseGet(
            () ->
                "app.kubernetes.io/instance=" + metadata.getNamespace() + "." + metadata.getName());
  }

  private static List<String> row(Pod pod) {
    List<ContainerStatus> containers =
        pod.getStatus() == null ? List.of() : pod.getStatus().getContainerStatuses();
    long ready = containers.stream().filter(one -> Boolean.TRUE.equals(one.getReady())).count();
    int restarts = containers.stream().mapToInt(ContainerStatus::getRestartCount).sum();
    return List.of(
        "  " + pod.getMetadata().getName(),
        ready + "/" + pod.getSpec().getContainers().size(),
        state(pod, containers),
        String.valueOf(restarts),
        Objects.requireNonNullElse(pod.getSpec().getNodeName(), "-"));
  }

  /** As kubectl has it: the reason of a container that waits or ended, else the phase. */
  private static String state(Pod pod, List<ContainerStatus> containers) {
    if (pod.getMetadata().getDeletionTimestamp() != null) {
      return "Terminating";
    }
    return containers.stream()
        .map(ContainerStatus::getState)
        .filter(Objects::nonNull)
        .map(StatusTable::reason)
        .filter(reason -> !reason.isEmpty())
        .findFirst()
        .orElseGet(
            () ->
                pod.getStatus() == null
                    ? "Pending"
                    : Objects.requireNonNullElse(pod.getStatus().getPhase(), "Pending"));
  }

  private static String reason(ContainerState state) {
    if (state.getWaiting() != null) {
      return Objects.requireNonNullElse(state.getWaiting().getReason(), "");
    }
    return state.getTerminated() == null
        ? ""
        : Objects.requireNonNullElse(state.getTerminated().getReason(), "");
  }

  private static String firstLine(String text) {
    String line = Objects.requireNonNullElse(text, "").lines().findFirst().orElse("");
    return line.length() <= WIDEST ? line : line.substring(0, WIDEST - 1) + "…";
  }

  /** Nothing where there is only the heading. */
  private static void append(StringBuilder out, List<List<String>> rows) {
    if (rows.size() < 2) {
      return;
    }
    int columns = rows.get(0).size();
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int column = 0; column < columns; column++) {
        int at = column;
        int width = rows.stream().mapToInt(one -> one.get(at).length()).max().orElse(0);
        String cell = row.get(column);
        line.append(cell).append(" ".repeat(width - cell.length() + 2));
      }
      out.append(line.toString().stripTrailing()).append('\n');
    }
  }
}
