package io.adot.operator.component;

import io.adot.operator.component.CollectorImage.Distribution;
import io.adot.operator.component.CollectorImage.Version;
import java.util.Optional;

/**
 * What is known of the components in an image.
 *
 * @param distribution which distribution it is: not {@code OTHER}
 * @param release the release whose components are looked up; the newest known one where the image
 *     does not tell or is newer
 * @param certain whether the image is just that release, from where its makers publish it, so that
 *     what is not in the table is not in the image
 * @param named whether the image tells its release
 */
public record KnownImage(
    Distribution distribution, Version release, boolean certain, boolean named) {
  /** The newest releases in the table of components, and the oldest. */
  private static final Version NEWEST_ADOT = new Version(0, 49, 0);

  private static final Version OLDEST_ADOT = new Version(0, 28, 0);
  private static final Version NEWEST_UPSTREAM = new Version(0, 158, 0);
  private static final Version OLDEST_UPSTREAM = new Version(0, 92, 0);

  /** The release whose metadata tell the signals of components. */
  private static final Version SIGNALS_OF = new Version(0, 156, 0);

  /**
   * What is known of an image.
   *
   * @return empty for images of other makers, and releases older than the table
   */
  public static Optional<KnownImage> of(CollectorImage image) {
    Distribution distribution = image.distribution();
    if (distribution == Distribution.OTHER) {
      return Optional.empty();
    }
    boolean adot = distribution == Distribution.ADOT;
    Version newest = newest(distribution);
    Optional<Version> named = image.version().filter(version -> version.major() == 0);
    if (named.isEmpty()) {
      return Optional.of(new KnownImage(distribution, newest, false, false));
    }
    Version release = named.get();
    if (release.compareTo(adot ? OLDEST_ADOT : OLDEST_UPSTREAM) < 0) {
      return Optional.empty();
    }
    boolean covered = release.minor() <= newest.minor();
    return Optional.of(
        new KnownImage(
            distribution,
            covered ? release : newest,
            adot && covered && isPublishedByAws(image),
            true));
  }

  /**
   * Whether the signals that a component of this image does not carry are sure: it is no newer than
   * what is known of signals, and they only become more.
   *
   * @param image the image
   */
  public static boolean tellsSignals(CollectorImage image) {
    boolean covered =
        image.version().filter(v -> v.minor() <= newest(image.distribution()).minor()).isPresent();
    return covered
        && AdotVersions.known(image)
            .filter(release -> release.compareTo(SIGNALS_OF) <= 0)
            .isPresent();
  }

  /** The newest release in the table. */
  static Version newest(Distribution distribution) {
    return distribution == Distribution.ADOT ? NEWEST_ADOT : NEWEST_UPSTREAM;
  }

  /** What its image is called. */
  static String name(Distribution distribution) {
    return switch (distribution) {
      case ADOT -> "aws-otel-collector";
      case CORE -> "opentelemetry-collector";
      case CONTRIB -> "opentelemetry-collector-contrib";
      case K8S -> "opentelemetry-collector-k8s";
      case OTHER -> "";
    };
  }

  /** The image in a sentence: {@code aws-otel-collector 0.49.0}. */
  public String text() {
    return name(distribution) + " " + release;
  }

  /**
   * Whether the image is ADOT's own, also through a cache of its registry: a build of somebody
   * else's may have the name, and other components.
   */
  public static boolean isPublishedByAws(CollectorImage image) {
    return image.reference().contains("aws-observability/aws-otel-collector")
        || image.reference().contains("amazon/aws-otel-collector");
  }
}
