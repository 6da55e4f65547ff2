package io.adot.operator.status;

import io.adot.operator.api.Reason;
import io.adot.operator.api.v1beta1.CollectorMode;
import io.adot.operator.api.v1beta1.ManagementState;
import io.adot.operator.api.v1beta1.OpenTelemetryCollector;
import io.adot.operator.api.v1beta1.OpenTelemetryCollectorStatus;
import io.adot.operator.converge.Convergence;
import io.adot.operator.converge.Convergence.Cause;
import io.adot.operator.converge.Convergence.Failure;
import io.adot.operator.converge.ObjectKey;
import io.adot.operator.finding.Finding;
import io.adot.operator.finding.FindingCode;
import io.adot.operator.preflight.Verdict;
import io.adot.operator.preflight.Verdict.Outcome;
import io.adot.operator.preflight.Verdicts;
import io.adot.operator.status.Observed.Hold;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A collector as a pass may find it; what a test does not change is well. */
final class Scene {
  static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  static final String CREATED = "2026-03-01T11:59:50Z";

  static final Verdict FINE = Verdict.of(Outcome.TRUE, Reason.Allowed, "everything is allowed");

  private final OpenTelemetryCollector collector = new OpenTelemetryCollector();
  private final List<Finding> findings = new ArrayList<>();
  private final List<Failure> failures = new ArrayList<>();
  private final List<Pod> pods = new ArrayList<>();
  private List<ObjectKey> predecessors = List.of();
  private Optional<HasMetadata> workload = Optional.of(deployment(2, 2, 2, 2));
  private Verdict apiAccess = FINE;
  private Verdict permissions = FINE;
  private Verdict awsIdentity = Verdict.of(Outcome.TRUE, Reason.NotRequired, "AWS is not needed");
  private Hold hold = Hold.NONE;
  private @Nullable OpenTelemetryCollectorStatus previous;

  private Scene() {
    collector.getMetadata().setNamespace("other");
    collector.getMetadata().setName("adot");
    collector.getMetadata().setUid("uid");
    collector.getMetadata().setGeneration(3L);
    collector.getSpec().setMode(CollectorMode.DEPLOYMENT);
  }

  /** Two pods of two are ready. */
  static Scene wellAndReady() {
    return new Scene();
  }

  static Scene rolling() {
    return wellAndReady().workload(deployment(2, 1, 2, 3)).pod("phase: Running");
  }

  /** A Deployment of generation 2, which its controller has seen. */
  static HasMetadata deployment(int wanted, int updated, int ready, int total) {
    return new KubernetesSerialization()
        .unmarshal(
            """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: adot-collector, namespace: other, generation: 2, creationTimestamp: "%s"}
        spec: {replicas: %d}
        status: {observedGeneration: 2, updatedReplicas: %d, readyReplicas: %d, replicas: %d}
        """
                .formatted(CREATED, wanted, updated, ready, total));
  }

  Scene workload(HasMetadata object) {
    workload = Optional.of(object);
    return this;
  }

  Scene withoutWorkload() {
    workload = Optional.empty();
    return this;
  }

  Scene pod(String status) {
    pods.add(pod("adot-collector-" + pods.size(), status));
    return this;
  }

  /** A pod of a name, with the given status as YAML. */
  static Pod pod(String name, String status) {
    return new KubernetesSerialization()
        .unmarshal(
            """
        apiVersion: v1
        kind: Pod
        metadata: {name: %s, namespace: other}
        status:
        %s
        """
                .formatted(name, status.indent(2)),
            Pod.class);
  }

  Scene finding(FindingCode code) {
    findings.add(new Finding(code, "spec.config", "is not so", "make it so"));
    return this;
  }

  Scene refused(Cause cause, String message) {
    failures.add(
        new Failure(new ObjectKey("v1", "Service", "other", "adot-collector"), cause, message));
    return this;
  }

  Scene apiAccess(Verdict verdict) {
    apiAccess = verdict;
    return this;
  }

  Scene permissions(Verdict verdict) {
    permissions = verdict;
    return this;
  }

  Scene awsIdentity(Verdict verdict) {
    awsIdentity = verdict;
    return this;
  }

  Scene hold(Hold decision) {
    hold = decision;
    return this;
  }

  Scene mode(CollectorMode mode) {
    collector.getSpec().setMode(mode);
    return this;
  }

  Scene unmanaged() {
    collector.getSpec().setManagementState(ManagementState.UNMANAGED);
    return this;
  }

  Scene predecessor(ObjectKey workload) {
    predecessors = List.of(workload);
    return this;
  }

  Scene generation(long generation) {
    collector.getMetadata().setGeneration(generation);
    return this;
  }

  Scene after(@Nullable OpenTelemetryCollectorStatus status) {
    previous = status;
    return this;
  }

  OpenTelemetryCollector collector() {
    return collector;
  }

  Observed seen() {
    return new Observed(
        collector,
        previous,
        findings,
        new Verdicts(apiAccess, FINE, permissions, awsIdentity),
        hold,
        new Convergence(List.of(), List.of(), List.of(), failures),
        workload,
        predecessors,
        pods,
        "collector:1.2.3",
        "1.2.3",
        Map.of("b", "2", "a", "1"));
  }

  OpenTelemetryCollectorStatus status() {
    return told(NOW).status();
  }

  CollectorStatus told(Instant now) {
    return CollectorStatus.of(seen(), now, Optional.empty());
  }

  /** What is told when the same has been in the way for long. */
  CollectorStatus toldWhenStalled() {
    return CollectorStatus.of(seen(), NOW, told(NOW).stuckOn());
  }
}
