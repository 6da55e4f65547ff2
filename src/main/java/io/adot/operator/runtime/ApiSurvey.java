package io.adot.operator.runtime;

import io.adot.operator.evidence.AccessReviewer;
import io.adot.operator.preflight.AccessAnswer;
import io.adot.operator.preflight.AccessQuestion;
import io.fabric8.kubernetes.api.model.APIGroupList;
import io.fabric8.kubernetes.api.model.APIResourceList;
import io.fabric8.kubernetes.api.model.GroupVersionForDiscovery;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Asks the API server which kinds it serves, and which of them the operator may watch. Its own
 * discovery is what counts, not CRDs: some APIs are served without one, and a CRD that is there
 * need not be served.
 */
final class ApiSurvey {
  private static final List<String> VERBS = List.of("list", "watch");

  /** While a CRD is being deleted its objects can be read, but no new ones made. */
  private static final String VERB_OF_THE_LIVING = "create";

  private static final Set<String> EVERYWHERE = Set.of("");

  private final KubernetesClient client;
  private final AccessReviewer reviewer;
  private final Set<String> namespaces;

  /**
   * Wires a survey.
   *
   * @param namespaces where the operator watches; empty for everywhere
   */
  ApiSurvey(KubernetesClient client, AccessReviewer reviewer, Set<String> namespaces) {
    this.client = client;
    this.reviewer = reviewer;
    this.namespaces = namespaces.isEmpty() ? EVERYWHERE : namespaces;
  }

  /**
   * Asks what may have changed. What was available stays so while it is served: a permission is
   * asked for once.
   *
   * @param before the kinds that matter, as they were known
   */
  Map<ApiKind, Availability> of(Map<ApiKind, Availability> before) {
    Map<ApiKind, Optional<Boolean>> served = served(before.keySet());
    Map<ApiKind, Availability> now = new LinkedHashMap<>();
    before.forEach(
        (kind, known) ->
            now.put(kind, availability(kind, known, served.getOrDefault(kind, Optional.empty()))));
    return now;
  }

  private Availability availability(ApiKind kind, Availability known, Optional<Boolean> served) {
    if (served.isEmpty()) {
      return known;
    }
    if (!served.get()) {
      return Availability.NOT_SERVED;
    }
    boolean watched = OptionalApi.of(kind).map(OptionalApi::isChild).orElse(true);
    return known == Availability.AVAILABLE || !watched || mayWatch(kind)
        ? Availability.AVAILABLE
        : Availability.FORBIDDEN;
  }

  /** Whether each kind is served; empty where the API server does not tell. */
  private Map<ApiKind, Optional<Boolean>> served(Collection<ApiKind> kinds) {
    Map<Boolean, List<ApiKind>> byOption =
        kinds.stream().collect(Collectors.partitioningBy(k -> OptionalApi.of(k).isPresent()));
    Map<ApiKind, Optional<Boolean>> served = new LinkedHashMap<>();
    byOption.getOrDefault(false, List.of()).forEach(kind -> served.put(kind, Optional.of(true)));
    Optional<Set<String>> versions = versions();
    byOption.getOrDefault(true, List.of()).stream()
        .collect(Collectors.groupingBy(ApiKind::apiVersion))
        .forEach(
            (apiVersion, ofVersion) -> {
              Optional<Set<String>> living =
                  versions.flatMap(
                      all -> all.contains(apiVersion) ? living(apiVersion) : Optional.of(Set.of()));
              ofVersion.forEach(
                  kind -> served.put(kind, living.map(plurals -> plurals.contains(kind.plural()))));
            });
    return served;
  }

  private Optional<Set<String>> versions() {
    try {
      APIGroupList groups = client.getApiGroups();
      return Optional.ofNullable(groups)
          .map(
              list ->
                  list.getGroups().stream()
                      .flatMap(group -> group.getVersions().stream())
                      .map(GroupVersionForDiscovery::getGroupVersion)
                      .collect(Collectors.toSet()));
    } catch (KubernetesClientException unanswered) {
      return Optional.empty();
    }
  }

  /** The plurals of one version of which objects can be made. */
  private Optional<Set<String>> living(String apiVersion) {
    try {
      APIResourceList resources = client.getApiResources(apiVersion);
      return Optional.of(
          resources == null
              ? Set.of()
              : resources.getResources().stream()
                  .filter(resource -> resource.getVerbs().contains(VERB_OF_THE_LIVING))
                  .map(resource -> resource.getName())
                  .collect(Collectors.toSet()));
    } catch (KubernetesClientException unanswered) {
      return Optional.empty();
    }
  }

  /** Only what is denied counts: what cannot be asked is tried. */
  private boolean mayWatch(ApiKind kind) {
    return (kind.anywhere() ? EVERYWHERE : namespaces)
        .stream()
            .flatMap(
                namespace ->
                    VERBS.stream()
                        .map(verb -> new AccessQuestion(namespace, verb, kind.resource())))
            .map(reviewer::reviewOwn)
            .noneMatch(AccessAnswer.Denied.class::isInstance);
  }
}
