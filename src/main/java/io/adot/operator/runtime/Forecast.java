package io.adot.operator.runtime;

import io.adot.operator.api.ConditionType;
import io.adot.operator.api.Reason;
import io.adot.operator.api.v1beta1.OpenTelemetryCollector;
import io.adot.operator.assessment.Assessment;
import io.adot.operator.converge.ApiObjectStore;
import io.adot.operator.converge.Change;
import io.adot.operator.converge.Convergence;
import io.adot.operator.converge.Convergence.Failure;
import io.adot.operator.converge.Converger;
import io.adot.operator.converge.LiveObjects;
import io.adot.operator.converge.ObjectStore;
import io.adot.operator.converge.Rehearsal;
import io.adot.operator.evidence.ApiAccessReviewer;
import io.adot.operator.evidence.CollectorKey;
import io.adot.operator.render.Facts;
import io.adot.operator.render.VolumeGroup;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What an operator would find and do if it made a pass over a collector now; nothing is written.
 * For one thread, and for one look: what was listed is not listed again.
 */
public final class Forecast {
  private static final Set<String> HELD =
      Set.of(Reason.PermissionsMissing.name(), Reason.AwsIdentityBroken.name());

  private final KubernetesClient client;
  private final Facts facts;
  private final KnownApis apis;
  private final Map<String, ListedObjects> listed = new HashMap<>();
  private final Map<String, Optional<Long>> volumeGroups = new HashMap<>();

  /**
   * Asks which kinds the cluster has.
   *
   * @param client may list what collectors consist of
   * @param facts the settings of the operator
   */
  public Forecast(KubernetesClient client, Facts facts) {
    this.client = client;
    this.facts = facts;
    Map<ApiKind, Availability> kinds = new LinkedHashMap<>();
    Stream.concat(
            Children.kinds(facts.collectorRbac()).stream(),
            OptionalApi.ALL.stream().map(OptionalApi::kind))
        // So that only discovery is asked: what the operator may do, others tell.
        .forEach(kind -> kinds.put(kind, Availability.AVAILABLE));
    ApiSurvey survey = new ApiSurvey(client, new ApiAccessReviewer(client), Set.of());
    this.apis = new KnownApis(survey.of(kinds), Set.of());
  }

  /**
   * What a pass would go by.
   *
   * @param assessment with what it keeps of an operator before ours
   * @param objects those that can be made in this cluster, in the order to apply them
   * @param pods its pods that run
   */
  public record Prospect(Assessment assessment, List<HasMetadata> objects, List<Pod> pods) {}

  /**
   * What a pass would do.
   *
   * @param assessment with what it keeps of an operator before ours
   * @param untouched whether nothing is done because the configuration is wrong, or the collector
   *     somebody else's business
   * @param withheld whether its workload is withheld for now
   * @param changes in their order
   * @param obstacles what could not be done
   * @param living what there is of it
   */
  public record Outlook(
      Assessment assessment,
      boolean untouched,
      boolean withheld,
      List<Change> changes,
      List<Failure> obstacles,
      LiveObjects living) {

    /** Whether objects of a kind have pods. */
    public static boolean hasPods(String kind) {
      return Workloads.KINDS.contains(kind);
    }
  }

  /** All that converging one collector takes. */
  private record Stage(ListedObjects live, Rehearsal rehearsal, CollectorObjects objects) {}

  /**
   * Looks at a collector.
   *
   * @throws KubernetesClientException when what there is of it may not be listed
   */
  public Prospect prospect(OpenTelemetryCollector collector) {
    Stage stage = stage(collector);
    Assessment assessment = stage.objects().assess(collector);
    Optional<HasMetadata> workload = assessment.rendering().workload();
    return new Prospect(
        assessment,
        feasible(collector, assessment).objects(),
        Living.of(collector, workload, stage.live()).running(workload));
  }

  /**
   * Tells what would be done.
   *
   * @param collector as it is stored, or as it is to be: with the uid of the stored one, and
   *     without a resource version
   * @throws KubernetesClientException when what there is of it may not be read
   */
  public Outlook outlook(OpenTelemetryCollector collector) {
    Stage stage = stage(collector);
    Assessment assessment = stage.objects().assess(collector);
    boolean untouched = CollectorObjects.isUntouched(collector, assessment);
    boolean withheld = isHeld(collector);
    Convergence outcome = Convergence.NONE;
    if (!untouched) {
      KnownApis.Feasible feasible = feasible(collector, assessment);
      Living living = Living.of(collector, assessment.rendering().workload(), stage.live());
      outcome =
          stage
              .objects()
              .grant(collector, assessment)
              .and(stage.objects().converge(collector, feasible, withheld, living))
              .and(Convergence.failed(feasible.obstacles()));
    }
    // For the operator that would be a refusal among others; here it is one of whoever asks.
    stage
        .rehearsal()
        .unread()
        .ifPresent(
            refused -> {
              throw refused;
            });
    return new Outlook(
        assessment,
        untouched,
        withheld,
        stage.rehearsal().changes(),
        outcome.failures(),
        stage.live());
  }

  private Stage stage(OpenTelemetryCollector collector) {
    String namespace = collector.getMetadata().getNamespace();
    ListedObjects live = listed.computeIfAbsent(namespace, this::list);
    ObjectStore real = new ApiObjectStore(client);
    Rehearsal rehearsal = new Rehearsal(real, live, client.getKubernetesSerialization());
    Converger converger =
        new Converger(
            rehearsal,
            live,
            Workloads::needs,
            Workloads::adopts,
            client.getKubernetesSerialization());
    Roles roles = new Roles(facts.collectorRbac(), live, converger, uid -> {});
    Function<CollectorKey, Optional<Long>> groups =
        key -> volumeGroups.computeIfAbsent(key.namespace(), this::volumeGroup);
    return new Stage(live, rehearsal, new CollectorObjects(facts, live, groups, converger, roles));
  }

  private KnownApis.Feasible feasible(OpenTelemetryCollector collector, Assessment assessment) {
    return apis.feasible(
        PreflightDesk.key(collector), Roles.without(assessment.rendering().objects()));
  }

  private ListedObjects list(String namespace) {
    return new ListedObjects(
        client,
        Children.kinds(facts.collectorRbac()).stream()
            .filter(kind -> apis.all().get(kind) != Availability.NOT_SERVED)
            .toList(),
        namespace);
  }

  /** As the operator does, on OpenShift only. */
  private Optional<Long> volumeGroup(String namespace) {
    if (!apis.isServed(OptionalApi.ROUTE, new CollectorKey(namespace, ""))) {
      return Optional.empty();
    }
    Namespace there = client.namespaces().withName(namespace).get();
    return Optional.ofNullable(there)
        .map(it -> it.getMetadata().getAnnotations())
        .flatMap(VolumeGroup::of);
  }

  /** The last pass found so; whether the next one does is a matter of its preflight. */
  private static boolean isHeld(OpenTelemetryCollector collector) {
    return collector.getStatus() != null
        && collector.getStatus().getConditions().stream()
            .filter(condition -> ConditionType.Ready.name().equals(condition.getType()))
            .anyMatch(condition -> HELD.contains(condition.getReason()));
  }
}
