package io.adot.operator.render;

import io.fabric8.kubernetes.api.model.PodSecurityContext;
import io.fabric8.kubernetes.api.model.PodSecurityContextBuilder;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The group that a pod's volumes belong to on OpenShift, where each namespace has a range of its
 * own.
 */
public final class VolumeGroup {
  private static final String SUPPLEMENTAL_GROUPS = "openshift.io/sa.scc.supplemental-groups";
  private static final String UID_RANGE = "openshift.io/sa.scc.uid-range";

  /** {@code 1000680000/10000} or {@code 1000680000-1000689999}; several are separated by commas. */
  private static final Pattern FIRST_OF_RANGE = Pattern.compile("\\s*(\\d{1,10})\\s*([/,-].*)?");

  private VolumeGroup() {}

  /**
   * The first group of a namespace's range; empty where there is none, or none that can be read.
   *
   * @param annotations those of the namespace
   */
  public static Optional<Long> of(Map<String, String> annotations) {
    return Stream.of(SUPPLEMENTAL_GROUPS, UID_RANGE)
        .map(annotations::get)
        .filter(value -> value != null)
        .map(FIRST_OF_RANGE::matcher)
        .filter(Matcher::matches)
        .map(match -> Long.valueOf(match.group(1)))
        .findFirst();
  }

  /** The pod's security settings; what the resource says goes first. */
  static @Nullable PodSecurityContext complete(
      @Nullable PodSecurityContext given, Optional<Long> group) {
    if (group.isEmpty() || given != null && given.getFsGroup() != null) {
      return given;
    }
    PodSecurityContextBuilder settings =
        given == null ? new PodSecurityContextBuilder() : new PodSecurityContextBuilder(given);
    return settings.withFsGroup(group.get()).build();
  }
}
