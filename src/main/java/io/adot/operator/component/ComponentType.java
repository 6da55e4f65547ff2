package io.adot.operator.component;

import io.adot.operator.component.CollectorImage.Distribution;
import io.adot.operator.component.CollectorImage.Version;
import io.adot.operator.config.ComponentKind;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A type of component, by one of its names.
 *
 * @param kind its kind
 * @param name as it stands in configurations: {@code filelog}
 * @param newest the newest name of the same: {@code file_log}
 * @param carries its signals, of connectors as {@code traces>metrics}; empty where not known
 * @param releases in which releases of which images a configuration can have it by this name
 */
public record ComponentType(
    ComponentKind kind,
    String name,
    String newest,
    Set<String> carries,
    Map<Distribution, ComponentTypes.Range> releases) {

  /** Copies the collections. */
  public ComponentType {
    carries = Set.copyOf(carries);
    releases = Map.copyOf(releases);
  }

  /**
   * Whether a release of a distribution may have it; where the sources leave that open, it may.
   *
   * @param distribution one whose components are known: not {@code OTHER}
   * @param release the release as the distribution counts
   */
  public boolean isIn(Distribution distribution, Version release) {
    return range(distribution).has(release);
  }

  /** The images whose release, or else whose newest one, has it; by the names of their images. */
  public List<String> images() {
    return Stream.of(Distribution.ADOT, Distribution.CORE, Distribution.K8S, Distribution.CONTRIB)
        .filter(distribution -> isIn(distribution, KnownImage.newest(distribution)))
        .map(KnownImage::name)
        .toList();
  }

  /** All images that are known to have or to have had it, with the releases where not all do. */
  public List<String> imagesAndReleases() {
    return Stream.of(Distribution.ADOT, Distribution.CORE, Distribution.K8S, Distribution.CONTRIB)
        .filter(distribution -> !range(distribution).isEmpty())
        .map(distribution -> KnownImage.name(distribution) + range(distribution).text())
        .toList();
  }

  private ComponentTypes.Range range(Distribution distribution) {
    return releases.getOrDefault(distribution, ComponentTypes.Range.of(""));
  }
}
