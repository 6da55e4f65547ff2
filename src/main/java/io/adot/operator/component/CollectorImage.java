package io.adot.operator.component;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A collector's image, as far as its reference tells: which distribution it is and which version.
 *
 * @param reference the image reference as it stands
 * @param distribution which distribution, from the repository's last segment
 * @param version the collector version of its tag; empty for {@code latest}, a digest or a tag that
 *     is no version
 */
public record CollectorImage(
    String reference, Distribution distribution, Optional<Version> version) {

  private static final Pattern TAG = Pattern.compile("v?(\\d+)\\.(\\d+)(?:\\.(\\d+))?(?:[-+].*)?");

  /** Who builds the image. */
  public enum Distribution {
    /** AWS Distro for OpenTelemetry. */
    ADOT,
    /** {@code opentelemetry-collector}. */
    CORE,
    /** {@code opentelemetry-collector-contrib}. */
    CONTRIB,
    /** {@code opentelemetry-collector-k8s}. */
    K8S,
    /** Anything else, or a mirror that renamed it. */
    OTHER
  }

  /**
   * A version without its patch suffix.
   *
   * @param major first number
   * @param minor second number
   * @param patch third number
   */
  public record Version(int major, int minor, int patch) implements Comparable<Version> {
    @Override
    public int compareTo(Version other) {
      int byMajor = Integer.compare(major, other.major);
      int byMinor = Integer.compare(minor, other.minor);
      return byMajor != 0 ? byMajor : byMinor != 0 ? byMinor : Integer.compare(patch, other.patch);
    }

    /**
     * Reads a version.
     *
     * @param text {@code v0.43.1}, {@code 0.43} or the like; anything else gives none
     */
    static Optional<Version> parse(String text) {
      return CollectorImage.version(text);
    }

    /** Whether this is the given version or a later one. */
    public boolean atLeast(int wantedMajor, int wantedMinor) {
      return compareTo(new Version(wantedMajor, wantedMinor, 0)) >= 0;
    }

    @Override
    public String toString() {
      return major + "." + minor + "." + patch;
    }
  }

  /**
   * Reads an image reference. Never throws: what it does not tell is empty.
   *
   * @param reference {@code [registry[:port]/]repository[:tag][@digest]}
   */
  public static CollectorImage parse(String reference) {
    String withoutDigest =
        reference.contains("@") ? reference.substring(0, reference.indexOf('@')) : reference;
    String lastSegment = withoutDigest.substring(withoutDigest.lastIndexOf('/') + 1);
    int colon = lastSegment.indexOf(':');
    String repository = colon < 0 ? lastSegment : lastSegment.substring(0, colon);
    String tag = colon < 0 ? "" : lastSegment.substring(colon + 1);
    return new CollectorImage(reference, distribution(repository), version(tag));
  }

  private static Distribution distribution(String repository) {
    return switch (repository) {
      case "aws-otel-collector" -> Distribution.ADOT;
      case "opentelemetry-collector" -> Distribution.CORE;
      case "opentelemetry-collector-contrib" -> Distribution.CONTRIB;
      case "opentelemetry-collector-k8s" -> Distribution.K8S;
      default -> Distribution.OTHER;
    };
  }

  private static Optional<Version> version(String tag) {
    Matcher matcher = TAG.matcher(tag);
    if (!matcher.matches() || tag.length() > 128) {
      return Optional.empty();
    }
    try {
      int patch = matcher.group(3) == null ? 0 : Integer.parseInt(matcher.group(3));
      return Optional.of(
          new Version(
              Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)), patch));
    } catch (NumberFormatException tooLarge) {
      return Optional.empty();
    }
  }
}
