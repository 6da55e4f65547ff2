package io.adot.operator.status;

import io.adot.operator.api.ConditionType;
import io.adot.operator.api.Reason;
import io.adot.operator.api.v1beta1.CollectorMode;
import io.adot.operator.api.v1beta1.ManagementState;
import io.adot.operator.converge.Convergence.Cause;
import io.adot.operator.converge.Convergence.Failure;
import io.adot.operator.converge.ObjectKey;
import io.adot.operator.finding.Finding;
import io.adot.operator.finding.Severity;
import io.adot.operator.preflight.Verdict;
import io.adot.operator.status.Observed.Hold;
import io.adot.operator.status.Readiness.Phase;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/** Judges whether a collector is ready: the first thing that stands in the way is the answer. */
final class Judgement {
  private Judgement() {}

  static Readiness of(Observed seen) {
    if (seen.collector().getSpec().getManagementState() == ManagementState.UNMANAGED
        || seen.hold() == Hold.LEFT_ALONE) {
      return unmanaged(seen);
    }
    Readiness judged =
        configInvalid(seen)
            .or(() -> operatorForbidden(seen))
            .or(() -> refused(seen))
            .or(() -> held(seen))
            .orElseGet(() -> whoServes(seen, pods(seen)));
    List<String> lacks = lacks(seen);
    return lacks.isEmpty() ? judged : lacking(judged, String.join("; ", lacks));
  }

  /** What the collector asks for and the cluster does not have. */
  private static List<String> lacks(Observed seen) {
    return seen.convergence().failures().stream()
        .filter(failure -> failure.cause() == Cause.NOT_SERVED)
        .map(Failure::message)
        .distinct()
        .toList();
  }

  /**
   * Pods that run are ready, whatever else was asked for. But nobody is to think that all is well.
   */
  private static Readiness lacking(Readiness judged, String lacks) {
    return judged.status().equals("True")
        ? Readiness.yes(Reason.DependencyMissing, judged.message() + ", but " + lacks)
        : new Readiness(
            judged.status(),
            judged.reason(),
            judged.message() + " (" + Reason.DependencyMissing + ": " + lacks + ")",
            judged.phase());
  }

  private static Readiness whoServes(Observed seen, Readiness readiness) {
    if (seen.predecessors().isEmpty()) {
      return readiness;
    }
    String serving =
        seen.predecessors().stream().map(ObjectKey::toString).collect(Collectors.joining(", "));
    return new Readiness(
        readiness.status(),
        readiness.reason(),
        readiness.message() + "; until it is ready, " + serving + " stays",
        readiness.phase());
  }

  /** Which generation the pods run is not known: the resource may have been edited since. */
  private static Readiness unmanaged(Observed seen) {
    if (seen.collector().getSpec().getMode() == CollectorMode.SIDECAR) {
      return pods(seen);
    }
    Optional<Rollout> rollout = seen.workload().flatMap(Rollout::of);
    if (rollout.isEmpty()) {
      return Readiness.no(
          Reason.Unmanaged, "there is no workload, and the operator makes none", Phase.SETTLED);
    }
    return rollout.get().isComplete()
        ? Readiness.yes(
            Reason.Unmanaged,
            rollout.get().ready()
                + "/"
                + rollout.get().wanted()
                + " pods are ready; changes of this resource are not applied")
        : unfinished(rollout.get(), seen);
  }

  private static Optional<Readiness> configInvalid(Observed seen) {
    List<Finding> errors =
        seen.findings().stream().filter(f -> f.severity() == Severity.ERROR).toList();
    if (errors.isEmpty()) {
      return Optional.empty();
    }
    String kept =
        seen.workload().isPresent()
            ? "; the last good revision keeps running"
            : "; nothing is deployed";
    return Optional.of(
        Readiness.no(Reason.ConfigInvalid, errors.get(0).text() + kept, Phase.STUCK));
  }

  private static Optional<Readiness> operatorForbidden(Observed seen) {
    Verdict verdict = seen.verdicts().apiAccess();
    return verdict.isFalse()
        ? Optional.of(Readiness.no(verdict.reason(), Texts.withFixes(verdict), Phase.STUCK))
        : Optional.empty();
  }

  /** A refusal that a person has to deal with is told before one that is merely tried again. */
  private static Optional<Readiness> refused(Observed seen) {
    return seen.convergence().failures().stream()
        .filter(failure -> failure.cause() != Cause.NOT_SERVED)
        .min(Comparator.comparing(Failure::cause))
        .map(Judgement::refusal);
  }

  private static Readiness refusal(Failure failure) {
    Reason reason =
        switch (failure.cause()) {
          case NAME_CONFLICT -> Reason.NameConflict;
          case FORBIDDEN -> Reason.OperatorForbidden;
          case QUOTA -> Reason.QuotaExceeded;
          case NOT_SERVED -> Reason.DependencyMissing;
          case INVALID, TRANSIENT -> Reason.ApplyFailed;
          case WAITING -> Reason.Progressing;
        };
    String message =
        failure.cause() == Cause.NAME_CONFLICT
            ? failure.message()
            : failure.key() + ": " + failure.message();
    boolean passing = failure.cause() == Cause.TRANSIENT || failure.cause() == Cause.WAITING;
    return Readiness.no(reason, message, passing ? Phase.RETRYING : Phase.STUCK);
  }

