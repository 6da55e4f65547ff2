package io.adot.operator.runtime;

import io.adot.operator.component.KubernetesRule.Resource;
import io.adot.operator.evidence.AccessReviewer;
import io.adot.operator.evidence.CollectorKey;
import io.adot.operator.evidence.EvidenceListener;
import io.adot.operator.preflight.AccessAnswer;
import io.adot.operator.preflight.AccessQuestion;
import io.adot.operator.render.VolumeGroup;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.fabric8.kubernetes.client.informers.cache.ReducedStateItemStore;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What namespaces say of the group that volumes belong to, on OpenShift. Only an operator that may
 * read namespaces knows it; the chart allows that on OpenShift only. Elsewhere nothing is asked.
 */
final class NamespaceWatch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(NamespaceWatch.class);
  private static final Resource NAMESPACES = Resource.of("", "namespaces");

  /** Pods that are rendered before the namespaces are known would be replaced right after. */
  private static final Duration LONGEST_SYNC = Duration.ofSeconds(20);

  private final Map<String, Long> groups = new ConcurrentHashMap<>();
  private final Map<String, Set<CollectorKey>> askers = new ConcurrentHashMap<>();
  private final KnownApis apis;
  private final EvidenceListener nudges;
  private @Nullable SharedIndexInformer<Namespace> informer;

  private NamespaceWatch(KnownApis apis, EvidenceListener nudges) {
    this.apis = apis;
    this.nudges = nudges;
  }

  /**
   * Starts to watch, if the operator may; returns when all namespaces were read once.
   *
   * @param nudges is told of the collectors in a namespace whose group changed
   */
  static NamespaceWatch start(
      KubernetesClient client, AccessReviewer reviewer, KnownApis apis, EvidenceListener nudges) {
    NamespaceWatch watch = new NamespaceWatch(apis, nudges);
    boolean allowed =
        Stream.of("list", "watch")
            .map(verb -> reviewer.reviewOwn(new AccessQuestion("", verb, NAMESPACES)))
            .allMatch(AccessAnswer.Allowed.class::isInstance);
    if (allowed) {
      watch.begin(client);
    }
    return watch;
  }

  private void begin(KubernetesClient client) {
    SharedIndexInformer<Namespace> namespaces = client.namespaces().runnableInformer(0);
    namespaces
        .itemStore(
            new ReducedStateItemStore<>(
                ReducedStateItemStore.NAME_KEY_STATE,
                Namespace.class,
                client.getKubernetesSerialization()))
        .exceptionHandler((started, failure) -> true)
        .addEventHandler(new Reading());
    informer = namespaces;
    try {
      namespaces.start().toCompletableFuture().get(LONGEST_SYNC.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException late) {
      LOG.warn("The namespaces could not be read yet; it is tried again", late);
    }
  }

  /** The group for a collector's pods; the collector is brought up when it changes. */
  Optional<Long> group(CollectorKey collector) {
    if (informer == null) {
      return Optional.empty();
    }
    askers
        .computeIfAbsent(collector.namespace(), any -> ConcurrentHashMap.newKeySet())
        .add(collector);
    return apis.isServed(OptionalApi.ROUTE, collector)
        ? Optional.ofNullable(groups.get(collector.namespace()))
        : Optional.empty();
  }

  void forget(CollectorKey collector) {
    Set<CollectorKey> ofNamespace = askers.get(collector.namespace());
    if (ofNamespace != null) {
      ofNamespace.remove(collector);
    }
  }

  @Override
  public void close() {
    if (informer != null) {
      informer.stop();
    }
  }

  private void read(Namespace namespace) {
    String name = namespace.getMetadata().getName();
    Map<String, String> annotations = namespace.getMetadata().getAnnotations();
    Optional<Long> group = VolumeGroup.of(annotations == null ? Map.of() : annotations);
    Long before = group.isPresent() ? groups.put(name, group.get()) : groups.remove(name);
    if (!Optional.ofNullable(before).equals(group)) {
      askers.getOrDefault(name, Set.of()).forEach(nudges::changed);
    }
  }

  private final class Reading implements ResourceEventHandler<Namespace> {
    @Override
    public void onAdd(Namespace namespace) {
      read(namespace);
    }

    @Override
    public void onUpdate(Namespace before, Namespace now) {
      read(now);
    }

    @Override
    public void onDelete(Namespace namespace, boolean finalStateUnknown) {
      groups.remove(namespace.getMetadata().getName());
    }
  }
}
