package io.adot.operator.component;

import io.adot.operator.component.CollectorImage.Distribution;
import io.adot.operator.component.CollectorImage.Version;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Which contrib release an image's components come from: behaviour is documented by contrib
 * release, while users see the version of their distribution.
 */
final class AdotVersions {
  private static final NavigableMap<Version, Version> CONTRIB_BY_ADOT = read();

  private AdotVersions() {}

  /**
   * The contrib release of an image.
   *
   * @param image any image
   * @return for ADOT the release it is built from, for upstream images their own version; the
   *     newest release known where neither tells (no version in the tag, a renamed mirror)
   */
  static Version contrib(CollectorImage image) {
    if (image.version().isEmpty() || image.distribution() == Distribution.OTHER) {
      return newest();
    }
    Version version = image.version().get();
    return image.distribution() == Distribution.ADOT ? builtFrom(version) : version;
  }

  /**
   * The contrib release of an image, if that is sure.
   *
   * @return empty for a tag without a version, an image of another name, a tag that counts
   *     otherwise than collectors do, and one of ADOT older than what is known
   */
  static Optional<Version> known(CollectorImage image) {
    return image
        .version()
        .filter(version -> version.major() == 0)
        .filter(version -> image.distribution() != Distribution.OTHER)
        .filter(
            version ->
                image.distribution() != Distribution.ADOT
                    || version.compareTo(CONTRIB_BY_ADOT.firstKey()) >= 0)
        .map(version -> contrib(image));
  }

  private static Version builtFrom(Version adot) {
    Map.Entry<Version, Version> entry = CONTRIB_BY_ADOT.floorEntry(adot);
    return entry == null ? CONTRIB_BY_ADOT.firstEntry().getValue() : entry.getValue();
  }

  /** The newest contrib release whose behaviour is known. */
  static Version newest() {
    return CONTRIB_BY_ADOT.lastEntry().getValue();
  }

  private static NavigableMap<Version, Version> read() {
    NavigableMap<Version, Version> versions = new TreeMap<>();
    for (String line : TableResource.lines("adot-versions.tsv")) {
      String[] cells = line.split("\t");
      versions.put(version(cells[0]), version(cells[1]));
    }
    return versions;
  }

  private static Version version(String text) {
    return Version.parse(text).orElseThrow();
  }
}
