package io.adot.operator.evidence;

import io.adot.operator.component.KubernetesRule.Resource;
import io.adot.operator.preflight.AccessAnswer;
import io.adot.operator.preflight.AccessQuestion;
import io.adot.operator.rbac.RbacAuthorizer;
import io.adot.operator.rbac.Requester;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Follows roles and bindings as far as the operator may, and tells when they change. Of each object
 * no more is kept than what it grants to whom.
 */
public final class RoleWatch implements RoleGrants, AutoCloseable {
  /** Changes come in groups: a role, and its binding. */
  private static final Duration GATHERING = Duration.ofMillis(300);

  private static final Duration NEXT_TRY = Duration.ofMinutes(10);

  private final KubernetesClient client;
  private final Set<String> namespaces;
  private final AccessReviewer reviewer;
  private final Background background;
  private final List<RoleKind<?>> waiting = new ArrayList<>(RoleKind.ALL);
  private final RoleObjects objects = new RoleObjects(this::changed);
  private volatile Snapshot snapshot = new Snapshot(RbacAuthorizer.of(List.of()), 0);
  private boolean gathering;
  private Runnable listener = () -> {};

  private record Snapshot(RbacAuthorizer authorizer, long revision) {}

  /**
   * Prepares to watch.
   *
   * @param namespaces where the operator works; empty for everywhere
   * @param reviewer tells what the operator may watch
   */
  public RoleWatch(KubernetesClient client, Set<String> namespaces, AccessReviewer reviewer) {
    this(client, namespaces, reviewer, Background.threads("roles", 1));
  }

  RoleWatch(
      KubernetesClient client,
      Set<String> namespaces,
      AccessReviewer reviewer,
      Background background) {
    this.client = client;
    this.namespaces = Set.copyOf(namespaces);
    this.reviewer = reviewer;
    this.background = background;
  }

  /**
   * Starts to watch; returns at once. What the operator may not watch yet is tried again from time
   * to time.
   *
   * @param whenChanged is told when something was granted or taken away, on a background thread
   */
  public void start(Runnable whenChanged) {
    listener = whenChanged;
    background.run(this::begin);
  }

  @Override
  public boolean allow(String namespace, String serviceAccount, AccessQuestion question) {
    return snapshot
        .authorizer()
        .allows(Requester.serviceAccount(namespace, serviceAccount), question);
  }

  @Override
  public long revision() {
    return snapshot.revision();
  }

  @Override
  public boolean isComplete() {
    return namespaces.isEmpty() && allBegun() && objects.areWatched();
  }

  @Override
  public void close() {
    background.close();
    objects.close();
  }

  private synchronized boolean allBegun() {
    return waiting.isEmpty();
  }

  private void begin() {
    for (RoleKind<?> kind : List.copyOf(waiting)) {
      Collection<String> places =
          kind.isNamespaced() && !namespaces.isEmpty() ? namespaces : Set.of("");
      if (places.stream().allMatch(place -> mayWatch(kind, place))) {
        places.forEach(place -> objects.watch(kind, client, place));
        begun(kind);
      }
    }
    if (!allBegun()) {
      background.later(NEXT_TRY, this::begin);
    }
  }

  private synchronized void begun(RoleKind<?> kind) {
    waiting.remove(kind);
  }

  private boolean mayWatch(RoleKind<?> kind, String namespace) {
    Resource resource = Resource.of("rbac.authorization.k8s.io", kind.plural());
    return Stream.of("list", "watch")
        .map(verb -> reviewer.reviewOwn(new AccessQuestion(namespace, verb, resource)))
        .allMatch(AccessAnswer.Allowed.class::isInstance);
  }

  private synchronized void changed() {
    if (!gathering) {
      gathering = true;
      background.later(GATHERING, this::renew);
    }
  }

  private void renew() {
    synchronized (this) {
      gathering = false;
    }
    Collection<HasMetadata> all = objects.all();
    snapshot = new Snapshot(RbacAuthorizer.of(all), snapshot.revision() + 1);
    listener.run();
  }
}
