package io.adot.operator.evidence;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.fabric8.kubernetes.client.informers.cache.ReducedStateItemStore;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** The roles and bindings that are watched, in their essence. */
final class RoleObjects implements AutoCloseable {
  private final Map<String, HasMetadata> objects = new ConcurrentHashMap<>();
  private final List<SharedIndexInformer<?>> informers = new CopyOnWriteArrayList<>();
  private final Runnable changed;

  /**
   * @param changed is told of each change
   */
  RoleObjects(Runnable changed) {
    this.changed = changed;
  }

  /**
   * Begins to watch a kind; returns at once.
   *
   * @param namespace where; empty for everywhere
   */
  @SuppressWarnings("FutureReturnValueIgnored") // never fails, as every failure is tried again
  <T extends HasMetadata> void watch(RoleKind<T> kind, KubernetesClient client, String namespace) {
    SharedIndexInformer<T> informer = kind.informer(client, namespace);
    informers.add(informer);
    informer
        .removeNamespaceIndex()
        .itemStore(
            new ReducedStateItemStore<>(
                ReducedStateItemStore.NAME_KEY_STATE,
                kind.type(),
                client.getKubernetesSerialization()))
        .exceptionHandler((started, failure) -> true)
        .addEventHandler(new Keeping<>(kind))
        .start();
  }

  /** Whether every change is heard of now. */
  boolean areWatched() {
    return informers.stream().allMatch(one -> one.hasSynced() && one.isWatching());
  }

  /** All of them, as they are now. */
  Collection<HasMetadata> all() {
    return List.copyOf(objects.values());
  }

  @Override
  public void close() {
    informers.forEach(SharedIndexInformer::stop);
  }

  private static String key(HasMetadata object) {
    return object.getKind()
        + " "
        + Objects.requireNonNullElse(object.getMetadata().getNamespace(), "")
        + "/"
        + object.getMetadata().getName();
  }

  private final class Keeping<T extends HasMetadata> implements ResourceEventHandler<T> {
    private final RoleKind<T> kind;

    Keeping(RoleKind<T> kind) {
      this.kind = kind;
    }

    @Override
    public void onAdd(T object) {
      keep(object);
    }

    @Override
    public void onUpdate(T before, T now) {
      keep(now);
    }

    @Override
    public void onDelete(T object, boolean finalStateUnknown) {
      objects.remove(key(object));
      changed.run();
    }

    /** What says the same as before, as after a broken watch, is no news. */
    private void keep(T object) {
      HasMetadata essence = kind.essence().apply(object);
      if (!essence.equals(objects.put(key(object), essence))) {
        changed.run();
      }
    }
  }
}
