package io.adot.operator.runtime;

import io.adot.operator.api.v1beta1.OpenTelemetryCollector;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Collection;
import java.util.Comparator;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The earlier ConfigMaps of a collector that stay, so that an older workload revision can be rolled
 * back to: the newest {@code spec.configVersions}, which is 3 by default.
 */
final class KeptRevisions implements Predicate<HasMetadata> {
  private static final int DEFAULT_VERSIONS = 3;

  /** Names decide between those of the same second, so that each pass keeps the same ones. */
  private static final Comparator<HasMetadata> NEWEST_FIRST =
      Comparator.comparing(KeptRevisions::created)
          .reversed()
          .thenComparing(object -> object.getMetadata().getName());

  private final Set<String> kept;

  private KeptRevisions(Set<String> kept) {
    this.kept = kept;
  }

  /**
   * Chooses.
   *
   * @param children all live children of the collector
   * @param current the name of the ConfigMap in use, which is kept anyway and does not count
   */
  static KeptRevisions of(
      OpenTelemetryCollector collector, Collection<HasMetadata> children, String current) {
    int versions =
        Math.max(
            1,
            Objects.requireNonNullElse(collector.getSpec().getConfigVersions(), DEFAULT_VERSIONS));
    return new KeptRevisions(
        children.stream()
            .filter(KeptRevisions::isConfigMap)
            .filter(child -> !child.getMetadata().getName().equals(current))
            .sorted(NEWEST_FIRST)
            .limit(versions)
            .map(child -> child.getMetadata().getName())
            .collect(Collectors.toSet()));
  }

  @Override
  public boolean test(HasMetadata object) {
    return isConfigMap(object) && kept.contains(object.getMetadata().getName());
  }

  private static boolean isConfigMap(HasMetadata object) {
    return "ConfigMap".equals(object.getKind());
  }

  private static String created(HasMetadata object) {
    return Objects.requireNonNullElse(object.getMetadata().getCreationTimestamp(), "");
  }
}
