package io.adot.operator.conversion;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The fields of a {@code v1alpha1} spec, as its Go types and CRD have them: what is below them, but
 * for the maps listed here, is the same in both versions.
 */
final class OldFields {
  private static final Set<String> METRICS =
      Set.of("enableMetrics", "disablePrometheusAnnotations", "DisablePrometheusAnnotations");
  private static final Map<String, Set<String>> BY_PATH =
      Map.of(
          "",
          Set.of(
              ("managementState resources nodeSelector args replicas minReplicas maxReplicas"
                      + " autoscaler podDisruptionBudget securityContext podSecurityContext"
                      + " podAnnotations targetAllocator mode serviceAccount image upgradeStrategy"
                      + " imagePullPolicy config volumeMounts ports env envFrom"
                      + " volumeClaimTemplates tolerations volumes ingress hostNetwork"
                      + " shareProcessNamespace priorityClassName affinity lifecycle"
                      + " terminationGracePeriodSeconds livenessProbe initContainers"
                      + " additionalContainers observability topologySpreadConstraints configmaps"
                      + " updateStrategy daemonSetUpdateStrategy deploymentUpdateStrategy"
                      + " serviceName trafficDistribution")
                  .split(" ", -1)),
          "targetAllocator",
          Set.of(
              ("replicas nodeSelector resources allocationStrategy filterStrategy serviceAccount"
                      + " image enabled affinity prometheusCR securityContext podSecurityContext"
                      + " topologySpreadConstraints tolerations env observability"
                      + " podDisruptionBudget")
                  .split(" ", -1)),
          "targetAllocator.prometheusCR",
          Set.of(
              "enabled",
              "scrapeInterval",
              "podMonitorSelector",
              "serviceMonitorSelector",
              "denyFSAccessThroughSMs"),
          "targetAllocator.prometheusCR.podMonitorSelector",
          Set.of("matchLabels"),
          "targetAllocator.prometheusCR.serviceMonitorSelector",
          Set.of("matchLabels"),
          "observability",
          Set.of("metrics"),
          "observability.metrics",
          METRICS,
          "targetAllocator.observability",
          Set.of("metrics"),
          "targetAllocator.observability.metrics",
          METRICS);

  private OldFields() {}

  /**
   * Takes out of a spec of {@code v1beta1} what the older version has no field for.
   *
   * @param spec changed
   * @param taken where it is put, at the same places
   * @return the paths of what was taken, below {@code spec}
   */
  static List<String> takeNewer(ObjectNode spec, ObjectNode taken) {
    List<String> paths = new ArrayList<>();
    takeNewer(spec, taken, "", paths);
    return paths;
  }

  private static void takeNewer(ObjectNode map, ObjectNode taken, String path, List<String> paths) {
    Set<String> known = BY_PATH.get(path);
    if (known == null) {
      return;
    }
    for (Map.Entry<String, JsonNode> field : List.copyOf(map.properties())) {
      String name = field.getKey();
      String below = path.isEmpty() ? name : path + "." + name;
      if (!known.contains(name)) {
        taken.set(name, map.remove(name));
        paths.add(below);
      } else if (field.getValue() instanceof ObjectNode inner) {
        ObjectNode takenBelow = taken.objectNode();
        takeNewer(inner, takenBelow, below, paths);
        if (!takenBelow.isEmpty()) {
          taken.set(name, takenBelow);
        }
      }
    }
  }

  /**
   * Puts back what was taken, into what has been changed since: what somebody removed by a field of
   * the older version does not come back with what was below it. A null stands for a field that was
   * not there, where the older version has it empty.
   */
  static void putBack(JsonNode taken, ObjectNode spec) {
    putBack(taken, spec, "");
  }

  private static void putBack(JsonNode taken, ObjectNode into, String path) {
    for (Map.Entry<String, JsonNode> field : taken.properties()) {
      String name = field.getKey();
      String below = path.isEmpty() ? name : path + "." + name;
      if (!BY_PATH.getOrDefault(path, Set.of()).contains(name)) {
        if (!into.has(name)) {
          into.set(name, field.getValue());
        }
      } else if (field.getValue().isNull() && into.path(name).isEmpty()) {
        into.remove(name);
      } else if (into.get(name) instanceof ObjectNode inner) {
        putBack(field.getValue(), inner, below);
      }
    }
  }
}
