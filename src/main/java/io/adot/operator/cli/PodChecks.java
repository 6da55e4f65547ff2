package io.adot.operator.cli;

import io.adot.operator.api.ConditionType;
import io.adot.operator.api.v1beta1.OpenTelemetryCollector;
import io.adot.operator.cli.Report.Level;
import io.adot.operator.cli.Report.Line;
import io.adot.operator.diagnosis.Diagnosis;
import io.adot.operator.diagnosis.LastWords;
import io.adot.operator.preflight.RunningPod;
import io.adot.operator.status.PodTrouble;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** The sides of a pod, one by one; each throws what the API server refuses. */
final class PodChecks {
  private static final int LAST_LINES = 200;
  private static final int LAST_EVENTS = 5;
  private static final String ROLE = "eks.amazonaws.com/role-arn";

  private final KubernetesClient client;
  private final Pod pod;

  PodChecks(KubernetesClient client, Pod pod) {
    this.client = client;
    this.pod = pod;
  }

  List<Line> state() {
    Optional<PodTrouble> trouble = PodTrouble.worst(List.of(pod));
    if (trouble.isPresent()) {
      return List.of(
          line(Level.ERROR, "Pod", trouble.get().reason().name(), trouble.get().message(), ""));
    }
    String phase =
        pod.getStatus() == null
            ? "Pending"
            : Objects.requireNonNullElse(pod.getStatus().getPhase(), "Pending");
    return List.of(
        isReady()
            ? line(Level.OK, "Pod", "Ready", "it is ready", "")
            : line(Level.WARNING, "Pod", "NotReady", "it is not ready; its phase is " + phase, ""));
  }

  private boolean isReady() {
    if (pod.getStatus() == null || pod.getStatus().getContainerStatuses().isEmpty()) {
      return false;
    }
    return pod.getStatus().getContainerStatuses().stream()
        .allMatch(one -> Boolean.TRUE.equals(one.getReady()));
  }

  List<Line> log() {
    String container = pod.getSpec().getContainers().get(0).getName();
    boolean died =
        pod.getStatus() != null
            && pod.getStatus().getContainerStatuses().stream()
                .filter(one -> one.getName().equals(container))
                .map(ContainerStatus::getRestartCount)
                .anyMatch(count -> count != null && count > 0);
    String words = (died ? text(container, true) : "") + text(container, false);
    if (words.isBlank()) {
      return List.of(line(Level.OK, "Log", "Empty", "there is no log", ""));
    }
    Optional<Diagnosis> diagnosis = LastWords.diagnose(words);
    if (diagnosis.isPresent()) {
      Level level = isReady() ? Level.WARNING : Level.ERROR;
      return List.of(
          Report.live(level, "Log", "Diagnosed", diagnosis.get().cause(), diagnosis.get().fixes()));
    }
    return List.of(
        words
            .lines()
            .filter(one -> one.toLowerCase(Locale.ROOT).contains("error"))
            .reduce((one, next) -> next)
            .map(last -> line(Level.WARNING, "Log", "Error", "its last error: " + last, ""))
            .orElseGet(
                () -> line(Level.OK, "Log", "Clean", "the last lines tell of no error", "")));
  }

  /** A container that has not started, or has no predecessor any more, has no log. */
  private String text(String container, boolean previous) {
    try {
      var log =
          client
              .pods()
              .inNamespace(pod.getMetadata().getNamespace())
              .withName(pod.getMetadata().getName())
              .inContainer(container);
      String text =
          previous
              ? log.terminated().tailingLines(LAST_LINES).getLog()
              : log.tailingLines(LAST_LINES).getLog();
      return text == null ? "" : text + "\n";
    } catch (KubernetesClientException none) {
      if (none.getCode() == HttpURLConnection.HTTP_BAD_REQUEST
          || none.getCode() == HttpURLConnection.HTTP_NOT_FOUND) {
        return "";
      }
      throw none;
    }
  }

