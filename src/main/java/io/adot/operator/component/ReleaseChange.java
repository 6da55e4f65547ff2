package io.adot.operator.component;

import io.adot.operator.component.CollectorImage.Version;
import java.util.function.Consumer;

/**
 * Something that collectors read up to a release and say otherwise, or not at all, from then on.
 *
 * @param since the first contrib release in which the old form does nothing
 * @param refused the first contrib release that does not start over it; often the same
 * @param edit finds the old form and replaces it
 */
record ReleaseChange(Version since, Version refused, Consumer<ConfigDraft> edit) {

  /** A change from whose release on collectors refuse the old form. */
  static ReleaseChange in(int minor, int patch, Consumer<ConfigDraft> edit) {
    Version version = new Version(0, minor, patch);
    return new ReleaseChange(version, version, edit);
  }
}
