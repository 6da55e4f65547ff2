package io.adot.operator.render;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What rendering knows besides the resource: the operator's settings. The same facts and the same
 * resource always give the same objects.
 *
 * @param collectorImage the image of collectors that name none
 * @param collectorVersion the version of that image, for the status
 * @param networkPolicyByDefault whether a collector that does not say gets a NetworkPolicy
 * @param labelFilters labels of the resource whose key contains a match are not copied to workloads
 *     and what belongs to them
 * @param annotationFilters annotations of the resource whose key contains a match are not copied
 * @param proxyEnv proxy settings to hand to collectors, by upper-case variable name; each is set in
 *     lower case as well
 * @param collectorRbac which roles are made for collectors
 * @param spareRoleNames whether roles outside the collector's namespace get their second names,
 *     because the first are taken
 * @param podAdditions whether pods get more than the Go operator would give them
 * @param inherited what this collector keeps from an operator before us
 * @param fsGroup the group that volumes in the collector's namespace belong to, where the namespace
 *     says so, as on OpenShift
 */
public record Facts(
    String collectorImage,
    String collectorVersion,
    boolean networkPolicyByDefault,
    List<Pattern> labelFilters,
    List<Pattern> annotationFilters,
    Map<String, String> proxyEnv,
    CollectorRbac collectorRbac,
    boolean spareRoleNames,
    boolean podAdditions,
    Inherited inherited,
    Optional<Long> fsGroup) {

  private static final String VERSION = "0.158.0";
  private static final String IMAGE =
      "ghcr.io/open-telemetry/opentelemetry-collector-releases/opentelemetry-collector:" + VERSION;

  /** Copies the collections; the map keeps its order. */
  public Facts {
    labelFilters = List.copyOf(labelFilters);
    annotationFilters = List.copyOf(annotationFilters);
    proxyEnv = Collections.unmodifiableMap(new LinkedHashMap<>(proxyEnv));
  }

  /** Settings that make the usual additions to the pods of collectors that were always ours. */
  public Facts(
      String collectorImage,
      String collectorVersion,
      boolean networkPolicyByDefault,
      List<Pattern> labelFilters,
      List<Pattern> annotationFilters,
      Map<String, String> proxyEnv,
      CollectorRbac collectorRbac,
      boolean spareRoleNames) {
    this(
        collectorImage,
        collectorVersion,
        networkPolicyByDefault,
        labelFilters,
        annotationFilters,
        proxyEnv,
        collectorRbac,
        spareRoleNames,
        true,
        Inherited.NOTHING,
        Optional.empty());
  }

  /** The settings of an operator that was given none. */
  public static Facts defaults() {
    return new Facts(
        IMAGE,
        VERSION,
        true,
        List.of(),
        List.of(Pattern.compile(Pattern.quote("kubectl.kubernetes.io/last-applied-configuration"))),
        Map.of(),
        CollectorRbac.NONE,
        false);
  }

  /** The same with other roles for collectors. */
  public Facts with(CollectorRbac other) {
    return new Facts(
        collectorImage,
        collectorVersion,
        networkPolicyByDefault,
        labelFilters,
        annotationFilters,
        proxyEnv,
        other,
        spareRoleNames,
        podAdditions,
        inherited,
        fsGroup);
  }

  /** The same with second names of roles. */
  public Facts withSpareRoleNames() {
    return new Facts(
        collectorImage,
        collectorVersion,
        networkPolicyByDefault,
        labelFilters,
        annotationFilters,
        proxyEnv,
        collectorRbac,
        true,
        podAdditions,
        inherited,
        fsGroup);
  }

  /** The same, with or without additions to pods. */
  public Facts withPodAdditions(boolean additions) {
    return new Facts(
        collectorImage,
        collectorVersion,
        networkPolicyByDefault,
        labelFilters,
        annotationFilters,
        proxyEnv,
        collectorRbac,
        spareRoleNames,
        additions,
        inherited,
        fsGroup);
  }

  /** The same, for a collector that keeps something from an operator before us. */
  public Facts with(Inherited kept) {
    return new Facts(
        collectorImage,
        collectorVersion,
        networkPolicyByDefault,
        labelFilters,
        annotationFilters,
        proxyEnv,
        collectorRbac,
        spareRoleNames,
        podAdditions,
        kept,
        fsGroup);
  }

  /** The same in a namespace whose volumes belong to a group. */
  public Facts withFsGroup(Optional<Long> group) {
    return new Facts(
        collectorImage,
        collectorVersion,
        networkPolicyByDefault,
        labelFilters,
        annotationFilters,
        proxyEnv,
        collectorRbac,
        spareRoleNames,
        podAdditions,
        inherited,
        group);
  }
}
