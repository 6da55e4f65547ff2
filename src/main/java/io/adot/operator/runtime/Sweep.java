package io.adot.operator.runtime;

import io.adot.operator.api.v1beta1.OpenTelemetryCollector;
import io.adot.operator.converge.ObjectKey;
import io.adot.operator.converge.ObjectStore;
import io.adot.operator.converge.Ownership;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes what the garbage collector cannot: objects outside the namespace of their collector, when
 * that is gone. Soon after it went, at the start, and hourly. Only what states its owner and was
 * applied by us is touched, and only when the API server itself says that the owner is gone: caches
 * may be of other namespaces and labels than the collector's.
 */
final class Sweep implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Sweep.class);
  private static final Duration EVERY = Duration.ofHours(1);
  private static final Comparator<HasMetadata> BINDINGS_FIRST =
      Comparator.comparing((HasMetadata object) -> object.getKind()).reversed();
  private static final Duration RETRY = Duration.ofMinutes(1);

  private final KubernetesClient client;
  private final ObjectStore store;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread sweeper = new Thread(task, "sweep");
            sweeper.setDaemon(true);
            return sweeper;
          });
  private volatile Supplier<? extends Collection<HasMetadata>> labelled = List::of;
  private volatile boolean begun;

  /** Of the one thread only. */
  private boolean retrying;

  Sweep(KubernetesClient client, ObjectStore store) {
    this.client = client;
    this.store = store;
  }

  /** Sets where the objects are found that state their owner. */
  void over(Supplier<? extends Collection<HasMetadata>> objects) {
    labelled = objects;
  }

  /** Sweeps from now on; to be called once this process is the one that acts. */
  @SuppressWarnings("FutureReturnValueIgnored") // a sweep catches and tells what goes wrong
  void begin() {
    begun = true;
    thread.scheduleWithFixedDelay(
        () -> sweep(any -> true), 0, EVERY.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** This operator acts from now on, or does not: what was left undone is done. */
  void again() {
    if (begun) {
      thread.execute(() -> sweep(any -> true));
    }
  }

  /** A collector went: what was its own goes soon. */
  void ownerGone(String uid) {
    if (begun) {
      thread.execute(() -> sweep(uid::equals));
    }
  }

  @Override
  public void close() {
    begun = false;
    thread.shutdownNow();
  }

  @SuppressWarnings("FutureReturnValueIgnored") // as above
  private void sweep(Predicate<String> uids) {
    try {
      long refused =
          labelled.get().stream()
              .filter(object -> Ownership.labelledOwner(object).filter(uids).isPresent())
              .sorted(BINDINGS_FIRST)
              .filter(object -> !isSwept(object))
              .count();
      if (refused > 0 && !retrying) {
        retrying = true;
        thread.schedule(this::retry, RETRY.toMillis(), TimeUnit.MILLISECONDS);
      }
    } catch (Standing.StandsAside aside) {
      LOG.debug("Nothing is removed while another operator is active");
    } catch (RuntimeException unexpected) {
      LOG.error("Sweeping failed", unexpected);
    }
  }

  private void retry() {
    retrying = false;
    sweep(any -> true);
  }

  /** Whether nothing is left to do about an object; one that is refused holds up no other. */
  private boolean isSwept(HasMetadata object) {
    try {
      if (isOrphan(object)) {
        store.delete(object);
        LOG.info("Deleted {}, whose collector is gone", ObjectKey.of(object));
      }
      return true;
    } catch (KubernetesClientException refused) {
      LOG.warn(
          "Whether the collector of {} is gone, or its removal, was refused: {}",
          ObjectKey.of(object),
          refused.getMessage());
      return false;
    }
  }

  /** Lists, because a get cannot tell a collector that is gone from a kind that is not served. */
  private boolean isOrphan(HasMetadata object) {
    String uid = Ownership.labelledOwner(object).orElse("");
    return Ownership.statedOwner(object)
        .filter(
            owner ->
                client
                    .resources(OpenTelemetryCollector.class)
                    .inNamespace(owner.namespace())
                    .withField("metadata.name", owner.name())
                    .list()
                    .getItems()
                    .stream()
                    .noneMatch(collector -> uid.equals(collector.getMetadata().getUid())))
        .isPresent();
  }
}
