package io.adot.operator.runtime;

import io.adot.operator.api.v1beta1.OpenTelemetryCollector;
import io.adot.operator.converge.LiveObjects;
import io.adot.operator.converge.ObjectKey;
import io.adot.operator.converge.Ownership;
import io.adot.operator.render.CollectorRbac;
import io.fabric8.kubernetes.api.model.ConfigMap;
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
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.Mappers;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The informers on what the operator makes, and on the pods that come of it. All of them select on
 * our label, so a cluster's other objects cost nothing.
 */
final class Children implements LiveObjects {
  /**
   * The label that everything made for a collector carries; the Go operator's, so that a fleet can
   * change operators.
   */
  static final String OUR_LABEL = "app.kubernetes.io/managed-by=opentelemetry-operator";

  static final String INSTANCE_LABEL = "app.kubernetes.io/instance";
  private static final String BY_INSTANCE = "instance";
  private static final String BY_CONTROLLER = "controller";

  /** A new child kind is one line here. */
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

  private final Map<String, InformerEventSource<HasMetadata, OpenTelemetryCollector>> sources;
  private final InformerEventSource<Pod, OpenTelemetryCollector> pods;
  private final Map<String, Set<ResourceID>> collectorsByInstance = new ConcurrentHashMap<>();

  /**
   * Makes the informers.
   *
   * @param rbac the roles that are made for collectors; those kinds are watched, and no others
   */
  Children(EventSourceContext<OpenTelemetryCollector> context, CollectorRbac rbac) {
    this.sources = new LinkedHashMap<>();
    KINDS.forEach(kind -> sources.put(HasMetadata.getKind(kind), source(kind, context, false)));
    boolean anywhere = rbac == CollectorRbac.CLUSTER;
    if (rbac != CollectorRbac.NONE) {
      ROLES.forEach(
          kind -> sources.put(HasMetadata.getKind(kind), source(kind, context, anywhere)));
    }
    if (anywhere) {
      CLUSTER_ROLES.forEach(
          kind -> sources.put(HasMetadata.getKind(kind), source(kind, context, true)));
    }
    this.pods =
        new InformerEventSource<>(
            InformerEventSourceConfiguration.from(Pod.class, OpenTelemetryCollector.class)
                .withLabelSelector(OUR_LABEL)
                .withNamespacesInheritedFromController()
                .withSecondaryToPrimaryMapper(this::collectorsOf)
                .build(),
            context);
    pods.addIndexers(Map.of(BY_INSTANCE, pod -> List.of(instance(pod))));
  }

  @SuppressWarnings(
      "unchecked") // the map is keyed by kind, so a source is only ever asked for its own type
  private static InformerEventSource<HasMetadata, OpenTelemetryCollector> source(
      Class<? extends HasMetadata> kind,
      EventSourceContext<OpenTelemetryCollector> context,
      boolean anywhere) {
    InformerEventSourceConfiguration.Builder<HasMetadata> configuration =
        InformerEventSourceConfiguration.from(
                (Class<HasMetadata>) kind, OpenTelemetryCollector.class)
            .withLabelSelector(OUR_LABEL)
            .withSecondaryToPrimaryMapper(Children::owners);
    InformerEventSource<HasMetadata, OpenTelemetryCollector> source =
        new InformerEventSource<>(
            anywhere
                ? configuration.withWatchAllNamespaces().build()
                : configuration.withNamespacesInheritedFromController().build(),
            context);
    source.addIndexers(Map.of(BY_CONTROLLER, Children::controllers));
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
    List<EventSource<?, OpenTelemetryCollector>> all = new ArrayList<>(sources.values());
    all.add(pods);
    return all;
  }

  @Override
  public Optional<HasMetadata> get(ObjectKey key) {
    return Optional.ofNullable(sources.get(key.kind())).flatMap(source -> source.get(id(key)));
  }

  private static ResourceID id(ObjectKey key) {
    return key.namespace().isEmpty()
        ? new ResourceID(key.name())
        : new ResourceID(key.name(), key.namespace());
  }

  @Override
  public Collection<HasMetadata> controlledBy(String ownerUid) {
    return sources.values().stream()
        .flatMap(source -> source.byIndex(BY_CONTROLLER, ownerUid).stream())
        .toList();
  }

  /** The objects that state their owner by label, as owner references cannot name it. */
  List<HasMetadata> labelled() {
    return sources.values().stream()
        .flatMap(source -> source.list(object -> Ownership.labelledOwner(object).isPresent()))
        .toList();
  }

  @Override
  public void written(HasMetadata answer) {
    InformerEventSource<HasMetadata, OpenTelemetryCollector> source = sources.get(answer.getKind());
    if (source == null) {
      return;
    }
    ResourceID id = ResourceID.fromResource(answer);
    source
        .get(id)
        .ifPresentOrElse(
            before -> source.handleRecentResourceUpdate(id, answer, before),
            () -> source.handleRecentResourceCreate(id, answer));
  }

  /** The pods that carry a collector's instance label. */
  List<Pod> pods(OpenTelemetryCollector collector, String instance) {
    collectorsByInstance
        .computeIfAbsent(instance, any -> ConcurrentHashMap.newKeySet())
        .add(ResourceID.fromResource(collector));
    String namespace = collector.getMetadata().getNamespace();
    return pods.byIndex(BY_INSTANCE, instance).stream()
        .filter(pod -> namespace.equals(pod.getMetadata().getNamespace()))
        .toList();
  }

  void forget(ResourceID collector) {
    collectorsByInstance.values().forEach(ids -> ids.remove(collector));
    collectorsByInstance.values().removeIf(Set::isEmpty);
  }

  private Set<ResourceID> collectorsOf(Pod pod) {
    return Set.copyOf(collectorsByInstance.getOrDefault(instance(pod), Set.of()));
  }

  private static String instance(Pod pod) {
    Map<String, String> labels = pod.getMetadata().getLabels();
    return labels == null ? "" : labels.getOrDefault(INSTANCE_LABEL, "");
  }

  private static List<String> controllers(HasMetadata object) {
    return Ownership.ownerUid(object).stream().toList();
  }
}
