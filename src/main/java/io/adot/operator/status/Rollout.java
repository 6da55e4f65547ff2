package io.adot.operator.status;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentCondition;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How far a workload's controller has come with its latest generation.
 *
 * @param observed whether the controller has seen the latest generation at all
 * @param wanted how many pods there should be
 * @param updated how many are of the latest generation
 * @param ready how many are ready, of whatever generation
 * @param total how many there are
 * @param failure why the controller cannot create pods, in its own words
 * @param timedOut why it gave up waiting for them, in its own words
 */
public record Rollout(
    boolean observed,
    int wanted,
    int updated,
    int ready,
    int total,
    Optional<String> failure,
    Optional<String> timedOut) {

  /** Whether exactly the wanted pods run the latest generation and all are ready. */
  public boolean isComplete() {
    return observed && wasComplete();
  }

  /** The same, of the generation that the controller has seen last. */
  boolean wasComplete() {
    return updated >= wanted && total <= wanted && ready >= wanted;
  }

  /** Whether new pods come only when somebody deletes the old ones. */
  static boolean waitsForDeletion(HasMetadata workload) {
    String strategy = null;
    if (workload instanceof DaemonSet set && set.getSpec().getUpdateStrategy() != null) {
      strategy = set.getSpec().getUpdateStrategy().getType();
    } else if (workload instanceof StatefulSet set && set.getSpec().getUpdateStrategy() != null) {
      strategy = set.getSpec().getUpdateStrategy().getType();
    }
    return "OnDelete".equals(strategy);
  }

  /** Reads a workload; empty when it is none of the three kinds. */
  public static Optional<Rollout> of(HasMetadata workload) {
    if (workload instanceof Deployment deployment) {
      return Optional.of(of(deployment));
    }
    if (workload instanceof DaemonSet daemonSet) {
      return Optional.of(of(daemonSet));
    }
    return workload instanceof StatefulSet statefulSet
        ? Optional.of(of(statefulSet))
        : Optional.empty();
  }

  private static Rollout of(Deployment deployment) {
    var status = deployment.getStatus();
    int wanted = count(deployment.getSpec().getReplicas(), 1);
    if (status == null) {
      return notObserved(wanted);
    }
    return new Rollout(
        isObserved(deployment, status.getObservedGeneration()),
        wanted,
        count(status.getUpdatedReplicas(), 0),
        count(status.getReadyReplicas(), 0),
        count(status.getReplicas(), 0),
        message(status.getConditions(), "ReplicaFailure", "True"),
        message(status.getConditions(), "Progressing", "False"));
  }

  private static Rollout of(StatefulSet statefulSet) {
    var status = statefulSet.getStatus();
    int wanted = count(statefulSet.getSpec().getReplicas(), 1);
    if (status == null) {
      return notObserved(wanted);
    }
    boolean allUpdated =
        status.getUpdateRevision() != null
            && status.getUpdateRevision().equals(status.getCurrentRevision());
    int total = count(status.getReplicas(), 0);
    return new Rollout(
        isObserved(statefulSet, status.getObservedGeneration()),
        wanted,
        allUpdated ? total : count(status.getUpdatedReplicas(), 0),
        count(status.getReadyReplicas(), 0),
        total,
        Optional.empty(),
        Optional.empty());
  }

  private static Rollout of(DaemonSet daemonSet) {
    var status = daemonSet.getStatus();
    if (status == null) {
      return notObserved(0);
    }
    int wanted = count(status.getDesiredNumberScheduled(), 0);
    return new Rollout(
        isObserved(daemonSet, status.getObservedGeneration()),
        wanted,
        count(status.getUpdatedNumberScheduled(), 0),
        count(status.getNumberReady(), 0),
        wanted,
        Optional.empty(),
        Optional.empty());
  }

  private static Rollout notObserved(int wanted) {
    return new Rollout(false, wanted, 0, 0, 0, Optional.empty(), Optional.empty());
  }

  private static boolean isObserved(HasMetadata workload, @Nullable Long observed) {
    Long generation = workload.getMetadata().getGeneration();
    return observed != null && observed >= Objects.requireNonNullElse(generation, 0L);
  }

  private static Optional<String> message(
      List<DeploymentCondition> conditions, String type, String status) {
    return conditions.stream()
        .filter(c -> type.equals(c.getType()) && status.equals(c.getStatus()))
        .map(c -> Objects.requireNonNullElse(c.getMessage(), String.valueOf(c.getReason())))
        .findFirst();
  }

  private static int count(@Nullable Integer value, int otherwise) {
    return value == null ? otherwise : value;
  }
}
