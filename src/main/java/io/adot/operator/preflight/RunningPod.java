package io.adot.operator.preflight;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * What a pod that runs was made with, as far as its identity in AWS goes.
 *
 * @param name the pod's name
 * @param serviceAccount the ServiceAccount that it runs as
 * @param env the literal variables of its first container, which is the collector's
 */
public record RunningPod(String name, String serviceAccount, Map<String, String> env) {

  /** Copies the map. */
  public RunningPod {
    env = Map.copyOf(env);
  }

  /** Reads a pod. */
  public static RunningPod of(Pod pod) {
    Map<String, String> env = new HashMap<>();
    pod.getSpec().getContainers().stream()
        .limit(1)
        .map(Container::getEnv)
        .flatMap(variables -> variables.stream())
        .filter(variable -> variable.getName() != null)
        .forEach(it -> env.put(it.getName(), Objects.requireNonNullElse(it.getValue(), "")));
    return new RunningPod(
        pod.getMetadata().getName(),
        Objects.requireNonNullElse(pod.getSpec().getServiceAccountName(), "default"),
        env);
  }
}
