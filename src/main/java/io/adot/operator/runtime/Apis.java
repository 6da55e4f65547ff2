package io.adot.operator.runtime;

import io.adot.operator.api.v1beta1.OpenTelemetryCollector;
import io.adot.operator.evidence.AccessReviewer;
import io.adot.operator.evidence.ApiAccessReviewer;
import io.adot.operator.evidence.EvidenceListener;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.processing.event.EventSourceRetriever;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The kinds that this cluster has and this operator may watch: known at start, then followed. */
final class Apis implements AutoCloseable {
  /** A role that was applied a moment ago is not yet known to each API server. */
  private static final int TRIES_BEFORE_A_DENIAL_COUNTS = 4;

  private static final Duration BETWEEN_TRIES = Duration.ofSeconds(1);

  private final KubernetesClient client;
  private final AccessReviewer reviewer;
  private final List<ApiKind> children;
  private final ApiSurvey survey;
  private final KnownApis known;
  private @Nullable ApiRounds rounds;
  private @Nullable CrdWatch crds;

  private Apis(
      KubernetesClient client,
      AccessReviewer reviewer,
      List<ApiKind> children,
      ApiSurvey survey,
      KnownApis known) {
    this.client = client;
    this.reviewer = reviewer;
    this.children = List.copyOf(children);
    this.survey = survey;
    this.known = known;
  }

  /**
   * Finds out what there is. Takes a few seconds where something is forbidden, else a few requests.
   *
   * @param namespaces where the operator watches; empty for everywhere
   * @param children the kinds that collectors consist of
   */
  static Apis explore(KubernetesClient client, Set<String> namespaces, List<ApiKind> children) {
    AccessReviewer reviewer = new ApiAccessReviewer(client);
    ApiSurvey survey = new ApiSurvey(client, reviewer, namespaces);
    Map<ApiKind, Availability> found = new LinkedHashMap<>();
    Stream.concat(children.stream(), OptionalApi.ALL.stream().map(OptionalApi::kind))
        .forEach(kind -> found.put(kind, Availability.UNKNOWN));
    found.putAll(survey.of(found));
    for (int tries = 1;
        tries < TRIES_BEFORE_A_DENIAL_COUNTS && found.containsValue(Availability.FORBIDDEN);
        tries++) {
      LockSupport.parkNanos(BETWEEN_TRIES.toNanos());
      found.putAll(survey.of(found));
    }
    return new Apis(client, reviewer, children, survey, new KnownApis(found, namespaces));
  }

  /** What is known at any time. */
  KnownApis known() {
    return known;
  }

  /** The kinds that collectors consist of. */
  List<ApiKind> children() {
    return children;
  }

  /** Those of them to watch now. */
  List<ApiKind> watchable() {
    return children.stream()
        .filter(kind -> known.all().get(kind) == Availability.AVAILABLE)
        .toList();
  }

  /**
   * Begins to watch what OpenShift writes on namespaces, where the operator may.
   *
   * @param nudges is told which collectors are concerned by a change
   */
  NamespaceWatch namespaces(EvidenceListener nudges) {
    return NamespaceWatch.start(client, reviewer, known, nudges);
  }

  /**
   * Keeps the informers in line with what there is, until closed.
   *
   * @param nudges is told which collectors are concerned by a change
   */
  void follow(
      Children informers,
      EventSourceRetriever<OpenTelemetryCollector> registry,
      EvidenceListener nudges) {
    ApiRounds started = new ApiRounds(survey, known, informers, registry, nudges);
    started.look();
    rounds = started;
    crds = CrdWatch.start(client, reviewer, started::look);
  }

  @Override
  public void close() {
    if (crds != null) {
      crds.close();
    }
    if (rounds != null) {
      rounds.close();
    }
  }
}
