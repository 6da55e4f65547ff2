package io.adot.operator.status;

import io.adot.operator.api.v1beta1.OpenTelemetryCollector;
import io.adot.operator.api.v1beta1.OpenTelemetryCollectorStatus;
import io.adot.operator.converge.Convergence;
import io.adot.operator.converge.ObjectKey;
import io.adot.operator.finding.Finding;
import io.adot.operator.preflight.Verdicts;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Everything that one pass knows of a collector at its end.
 *
 * @param collector the resource
 * @param previous the status that was last sent, or else the stored one; null at the very first
 * @param findings of the configuration and the rendering
 * @param verdicts of the preflight
 * @param hold whether, and why, the workload is withheld
 * @param convergence what was applied and refused
 * @param workload the live workload, if there is one
 * @param predecessors workloads of a former mode, which serve until the new one is ready
 * @param pods the live pods of that workload
 * @param image the image it is to run
 * @param version the version of that image; empty when it is not known
 * @param selector the labels by which its pods are found
 */
public record Observed(
    OpenTelemetryCollector collector,
    @Nullable OpenTelemetryCollectorStatus previous,
    List<Finding> findings,
    Verdicts verdicts,
    Hold hold,
    Convergence convergence,
    Optional<HasMetadata> workload,
    List<ObjectKey> predecessors,
    List<Pod> pods,
    String image,
    String version,
    Map<String, String> selector) {

  /** Copies the collections. */
  public Observed {
    findings = List.copyOf(findings);
    predecessors = List.copyOf(predecessors);
    pods = List.copyOf(pods);
    selector = Map.copyOf(selector);
  }

  /** Whether the workload is withheld. */
  public enum Hold {
    /** It is not. */
    NONE,
    /** Until the preflight has its answers. */
    WAITING,
    /** Because a verdict is false. */
    GAP,
    /** It is left as another operator made it, because this version could not carry it on. */
    LEFT_ALONE
  }
}