  /**
   * Identities are injected as a pod is made: one made before its ServiceAccount's role has none.
   */
  List<Line> identity() {
    RunningPod running = RunningPod.of(pod);
    ServiceAccount account =
        client
            .serviceAccounts()
            .inNamespace(pod.getMetadata().getNamespace())
            .withName(running.serviceAccount())
            .get();
    String role =
        account == null || account.getMetadata().getAnnotations() == null
            ? ""
            : account.getMetadata().getAnnotations().getOrDefault(ROLE, "");
    String name = "ServiceAccount " + running.serviceAccount();
    Map<String, String> env = running.env();
    if (env.containsKey("AWS_CONTAINER_CREDENTIALS_FULL_URI")) {
      return List.of(
          line(Level.OK, "AWS identity", "PodIdentity", "EKS Pod Identity was injected", ""));
    }
    if (role.isEmpty()) {
      return List.of(
          line(Level.OK, "AWS identity", "NonePromised", name + " promises no role", ""));
    }
    String injected = env.getOrDefault("AWS_ROLE_ARN", "");
    if (injected.equals(role)) {
      return List.of(line(Level.OK, "AWS identity", "Injected", role + " was injected", ""));
    }
    return List.of(
        line(
            Level.ERROR,
            "AWS identity",
            "IdentityNotInjected",
            name
                + " promises "
                + role
                + ", but the pod has "
                + (injected.isEmpty() ? "none" : injected),
            "it was made before that: kubectl -n "
                + pod.getMetadata().getNamespace()
                + " delete pod "
                + pod.getMetadata().getName()));
  }

  /** What of a collector's conditions is not as it should be. */
  static List<Line> collector(Optional<OpenTelemetryCollector> found) {
    if (found.isEmpty()) {
      return List.of(line(Level.WARNING, "Collector", "NoCollector", "it is of no collector", ""));
    }
    OpenTelemetryCollector collector = found.get();
    Set<String> bad = Set.of(ConditionType.Stalled.name(), ConditionType.Reconciling.name());
    List<Line> lines = new ArrayList<>();
    for (Condition one : StatusTable.conditions(collector)) {
      boolean wrong = bad.contains(one.getType()) == "True".equals(one.getStatus());
      if (wrong && !"Unknown".equals(one.getStatus())) {
        lines.add(
            line(
                one.getType().equals(ConditionType.Reconciling.name()) ? Level.INFO : Level.ERROR,
                "Collector",
                one.getReason(),
                one.getType() + "=" + one.getStatus() + ": " + one.getMessage(),
                ""));
      }
    }
    return lines.isEmpty()
        ? List.of(
            line(
                Level.OK,
                "Collector",
                "Ready",
                CollectorChoice.fullName(collector) + " has nothing against it",
                ""))
        : lines;
  }

  List<Line> events() {
    List<Line> lines =
        client
            .v1()
            .events()
            .inNamespace(pod.getMetadata().getNamespace())
            .withField("involvedObject.name", pod.getMetadata().getName())
            .list()
            .getItems()
            .stream()
            .filter(event -> "Warning".equals(event.getType()))
            .filter(
                event -> pod.getMetadata().getName().equals(event.getInvolvedObject().getName()))
            .sorted(Comparator.comparing(PodChecks::time).reversed())
            .limit(LAST_EVENTS)
            .map(
                event ->
                    line(
                        Level.INFO,
                        "Events",
                        event.getReason(),
                        event.getReason() + ": " + event.getMessage(),
                        ""))
            .toList();
    return lines.isEmpty()
        ? List.of(line(Level.OK, "Events", "None", "there are no warnings", ""))
        : lines;
  }

  /** Newer clients write the one, older ones the other. */
  private static String time(Event event) {
    String last = Objects.requireNonNullElse(event.getLastTimestamp(), "");
    return !last.isEmpty() || event.getEventTime() == null
        ? last
        : Objects.requireNonNullElse(event.getEventTime().getTime(), "");
  }

  private static Line line(Level level, String section, String code, String text, String advice) {
    return Report.live(level, section, code, text, advice);
  }
}
