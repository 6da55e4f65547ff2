package io.adot.operator.runtime;

import io.adot.operator.api.v1beta1.OpenTelemetryCollector;
import io.adot.operator.aws.Iam;
import io.adot.operator.converge.Converger;
import io.adot.operator.converge.ObjectKey;
import io.adot.operator.converge.ObjectStore;
import io.adot.operator.converge.Ownership;
import io.adot.operator.evidence.ApiAccessReviewer;
import io.adot.operator.render.CollectorRbac;
import io.adot.operator.runtime.neighbour.Sight;
import io.adot.operator.testing.mock.ApiRequest;
import io.adot.operator.testing.mock.MockCluster;
import io.adot.operator.testing.mock.RequestLog;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * One {@link CollectorPass} with everything that belongs to it, over caches in memory, so that a
 * pass can be made by hand, at any time, and what it asked and wrote can be counted.
 */
public final class PassRig implements AutoCloseable {
  private final MockCluster cluster = MockCluster.start();
  private final KubernetesClient client = cluster.client("operator");
  private final KubernetesSerialization serialization = client.getKubernetesSerialization();
  private final Map<ObjectKey, HasMetadata> objects = new LinkedHashMap<>();
  private final List<ObjectKey> written = new ArrayList<>();
  private final OpenTelemetryCollector collector;
  private final PreflightDesk preflight;
  private final NamespaceWatch namespaces;
  private final CollectorPass pass;
  private Instant now = Instant.parse("2026-03-01T12:00:00Z");
  private long version;
  private long edition;

  /**
   * Wires a pass.
   *
   * @param collector has a uid; stored in the mock, for its status
   */
  public PassRig(OpenTelemetryCollector collector, Settings settings, Iam iam) {
    this.collector = collector;
    cluster.client("user").resource(collector).create();
    store();
    this.preflight = new PreflightDesk(client, settings, iam, key -> {});
    OperatorMetrics metrics = new OperatorMetrics("test");
    Memory memory = new Memory();
    Converger converger =
        new Converger(memory, memory, Workloads::needs, Workloads::adopts, serialization);
    KnownApis apis =
        new KnownApis(
            Children.kinds(CollectorRbac.NONE).stream()
                .collect(Collectors.toMap(Function.identity(), kind -> Availability.AVAILABLE)),
            Set.of());
    this.namespaces = NamespaceWatch.start(client, new ApiAccessReviewer(client), apis, key -> {});
    this.pass =
        new CollectorPass(
            settings,
            new Standing(Sight.NOBODY, notice -> {}),
            memory,
            apis,
            namespaces,
            converger,
            new Roles(CollectorRbac.NONE, memory, converger, uid -> {}),
            preflight,
            new Announcer(
                new StatusWriter(client), new EventRecorder(client, "test"), metrics.collectors()),
            metrics,
            new Ticking());
  }

  /** Makes a pass, so many seconds after the last. */
  public Optional<Duration> pass(long seconds) {
    now = now.plusSeconds(seconds);
    return pass.run(collector);
  }

  /** Forgets the collector, as when it is deleted. */
  public void forget() {
    var metadata = collector.getMetadata();
    pass.forget(metadata.getNamespace(), metadata.getName(), metadata.getUid());
  }

  /** Changes the collector, as the next pass sees. */
  public void edit(Consumer<OpenTelemetryCollector> change) {
    change.accept(collector);
    store();
  }

  private void store() {
    edition++;
    collector.getMetadata().setResourceVersion("edition-" + edition);
  }

  /** The objects that were made. */
  public Collection<HasMetadata> objects() {
    return objects.values();
  }

  /** The objects that were applied or deleted, in order. */
  public List<ObjectKey> written() {
    return written;
  }

  /** How many requests it sent, but for the preflight's, which are due by the clock. */
  public long requests() {
    return written.size()
        + cluster.requests().by("operator").stream()
            .map(RequestLog.Entry::request)
            .filter(request -> !isCheck(request))
            .count();
  }

  private static boolean isCheck(ApiRequest request) {
    return request.isReview()
        || request.resource().isEmpty()
        || request.method().equals("GET") && request.resource().equals("serviceaccounts");
  }

  @Override
  public void close() {
    preflight.close();
    namespaces.close();
    cluster.close();
  }

  /** The time that passes were given. */
  private final class Ticking extends Clock {
    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }

  /** The caches and the API server in one. */
  private final class Memory implements Caches, ObjectStore {
    @Override
    public Optional<HasMetadata> get(ObjectKey key) {
      return Optional.ofNullable(objects.get(key));
    }

    @Override
    public Collection<HasMetadata> controlledBy(String ownerUid) {
      return objects.values().stream()
          .filter(object -> Ownership.isControlledBy(object, ownerUid))
          .toList();
    }

    @Override
    public List<Pod> pods(OpenTelemetryCollector of, String instance) {
      return List.of();
    }

    @Override
    public void written(HasMetadata answer) {
      objects.put(ObjectKey.of(answer), answer);
    }

    @Override
    public Optional<HasMetadata> read(HasMetadata like) {
      written.add(ObjectKey.of(like));
      return get(ObjectKey.of(like));
    }

    @Override
    public HasMetadata apply(HasMetadata desired) {
      written.add(ObjectKey.of(desired));
      HasMetadata stored = serialization.clone(desired);
      stored.getMetadata().setResourceVersion(Long.toString(++version));
      stored.getMetadata().setUid("uid-" + version);
      stored.getMetadata().setGeneration(1L);
      stored.getMetadata().setCreationTimestamp(now.toString());
      return stored;
    }

    @Override
    public HasMetadata record(HasMetadata live, List<ManagedFieldsEntry> managedFields) {
      written.add(ObjectKey.of(live));
      return live;
    }

    @Override
    public void rehearse(HasMetadata desired) {}

    @Override
    public void delete(HasMetadata live) {
      written.add(ObjectKey.of(live));
      objects.remove(ObjectKey.of(live));
    }

    @Override
    public void deleteAlone(HasMetadata live) {
      delete(live);
    }
  }
}
