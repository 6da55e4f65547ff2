package io.adot.operator.runtime;

import io.adot.operator.converge.Convergence.Cause;
import io.adot.operator.converge.Convergence.Failure;
import io.adot.operator.converge.ObjectKey;
import io.adot.operator.evidence.CollectorKey;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What is known of the kinds that collectors consist of: which can be made, and who asks for one
 * that cannot.
 */
final class KnownApis {
  private static final Set<String> WAYS_IN = Set.of("Ingress", "Route", "HTTPRoute");

  private final Map<String, Known> known = new ConcurrentHashMap<>();
  private final Map<String, Set<CollectorKey>> askers = new ConcurrentHashMap<>();
  private final String everywhere;

  private record Known(ApiKind kind, Availability availability) {}

  /**
   * Knows what a survey found.
   *
   * @param namespaces where the operator watches; empty for everywhere
   */
  KnownApis(Map<ApiKind, Availability> survey, Set<String> namespaces) {
    survey.forEach((kind, availability) -> known.put(kind.name(), new Known(kind, availability)));
    everywhere = namespaces.isEmpty() ? "cluster-wide" : "in each namespace that it watches";
  }

  /**
   * What of a collector's objects can be made now.
   *
   * @param objects those, in the order to apply them
   * @param obstacles why the others cannot, and what else stands in the way of looking after them
   */
  record Feasible(List<HasMetadata> objects, List<Failure> obstacles) {
    /**
     * Whether a live object is not to be pruned now: it is wanted, although it can't be looked
     * after; or one which can't be made is to replace it, as it may a way in or a workload.
     */
    boolean spares(HasMetadata live) {
      ObjectKey key = ObjectKey.of(live);
      return obstacles.stream()
          .map(Failure::key)
          .anyMatch(
              wanted ->
                  wanted.equals(key)
                      || both(WAYS_IN, wanted.kind(), live.getKind())
                      || both(Workloads.KINDS, wanted.kind(), live.getKind()));
    }

    private static boolean both(Set<String> kinds, String one, String other) {
      return kinds.contains(one) && kinds.contains(other);
    }
  }

  /**
   * Tells what can be made now. The collector is told when that changes, see {@link #learn}.
   *
   * @param desired all that it should have
   */
  Feasible feasible(CollectorKey collector, List<HasMetadata> desired) {
    List<HasMetadata> objects = new ArrayList<>();
    List<Failure> obstacles = new ArrayList<>();
    for (HasMetadata object : desired) {
      String name = ApiKind.name(object.getApiVersion(), object.getKind());
      Optional<OptionalApi> api =
          Optional.ofNullable(known.get(name)).flatMap(of -> OptionalApi.of(of.kind()));
      // Before what is known is read, so that no change is missed.
      if (api.isPresent()) {
        ask(name, collector);
      }
      Optional<Failure> obstacle =
          Optional.ofNullable(known.get(name))
              .flatMap(of -> obstacle(of, api, ObjectKey.of(object)));
      if (obstacle.isPresent()) {
        ask(name, collector);
      }
      obstacle.ifPresent(obstacles::add);
      // What a collector cannot run without is tried all the same, but no workload that can't be
      // seen: it may run as another operator made it, and would be restarted.
      if (obstacle.isEmpty() || api.isEmpty() && !Workloads.isWorkload(object)) {
        objects.add(object);
      }
    }
    return new Feasible(List.copyOf(objects), List.copyOf(obstacles));
  }

  /**
   * Whether the cluster has a kind, as far as is known; the collector is told when that changes.
   */
  boolean isServed(OptionalApi api, CollectorKey collector) {
    String name = api.kind().name();
    ask(name, collector);
    Known of = known.get(name);
    return of == null || of.availability() != Availability.NOT_SERVED;
  }

  /** What was known last. */
  Map<ApiKind, Availability> all() {
    Map<ApiKind, Availability> all = new LinkedHashMap<>();
    known.values().forEach(one -> all.put(one.kind(), one.availability()));
    return all;
  }

  /**
   * Takes what was found out about a kind.
   *
   * @return the collectors for which that makes a difference
   */
  Set<CollectorKey> learn(ApiKind kind, Availability availability) {
    known.put(kind.name(), new Known(kind, availability));
    return Set.copyOf(askers.getOrDefault(kind.name(), Set.of()));
  }

  void forget(CollectorKey collector) {
    askers.values().forEach(ofKind -> ofKind.remove(collector));
  }

  private void ask(String kind, CollectorKey collector) {
    askers.computeIfAbsent(kind, any -> ConcurrentHashMap.newKeySet()).add(collector);
  }

  private Optional<Failure> obstacle(Known of, Optional<OptionalApi> api, ObjectKey key) {
    return switch (of.availability()) {
      case AVAILABLE, UNKNOWN -> Optional.empty();
      case NOT_SERVED ->
          Optional.of(
              new Failure(
                  key,
                  Cause.NOT_SERVED,
                  "the cluster has no "
                      + of.kind().name()
                      + api.map(it -> ": " + it.remedy()).orElse("")));
      case FORBIDDEN ->
          Optional.of(
              new Failure(
                  key,
                  Cause.FORBIDDEN,
                  "the operator may not list and watch %s %s; add to its role {apiGroups: [%s], resources: [%s], verbs: [get, list, watch, create, patch, delete]}"
                      .formatted(
                          of.kind().qualifiedPlural(),
                          everywhere,
                          of.kind().group().isEmpty() ? "\"\"" : of.kind().group(),
                          of.kind().plural())));
    };
  }
}
