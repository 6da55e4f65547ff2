package io.adot.operator.runtime;

import io.adot.operator.api.v1beta1.OpenTelemetryCollector;
import io.adot.operator.converge.ObjectKey;
import io.adot.operator.converge.Ownership;
import io.adot.operator.render.CollectorRbac;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBinding;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.GroupVersionKind;
import io.javaoperatorsdk.operator.processing.event.EventSourceRetriever;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.Mappers;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * The informers on what the operator makes, and on the pods that come of it. All of them select on
 * our label, so a cluster's other objects cost nothing.
 */
final class Children implements Caches {
  /**
   * The label that everything made for a collector carries; the Go operator's, so that a fleet can
   * change operators.
   */
  static final String OUR_LABEL = "app.kubernetes.io/managed-by=opentelemetry-operator";

  static final String INSTANCE_LABEL = "app.kubernetes.io/instance";
  private static final String BY_INSTANCE = "instance";
  private static final String BY_CONTROLLER = "controller";

  /** A new child kind is one line here; one that a cluster may lack, in {@link OptionalApi}. */
  private static final List<Class<? extends HasMetadata>> KINDS =
      List.of(
          ServiceAccount.class,
          ConfigMap.class,
          Deployment.class,
          DaemonSet.class,
          StatefulSet.class,
          Service.class,
          PodDisruptionBudget.class,
          NetworkPolicy.class,
          HorizontalPodAutoscaler.class,
          Ingress.class);

  private static final List<Class<? extends HasMetadata>> ROLES =
      List.of(RoleBinding.class, Role.class);

  private static final List<Class<? extends HasMetadata>> CLUSTER_ROLES =
      List.of(ClusterRoleBinding.class, ClusterRole.class);

  private static final ApiKind POD = ApiKind.of(Pod.class);

  private final EventSourceContext<OpenTelemetryCollector> context;
  private final List<ApiKind> kinds;
  private final Map<String, InformerEventSource<HasMetadata, OpenTelemetryCollector>> sources =
      new ConcurrentHashMap<>();
  private final Map<String, Set<ResourceID>> collectorsByInstance = new ConcurrentHashMap<>();

  /**
   * Prepares informers.
   *
   * @param kinds all that may ever be watched, as {@link #kinds} has them
   * @param watched those to watch from the beginning
   */
  Children(
      EventSourceContext<OpenTelemetryCollector> context,
      List<ApiKind> kinds,
      Collection<ApiKind> watched) {
    this.context = context;
    this.kinds = List.copyOf(kinds);
    watched.forEach(kind -> sources.put(kind.name(), source(kind)));
  }

  /**
   * All kinds that are watched where they can be.
   *
   * @param rbac the roles that are made for collectors; those kinds are watched, and no others
   */
  static List<ApiKind> kinds(CollectorRbac rbac) {
    boolean anywhere = rbac == CollectorRbac.CLUSTER;
    List<ApiKind> kinds = new ArrayList<>();
    KINDS.forEach(kind -> kinds.add(ApiKind.of(kind)));
    if (rbac != CollectorRbac.NONE) {
      ROLES.forEach(kind -> kinds.add(anywhere ? ApiKind.anywhere(kind) : ApiKind.of(kind)));
    }
    if (anywhere) {
      CLUSTER_ROLES.forEach(kind -> kinds.add(ApiKind.anywhere(kind)));
    }
    OptionalApi.ALL.stream().filter(OptionalApi::isChild).forEach(api -> kinds.add(api.kind()));
    kinds.add(POD);
    return List.copyOf(kinds);
  }

  @SuppressWarnings(
      "unchecked") // the map is keyed by kind, so a source is only ever asked for its own type
  private InformerEventSource<HasMetadata, OpenTelemetryCollector> source(ApiKind kind) {
    var configuration =
        (InformerEventSourceConfiguration.Builder<HasMetadata>)
            (kind.type() == GenericKubernetesResource.class
                ? InformerEventSourceConfiguration.from(
                    new GroupVersionKind(kind.apiVersion(), kind.kind()),
                    OpenTelemetryCollector.class)
                : InformerEventSourceConfiguration.from(kind.type(), OpenTelemetryCollector.class));
    configuration
        .withName(kind.name())
        .withLabelSelector(OUR_LABEL)
        .withSecondaryToPrimaryMapper(kind.equals(POD) ? this::collectorsOf : Children::owners);
    InformerEventSource<HasMetadata, OpenTelemetryCollector> source =
        new InformerEventSource<>(
            kind.anywhere()
                ? configuration.withWatchAllNamespaces().build()
                : configuration.withNamespacesInheritedFromController().build(),
            context);
    source.addIndexers(
        kind.equals(POD)
            ? Map.of(BY_INSTANCE, pod -> List.of(instance(pod)))
            : Map.of(BY_CONTROLLER, Children::controllers));
    return source;
  }

