package io.adot.operator.render;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;

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

  /** The settings of an operator that was given none, for a collector that was always ours. */
  public static Facts defaults() {
    return new Facts(
        IMAGE,
        VERSION,
        true,
        List.of(),
        List.of(Pattern.compile(Pattern.quote("kubectl.kubernetes.io/last-applied-configuration"))),
        Map.of(),
        CollectorRbac.NONE,
        false,
        true,
        Inherited.NOTHING,
        Optional.empty());
  }

  /**
   * The same with another image for collectors that name none.
   *
   * @param version its version; empty if it is not known
   */
  public Facts withImage(String reference, String version) {
    return changed(
        draft -> {
          draft.collectorImage = reference;
          draft.collectorVersion = version;
        });
  }

  /** The same, with or without a NetworkPolicy for collectors that do not say. */
  public Facts withNetworkPolicyByDefault(boolean wanted) {
    return changed(draft -> draft.networkPolicyByDefault = wanted);
  }

  /** The same with other filters of labels. */
  public Facts withLabelFilters(List<Pattern> filters) {
    return changed(draft -> draft.labelFilters = filters);
  }

  /**
   * The same with more filters of annotations. The default stays: what kubectl notes with every
   * apply would restart the pods each time.
   */
  public Facts withMoreAnnotationFilters(List<Pattern> filters) {
    return changed(
        draft ->
            draft.annotationFilters =
                Stream.concat(annotationFilters.stream(), filters.stream()).toList());
  }

  /** The same with other proxy settings. */
  public Facts withProxyEnv(Map<String, String> proxy) {
    return changed(draft -> draft.proxyEnv = proxy);
  }

  /** The same with other roles for collectors. */
  public Facts with(CollectorRbac other) {
    return changed(draft -> draft.collectorRbac = other);
  }

  /** The same with second names of roles. */
  public Facts withSpareRoleNames() {
    return changed(draft -> draft.spareRoleNames = true);
  }

  /** The same, with or without additions to pods. */
  public Facts withPodAdditions(boolean additions) {
    return changed(draft -> draft.podAdditions = additions);
  }

  /** The same, for a collector that keeps something from an operator before us. */
  public Facts with(Inherited kept) {
    return changed(draft -> draft.inherited = kept);
  }

  /** The same in a namespace whose volumes belong to a group. */
  public Facts withFsGroup(Optional<Long> group) {
    return changed(draft -> draft.fsGroup = group);
  }

  private Facts changed(Consumer<Draft> change) {
    Draft draft = new Draft(this);
    change.accept(draft);
    return draft.facts();
  }

  /** The one place that copies facts, so that a new one is added here and nowhere else. */
  private static final class Draft {
    private String collectorImage;
    private String collectorVersion;
    private boolean networkPolicyByDefault;
    private List<Pattern> labelFilters;
    private List<Pattern> annotationFilters;
    private Map<String, String> proxyEnv;
    private CollectorRbac collectorRbac;
    private boolean spareRoleNames;
    private boolean podAdditions;
    private Inherited inherited;
    private Optional<Long> fsGroup;

    private Draft(Facts from) {
      collectorImage = from.collectorImage;
      collectorVersion = from.collectorVersion;
      networkPolicyByDefault = from.networkPolicyByDefault;
      labelFilters = from.labelFilters;
      annotationFilters = from.annotationFilters;
      proxyEnv = from.proxyEnv;
      collectorRbac = from.collectorRbac;
      spareRoleNames = from.spareRoleNames;
      podAdditions = from.podAdditions;
      inherited = from.inherited;
      fsGroup = from.fsGroup;
    }

    private Facts facts() {
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
          fsGroup);
    }
  }
}
