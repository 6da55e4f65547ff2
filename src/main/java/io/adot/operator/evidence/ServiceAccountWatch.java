package io.adot.operator.evidence;

import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.fabric8.kubernetes.client.informers.cache.ReducedStateItemStore;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * Tells of ServiceAccounts that come, go or change, whoever they belong to. A collector's own may
 * carry no label of ours, so all are watched; of each, no more than name and version is kept.
 */
public final class ServiceAccountWatch implements AutoCloseable {
  private final List<SharedIndexInformer<ServiceAccount>> informers;

  private final KubernetesClient client;

  /**
   * Prepares to watch.
   *
   * @param namespaces where; empty for everywhere
   */
  public ServiceAccountWatch(KubernetesClient client, Set<String> namespaces) {
    this.client = client;
    var accounts = client.serviceAccounts();
    this.informers =
        namespaces.isEmpty()
            ? List.of(accounts.inAnyNamespace().runnableInformer(0))
            : namespaces.stream()
                .map(namespace -> accounts.inNamespace(namespace).runnableInformer(0))
                .toList();
  }

  /**
   * Starts to watch; returns at once. Where the API server does not let it, it keeps trying, and
   * changes are found by regular checks only.
   *
   * @param changed is told namespace and name
   */
  @SuppressWarnings("FutureReturnValueIgnored") // never fails, as every failure is tried again
  public void start(BiConsumer<String, String> changed) {
    for (SharedIndexInformer<ServiceAccount> informer : informers) {
      informer
          .removeNamespaceIndex()
          .itemStore(
              new ReducedStateItemStore<>(
                  ReducedStateItemStore.NAME_KEY_STATE,
                  ServiceAccount.class,
                  client.getKubernetesSerialization()))
          .exceptionHandler((started, failure) -> true)
          .addEventHandler(new Telling(changed))
          .start();
    }
  }

  /** Whether it hears of every change now. */
  public boolean isWatching() {
    return informers.stream().allMatch(one -> one.hasSynced() && one.isWatching());
  }

  @Override
  public void close() {
    informers.forEach(SharedIndexInformer::stop);
  }

  private record Telling(BiConsumer<String, String> changed)
      implements ResourceEventHandler<ServiceAccount> {
    @Override
    public void onAdd(ServiceAccount account) {
      tell(account);
    }

    @Override
    public void onUpdate(ServiceAccount before, ServiceAccount now) {
      // A list after a broken watch repeats what was there all along.
      if (!Objects.equals(
          before.getMetadata().getResourceVersion(), now.getMetadata().getResourceVersion())) {
        tell(now);
      }
    }

    @Override
    public void onDelete(ServiceAccount account, boolean finalStateUnknown) {
      tell(account);
    }

    private void tell(ServiceAccount account) {
      changed.accept(account.getMetadata().getNamespace(), account.getMetadata().getName());
    }
  }
}
