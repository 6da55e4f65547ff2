package io.adot.operator.runtime.neighbour;

import io.adot.operator.runtime.neighbour.Sight.State;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor.DiscardPolicy;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Watches for the Go operator. It works when its Lease is held and renewed or, as it can run
 * without electing a leader, when one of its pods is ready. Where the API server does not let us
 * look it is taken to be absent.
 */
public final class NeighbourWatch implements AutoCloseable {
  private static final Duration RETRY_OF_WHAT_IS_FORBIDDEN = Duration.ofMinutes(5);

  private final Clock clock;
  private final Consumer<Sight> changed;
  private final ScheduledThreadPoolExecutor thread =
      new ScheduledThreadPoolExecutor(1, NeighbourWatch::daemon, new DiscardPolicy());
  private final LookOut<Lease> leases;
  private final LookOut<Pod> pods;
  private final LeaseMemory memory = new LeaseMemory();
  private @Nullable Future<?> expiry;
  private volatile Sight sight = Sight.NOTHING_YET;

  private NeighbourWatch(
      KubernetesClient client, Set<String> namespaces, Clock clock, Consumer<Sight> changed) {
    this.clock = clock;
    this.changed = changed;
    var allLeases = client.leases();
    this.leases =
        new LookOut<>(
            () ->
                allLeases
                    .inAnyNamespace()
                    .withField("metadata.name", GoOperator.LEASE)
                    .runnableInformer(0),
            namespaces,
            namespace ->
                allLeases
                    .inNamespace(namespace)
                    .withField("metadata.name", GoOperator.LEASE)
                    .runnableInformer(0),
            this::look,
            this::inAWhile);
    var allPods = client.pods();
    this.pods =
        new LookOut<>(
            () -> allPods.inAnyNamespace().withLabels(GoOperator.POD_LABELS).runnableInformer(0),
            namespaces,
            namespace ->
                allPods
                    .inNamespace(namespace)
                    .withLabels(GoOperator.POD_LABELS)
                    .runnableInformer(0),
            this::look,
            this::inAWhile);
  }

  /**
   * Starts to watch; returns at once.
   *
   * @param namespaces where to look if the API server does not let us look everywhere
   * @param changed is told what is known whenever that changes, on a thread of its own
   */
  public static NeighbourWatch start(
      KubernetesClient client, Set<String> namespaces, Clock clock, Consumer<Sight> changed) {
    NeighbourWatch watch = new NeighbourWatch(client, namespaces, clock, changed);
    watch.thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    watch.thread.execute(watch.leases::open);
    watch.thread.execute(watch.pods::open);
    return watch;
  }

  /** What is known now. */
  public Sight sight() {
    return sight;
  }

  @Override
  public void close() {
    thread.execute(leases::close);
    thread.execute(pods::close);
    thread.shutdown();
  }

  private void look() {
    thread.execute(this::judge);
  }

  @SuppressWarnings("FutureReturnValueIgnored") // its failures are told to it itself
  private void inAWhile(Runnable task) {
    thread.schedule(task, RETRY_OF_WHAT_IS_FORBIDDEN.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void judge() {
    Instant now = clock.instant();
    Optional<String> who = holder(leases.found(), now).or(() -> GoOperator.working(pods.found()));
    State state = State.ABSENT;
    if (who.isPresent()) {
      state = State.ACTIVE;
    } else if (leases.isPending() || pods.isPending()) {
      state = State.UNKNOWN;
    }
    Sight next = new Sight(state, who.orElse(""), leases.isRestricted() || pods.isRestricted());
    if (!next.equals(sight)) {
      sight = next;
      changed.accept(next);
    }
  }

  private Optional<String> holder(List<Lease> found, Instant now) {
    if (expiry != null) {
      expiry.cancel(false);
    }
    for (Lease lease : found) {
      Optional<Instant> until = memory.heldUntil(lease, now).filter(now::isBefore);
      if (until.isPresent()) {
        // Nobody tells when a Lease expires.
        long wait = Duration.between(now, until.get()).toMillis() + 1;
        expiry = thread.schedule(this::judge, wait, TimeUnit.MILLISECONDS);
        return Optional.of(GoOperator.holds(lease));
      }
    }
    return Optional.empty();
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "neighbour");
    thread.setDaemon(true);
    return thread;
  }
}
