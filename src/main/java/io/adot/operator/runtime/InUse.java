package io.adot.operator.runtime;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Volume;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The ConfigMaps and ServiceAccounts that living pods were made with. They stay until a rollout has
 * replaced the last of these pods: without them, a pod that restarts would not come up again.
 *
 * @param configMaps names
 * @param accounts names
 */
record InUse(Set<String> configMaps, Set<String> accounts) implements Predicate<HasMetadata> {

  static InUse by(Collection<Pod> pods) {
    List<Pod> living =
        pods.stream().filter(pod -> pod.getMetadata().getDeletionTimestamp() == null).toList();
    return new InUse(
        living.stream()
            .flatMap(pod -> pod.getSpec().getVolumes().stream())
            .map(Volume::getConfigMap)
            .filter(Objects::nonNull)
            .map(source -> Objects.requireNonNullElse(source.getName(), ""))
            .collect(Collectors.toSet()),
        living.stream()
            .map(pod -> Objects.requireNonNullElse(pod.getSpec().getServiceAccountName(), ""))
            .collect(Collectors.toSet()));
  }

  @Override
  public boolean test(HasMetadata object) {
    String name = object.getMetadata().getName();
    return switch (object.getKind()) {
      case "ConfigMap" -> configMaps.contains(name);
      case "ServiceAccount" -> accounts.contains(name);
      default -> false;
    };
  }
}
