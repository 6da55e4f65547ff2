package io.adot.operator.status;

import io.adot.operator.api.ConditionType;
import io.adot.operator.api.Reason;
import io.adot.operator.api.v1beta1.CollectorMode;
import io.adot.operator.api.v1beta1.OpenTelemetryCollectorStatus;
import io.adot.operator.api.v1beta1.ScaleStatus;
import io.adot.operator.finding.Finding;
import io.adot.operator.finding.Severity;
import io.adot.operator.status.Readiness.Phase;
import io.fabric8.kubernetes.api.model.Condition;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The status of a collector and what is worth an event, made from all that one pass saw.
 *
 * @param status to be written if it differs from the last one
 * @param notices transitions since the last one
 * @param stuckOn why a person has to act, if so; when it stays the same for {@link #PATIENCE}, the
 *     collector is stalled
 */
public record CollectorStatus(
    OpenTelemetryCollectorStatus status, List<Notice> notices, Optional<String> stuckOn) {

  /** How long the same proven cause lasts before {@code Stalled} says so. */
  public static final Duration PATIENCE = Duration.ofSeconds(60);

  /** How long a workload may be without a ready pod before its replica count is shown. */
  private static final Duration SHOW_REPLICAS_AFTER = Duration.ofSeconds(30);

  /**
   * Makes the status.
   *
   * @param seen everything the pass knows
   * @param now the time of the pass
   * @param exhausted the cause that stood in the way since {@link #PATIENCE}, if any; it counts
   *     only if it still does
   */
  public static CollectorStatus of(Observed seen, Instant now, Optional<String> exhausted) {
    Readiness judged = Judgement.of(seen);
    Optional<String> cause = judged.cause();
    boolean lasting = cause.isPresent() && cause.equals(exhausted);
    Readiness readiness =
        lasting && judged.phase() == Phase.EMPTY ? Judgement.withoutPods(seen, judged) : judged;
    Conditions conditions = new Conditions(seen.collector(), seen.previous(), now);
    List<Condition> verdicts =
        List.of(
            conditions.of(ConditionType.PermissionsReady, seen.verdicts().permissions()),
            conditions.of(ConditionType.AwsIdentityReady, seen.verdicts().awsIdentity()));
    conditions.add(
        ConditionType.Ready,
        readiness.status(),
        readiness.reason(),
        readyMessage(readiness, verdicts));
    if (readiness.phase() == Phase.MOVING || readiness.phase() == Phase.EMPTY) {
      conditions.add(ConditionType.Reconciling, "True", Reason.RollingOut, readiness.message());
    } else if (readiness.phase() == Phase.RETRYING) {
      conditions.add(ConditionType.Reconciling, "True", Reason.Retrying, readiness.message());
    }
    if (lasting) {
      conditions.add(ConditionType.Stalled, "True", readiness.reason(), readiness.message());
    }
    addConfigValid(conditions, seen.findings());
    verdicts.forEach(conditions::add);

    OpenTelemetryCollectorStatus status = new OpenTelemetryCollectorStatus();
    status.setConditions(conditions.list());
    status.setObservedGeneration(seen.collector().getMetadata().getGeneration());
    status.setScale(scale(seen, now));
    if (seen.collector().getSpec().getMode() != CollectorMode.SIDECAR) {
      status.setImage(seen.image());
    }
    status.setVersion(seen.version().isEmpty() ? null : seen.version());
    return new CollectorStatus(status, Notices.between(seen.previous(), conditions.list()), cause);
  }

  private static String readyMessage(Readiness readiness, List<Condition> verdicts) {
    String suffix =
        verdicts.stream()
            .filter(verdict -> "False".equals(verdict.getStatus()))
            .map(verdict -> verdict.getType() + "=False: " + verdict.getReason())
            .collect(Collectors.joining("; "));
    return suffix.isEmpty() ? readiness.message() : readiness.message() + " (" + suffix + ")";
  }

  private static void addConfigValid(Conditions conditions, List<Finding> findings) {
    List<Finding> sorted =
        findings.stream().sorted(Comparator.comparing(Finding::severity)).toList();
    Severity worst = sorted.isEmpty() ? Severity.INFO : sorted.get(0).severity();
    Reason reason =
        switch (worst) {
          case ERROR -> sorted.get(0).code().reason();
          case WARNING -> Reason.ValidWithWarnings;
          case INFO -> Reason.Valid;
        };
    String message = sorted.isEmpty() ? "no findings" : Texts.findings(sorted);
    conditions.add(
        ConditionType.ConfigValid, worst == Severity.ERROR ? "False" : "True", reason, message);
  }

  /** Argo CD reads {@code ready/wanted}, and takes a sidecar by its absence. */
  private static @Nullable ScaleStatus scale(Observed seen, Instant now) {
    if (seen.collector().getSpec().getMode() == CollectorMode.SIDECAR) {
      return null;
    }
    ScaleStatus scale = new ScaleStatus();
    scale.setSelector(
        new TreeMap<>(seen.selector())
            .entrySet().stream()
                .map(label -> label.getKey() + "=" + label.getValue())
                .collect(Collectors.joining(",")));
    // Once there was a workload, the count stays, so that it is known that this collector ever ran.
    if (seen.previous() != null
        && seen.previous().getScale() != null
        && seen.previous().getScale().getReplicas() != null) {
      scale.setReplicas(0);
    }
    Optional<Rollout> rollout = seen.workload().flatMap(Rollout::of);
    rollout.ifPresent(
        progress -> {
          scale.setReplicas(progress.total());
          if (progress.ready() > 0
              || progress.wanted() == 0 && progress.observed()
              || isOld(seen, now)) {
            scale.setStatusReplicas(progress.ready() + "/" + progress.wanted());
          }
        });
    return scale;
  }

  /**
   * How long until the replica count of a workload without a ready pod is shown, which no event
   * announces; empty where it is shown already, or there is none.
   *
   * @param seen what this status was made from
   */
  public Optional<Duration> replicasDue(Observed seen, Instant now) {
    return status.getScale() == null || status.getScale().getStatusReplicas() != null
        ? Optional.empty()
        : shown(seen).map(due -> Duration.between(now, due));
  }

  private static boolean isOld(Observed seen, Instant now) {
    return shown(seen).filter(due -> !now.isBefore(due)).isPresent();
  }

  /** When the replica count is shown at the latest. */
  private static Optional<Instant> shown(Observed seen) {
    return seen.workload()
        .map(workload -> workload.getMetadata().getCreationTimestamp())
        .map(created -> Instant.parse(created).plus(SHOW_REPLICAS_AFTER));
  }

  /** The cause for which a status calls its collector stalled. */
  public static Optional<String> stalledOn(@Nullable OpenTelemetryCollectorStatus status) {
    return find(status, ConditionType.Stalled)
        .filter(condition -> "True".equals(condition.getStatus()))
        .map(Condition::getReason);
  }

  /** The condition of a type in a status. */
  static Optional<Condition> find(
      @Nullable OpenTelemetryCollectorStatus status, ConditionType type) {
    return status == null
        ? Optional.empty()
        : status.getConditions().stream().filter(c -> type.name().equals(c.getType())).findFirst();
  }
}
