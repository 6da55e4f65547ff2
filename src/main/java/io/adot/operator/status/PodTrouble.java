package io.adot.operator.status;

import io.adot.operator.api.Reason;
import io.adot.operator.diagnosis.LastWords;
import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStateWaiting;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What keeps a pod from being ready, in its own last words.
 *
 * @param reason the reason for the condition {@code Ready}
 * @param message names the pod and quotes what Kubernetes or the collector said last
 */
public record PodTrouble(Reason reason, String message) {
  /** Long enough for the collector's error line, short enough for a condition. */
  private static final int LAST_WORDS = 600;

  private static final String OUT_OF_MEMORY =
      "; cause: it needed more memory than spec.resources.limits.memory allows: raise that, or let"
          + " the processor memory_limiter stay below it";

  private static final Set<String> IMAGE_TROUBLES =
      Set.of(
          "ErrImagePull",
          "ImagePullBackOff",
          "InvalidImageName",
          "ErrImageNeverPull",
          "ImageInspectError");
  private static final Set<String> START_TROUBLES =
      Set.of("CreateContainerConfigError", "CreateContainerError", "RunContainerError");

  /**
   * The worst trouble of any pod: the collector's own before the image's before the scheduler's.
   */
  public static Optional<PodTrouble> worst(List<Pod> pods) {
    return pods.stream()
        .filter(PodTrouble::counts)
        .flatMap(PodTrouble::of)
        .min(
            Comparator.<PodTrouble>comparingInt(t -> rank(t.reason()))
                .thenComparing(PodTrouble::message));
  }

  /** A pod that is going, or was evicted and replaced, stands in nobody's way. */
  private static boolean counts(Pod pod) {
    return pod.getMetadata().getDeletionTimestamp() == null
        && pod.getStatus() != null
        && !"Failed".equals(pod.getStatus().getPhase())
        && !"Succeeded".equals(pod.getStatus().getPhase());
  }

  private static int rank(Reason reason) {
    return switch (reason) {
      case CollectorCrashLooping -> 0;
      case ImagePullFailed -> 1;
      default -> 2;
    };
  }

  private static Stream<PodTrouble> of(Pod pod) {
    Stream<PodTrouble> containers =
        Stream.concat(
                pod.getStatus().getInitContainerStatuses().stream(),
                pod.getStatus().getContainerStatuses().stream())
            .flatMap(container -> of(pod, container).stream());
    Stream<PodTrouble> scheduling =
        pod.getStatus().getConditions().stream()
            .filter(c -> "PodScheduled".equals(c.getType()) && "False".equals(c.getStatus()))
            .filter(c -> "Unschedulable".equals(c.getReason()))
            .map(c -> unschedulable(pod, c));
    return Stream.concat(containers, scheduling);
  }

  private static PodTrouble unschedulable(Pod pod, PodCondition condition) {
    return new PodTrouble(
        Reason.Unschedulable,
        "pod "
            + pod.getMetadata().getName()
            + " finds no node: "
            + oneLine(condition.getMessage()));
  }

  private static Optional<PodTrouble> of(Pod pod, ContainerStatus container) {
    ContainerState state = container.getState();
    ContainerStateWaiting waiting = state == null ? null : state.getWaiting();
    String where = "container " + container.getName() + " of pod " + pod.getMetadata().getName();
    if (waiting != null && IMAGE_TROUBLES.contains(Objects.toString(waiting.getReason(), ""))) {
      return Optional.of(
          new PodTrouble(
              Reason.ImagePullFailed,
              where
                  + " cannot pull "
                  + container.getImage()
                  + ": "
                  + oneLine(waiting.getMessage())));
    }
    if (waiting != null && START_TROUBLES.contains(Objects.toString(waiting.getReason(), ""))) {
      return Optional.of(
          new PodTrouble(
              Reason.CollectorCrashLooping,
              where
                  + " cannot start: "
                  + oneLine(waiting.getMessage())
                  + meaning(waiting.getMessage())));
    }
    boolean backingOff = waiting != null && "CrashLoopBackOff".equals(waiting.getReason());
    ContainerStateTerminated last = lastDeath(container);
    return backingOff
            || last != null
                && last.getExitCode() != null
                && last.getExitCode() != 0
                && !isReady(container)
        ? Optional.of(new PodTrouble(Reason.CollectorCrashLooping, where + died(container, last)))
        : Optional.empty();
  }

  private static @Nullable ContainerStateTerminated lastDeath(ContainerStatus container) {
    ContainerState state = container.getState();
    if (state != null && state.getTerminated() != null) {
      return state.getTerminated();
    }
    return container.getLastState() == null ? null : container.getLastState().getTerminated();
  }

  private static boolean isReady(ContainerStatus container) {
    return Boolean.TRUE.equals(container.getReady());
  }

  private static String died(ContainerStatus container, @Nullable ContainerStateTerminated last) {
    String times = " keeps terminating (" + container.getRestartCount() + " restarts";
    if (last == null) {
      return times + ")";
    }
    String why = last.getReason() == null ? "" : ", " + last.getReason();
    String words = oneLine(last.getMessage());
    return times
        + ", exit code "
        + last.getExitCode()
        + why
        + ")"
        + (words.isEmpty() ? "" : ": " + words)
        + ("OOMKilled".equals(last.getReason()) ? OUT_OF_MEMORY : meaning(last.getMessage()));
  }

  /** What the words stand for, with what helps below. */
  private static String meaning(@Nullable String words) {
    return LastWords.diagnose(Objects.requireNonNullElse(words, ""))
        .map(diagnosis -> "; cause: " + diagnosis.cause() + Texts.fixes(diagnosis.fixes()))
        .orElse("");
  }

  /** The end of a text on one line: the last words are what tells. */
  private static String oneLine(@Nullable String text) {
    String line = text == null ? "" : text.replaceAll("\\s+", " ").strip();
    return line.length() <= LAST_WORDS ? line : "…" + line.substring(line.length() - LAST_WORDS);
  }
}