  private static Optional<Readiness> held(Observed seen) {
    return switch (seen.hold()) {
      case NONE, LEFT_ALONE -> Optional.empty();
      case WAITING ->
          Optional.of(
              new Readiness(
                  "Unknown",
                  Reason.Progressing,
                  "the workload waits for the preflight's answers (adot.io/preflight: hold)",
                  Phase.MOVING));
      case GAP -> Optional.of(withheld(seen));
    };
  }

  private static Readiness withheld(Observed seen) {
    Verdict permissions = seen.verdicts().permissions();
    boolean kubernetes = permissions.isFalse();
    Verdict verdict = kubernetes ? permissions : seen.verdicts().awsIdentity();
    return Readiness.no(
        kubernetes ? Reason.PermissionsMissing : Reason.AwsIdentityBroken,
        "the workload is withheld until the gap is closed (adot.io/preflight: hold): "
            + Texts.firstLine(verdict.message()),
        Phase.STUCK);
  }

  private static Readiness pods(Observed seen) {
    if (seen.collector().getSpec().getMode() == CollectorMode.SIDECAR) {
      return Readiness.yes(
          Reason.SidecarConfigPublished,
          "the configuration is published for injection; the pods are the applications' own");
    }
    Optional<Rollout> rollout = seen.workload().flatMap(Rollout::of);
    if (rollout.isEmpty()) {
      return Readiness.no(Reason.Progressing, "the workload is being created", Phase.MOVING);
    }
    return rollout.get().isComplete() || rollout.get().wasComplete() && isStillReady(seen)
        ? Readiness.yes(Reason.Available, available(seen, rollout.get()))
        : unfinished(rollout.get(), seen);
  }

  /**
   * Anybody's annotation on a Deployment is a new generation of it, which its controller sees a
   * moment later. That is no reason to call ready collectors unready, unless the change was ours.
   */
  private static boolean isStillReady(Observed seen) {
    boolean wasReady =
        CollectorStatus.find(seen.previous(), ConditionType.Ready)
            .filter(ready -> "True".equals(ready.getStatus()))
            .filter(
                ready ->
                    Objects.equals(
                        ready.getObservedGeneration(),
                        seen.collector().getMetadata().getGeneration()))
            .isPresent();
    return wasReady
        && seen.workload()
            .map(ObjectKey::of)
            .filter(workload -> !seen.convergence().applied().contains(workload))
            .isPresent();
  }

  private static String available(Observed seen, Rollout rollout) {
    return rollout.ready()
        + "/"
        + rollout.wanted()
        + " pods run generation "
        + seen.collector().getMetadata().getGeneration();
  }

  /**
   * What is said when still no pod came up after a while. Why not stands in events of the workload
   * only, which the operator may not read.
   */
  static Readiness withoutPods(Observed seen, Readiness readiness) {
    String workload = seen.workload().map(ObjectKey::of).map(ObjectKey::toString).orElse("");
    return Readiness.no(
        Reason.RolloutTimedOut,
        readiness.message()
            + ": the events of "
            + workload
            + " say why (a quota, or the namespace's pod security, as a rule)",
        Phase.STUCK);
  }

  /** A rollout that fails leaves pods of the last good revision, which go on serving. */
  private static String before(Rollout rollout) {
    int old = rollout.total() - rollout.updated();
    return rollout.observed() && old > 0 && rollout.updated() > 0
        ? ", " + old + " of them of the revision before"
        : "";
  }

  private static Readiness unfinished(Rollout rollout, Observed seen) {
    String sofar = rollout.ready() + "/" + rollout.wanted() + " pods ready";
    Optional<PodTrouble> trouble = PodTrouble.worst(seen.pods());
    if (trouble.isPresent()) {
      return Readiness.no(
          trouble.get().reason(),
          sofar + before(rollout) + "; " + trouble.get().message(),
          Phase.STUCK);
    }
    if (rollout.failure().isPresent()) {
      String words = rollout.failure().get();
      Reason reason = words.contains("exceeded quota") ? Reason.QuotaExceeded : Reason.ApplyFailed;
      return Readiness.no(reason, sofar + "; no pod can be created: " + words, Phase.STUCK);
    }
    if (rollout.timedOut().isPresent()) {
      return Readiness.no(
          Reason.RolloutTimedOut, sofar + "; " + rollout.timedOut().get(), Phase.STUCK);
    }
    if (rollout.observed() && rollout.wanted() > 0 && seen.pods().isEmpty()) {
      return Readiness.no(Reason.Progressing, sofar + "; no pod was created yet", Phase.EMPTY);
    }
    String state = sofar + ", " + rollout.updated() + " of the latest generation";
    return rollout.updated() < rollout.wanted()
            && rollout.observed()
            && seen.workload().filter(Rollout::waitsForDeletion).isPresent()
        ? Readiness.no(
            Reason.Progressing,
            state + "; with the update strategy OnDelete a pod is renewed when it is deleted",
            Phase.SETTLED)
        : Readiness.no(Reason.Progressing, state, Phase.MOVING);
  }
}
