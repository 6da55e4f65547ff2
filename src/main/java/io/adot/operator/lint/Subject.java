package io.adot.operator.lint;

import io.adot.operator.api.v1beta1.OpenTelemetryCollectorSpec;
import io.adot.operator.component.Needs;
import io.adot.operator.component.Surroundings;
import io.adot.operator.config.CollectorConfig;
import io.adot.operator.finding.Finding;
import io.adot.operator.finding.FindingCode;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PodSpec;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the rules look at.
 *
 * @param config the configuration as the user wrote it
 * @param needs what it implies; holds the configuration as it is rendered
 * @param surroundings the rest of the resource, as components see it
 * @param spec the resource's specification
 * @param pods the specification of the pods; empty in mode sidecar
 * @param assignsUsers whether the cluster gives pods a user, as OpenShift does
 * @param told what is known to be wrong already
 */
public record Subject(
    CollectorConfig config,
    Needs needs,
    Surroundings surroundings,
    OpenTelemetryCollectorSpec spec,
    Optional<PodSpec> pods,
    boolean assignsUsers,
    List<Finding> told) {

  /** The container that the collector runs in; empty in mode sidecar. */
  Optional<Container> container() {
    return pods.flatMap(
        pod ->
            pod.getContainers().stream()
                .filter(c -> "otc-container".equals(c.getName()))
                .findFirst());
  }

  /** Whether findings of these codes speak of a place already, so that more is no use. */
  boolean isTold(String path, Set<FindingCode> codes) {
    return told.stream().anyMatch(f -> codes.contains(f.code()) && f.path().startsWith(path));
  }

  /** A list in a sentence: {@code a, b or c}. */
  static String oneOf(List<String> names) {
    int last = names.size() - 1;
    return last < 1
        ? String.join("", names)
        : String.join(", ", names.subList(0, last)) + " or " + names.get(last);
  }
}