  private static Set<ResourceID> owners(HasMetadata object) {
    return Ownership.statedOwner(object)
        .filter(owner -> Ownership.isStated(object))
        .map(owner -> Set.of(new ResourceID(owner.name(), owner.namespace())))
        .orElseGet(
            () ->
                Mappers.fromOwnerReferences(OpenTelemetryCollector.class)
                    .toPrimaryResourceIDs(object));
  }

  List<EventSource<?, OpenTelemetryCollector>> eventSources() {
    return List.copyOf(sources.values());
  }

  /**
   * Begins or ends to watch a kind. Returns when the informer has listed once, or after a while
   * without.
   *
   * @throws RuntimeException when the informer cannot be had; then nothing has changed
   */
  void follow(
      ApiKind kind, boolean watched, EventSourceRetriever<OpenTelemetryCollector> registry) {
    if (!watched) {
      if (sources.remove(kind.name()) != null) {
        registry.dynamicallyDeRegisterEventSource(kind.name());
      }
    } else if (!sources.containsKey(kind.name())) {
      InformerEventSource<HasMetadata, OpenTelemetryCollector> source = source(kind);
      try {
        registry.dynamicallyRegisterEventSource(source);
      } catch (RuntimeException failed) {
        registry.dynamicallyDeRegisterEventSource(kind.name());
        throw failed;
      }
      // Only now: before, it could not be asked.
      sources.put(kind.name(), source);
    }
  }

  @Override
  public Optional<HasMetadata> get(ObjectKey key) {
    return Optional.ofNullable(sources.get(ApiKind.name(key.apiVersion(), key.kind())))
        .flatMap(source -> source.get(id(key)));
  }

  private static ResourceID id(ObjectKey key) {
    return key.namespace().isEmpty()
        ? new ResourceID(key.name())
        : new ResourceID(key.name(), key.namespace());
  }

  @Override
  public Collection<HasMetadata> controlledBy(String ownerUid) {
    return children().flatMap(source -> source.byIndex(BY_CONTROLLER, ownerUid).stream()).toList();
  }

  /** The objects that state their owner by label, as owner references cannot name it. */
  List<HasMetadata> labelled() {
    return children()
        .flatMap(source -> source.list(object -> Ownership.labelledOwner(object).isPresent()))
        .toList();
  }

  private Stream<InformerEventSource<HasMetadata, OpenTelemetryCollector>> children() {
    return kinds.stream()
        .filter(kind -> !kind.equals(POD))
        .map(kind -> sources.get(kind.name()))
        .filter(Objects::nonNull);
  }

  @Override
  public void written(HasMetadata answer) {
    InformerEventSource<HasMetadata, OpenTelemetryCollector> source =
        sources.get(ApiKind.name(answer.getApiVersion(), answer.getKind()));
    if (source == null) {
      return;
    }
    // As if created, also after an update: the later version wins then, whatever the cache holds.
    // JOSDK 5.2.3 fails on an update of what was deleted in the same moment.
    source.handleRecentResourceCreate(ResourceID.fromResource(answer), answer);
  }

  @Override
  public List<Pod> pods(OpenTelemetryCollector collector, String instance) {
    collectorsByInstance
        .computeIfAbsent(instance, any -> ConcurrentHashMap.newKeySet())
        .add(ResourceID.fromResource(collector));
    String namespace = collector.getMetadata().getNamespace();
    return Optional.ofNullable(sources.get(POD.name())).stream()
        .flatMap(source -> source.byIndex(BY_INSTANCE, instance).stream())
        .map(Pod.class::cast)
        .filter(pod -> namespace.equals(pod.getMetadata().getNamespace()))
        .toList();
  }

  void forget(ResourceID collector) {
    collectorsByInstance.values().forEach(ids -> ids.remove(collector));
    collectorsByInstance.values().removeIf(Set::isEmpty);
  }

  private Set<ResourceID> collectorsOf(HasMetadata pod) {
    return Set.copyOf(collectorsByInstance.getOrDefault(instance(pod), Set.of()));
  }

  private static String instance(HasMetadata pod) {
    Map<String, String> labels = pod.getMetadata().getLabels();
    return labels == null ? "" : labels.getOrDefault(INSTANCE_LABEL, "");
  }

  private static List<String> controllers(HasMetadata object) {
    return Ownership.ownerUid(object).stream().toList();
  }
}
