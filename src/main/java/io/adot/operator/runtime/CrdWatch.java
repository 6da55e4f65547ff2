package io.adot.operator.runtime;

import io.adot.operator.component.KubernetesRule.Resource;
import io.adot.operator.evidence.AccessReviewer;
import io.adot.operator.preflight.AccessAnswer;
import io.adot.operator.preflight.AccessQuestion;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.fabric8.kubernetes.client.informers.cache.ReducedStateItemStore;
import java.util.List;
import java.util.stream.Stream;

/**
 * Tells that a CRD of an optional API came, changed or went. Each is watched by its name: a role
 * can allow that by name, too, and the other CRDs of a cluster, megabytes often, are never read.
 */
final class CrdWatch implements AutoCloseable {
  private final List<SharedIndexInformer<CustomResourceDefinition>> informers;

  private CrdWatch(List<SharedIndexInformer<CustomResourceDefinition>> informers) {
    this.informers = informers;
  }

  /**
   * Starts to watch those that the operator may; returns at once.
   *
   * @param changed is told of each change
   */
  @SuppressWarnings("FutureReturnValueIgnored") // never fails, as every failure is tried again
  static CrdWatch start(KubernetesClient client, AccessReviewer reviewer, Runnable changed) {
    List<SharedIndexInformer<CustomResourceDefinition>> informers =
        OptionalApi.ALL.stream()
            .map(api -> api.kind().qualifiedPlural())
            .filter(name -> mayWatch(reviewer, name))
            .map(name -> informer(client, name))
            .toList();
    for (SharedIndexInformer<CustomResourceDefinition> informer : informers) {
      informer
          .itemStore(
              new ReducedStateItemStore<>(
                  ReducedStateItemStore.NAME_KEY_STATE,
                  CustomResourceDefinition.class,
                  client.getKubernetesSerialization()))
          .exceptionHandler((started, failure) -> true)
          .addEventHandler(new Telling(changed))
          .start();
    }
    return new CrdWatch(informers);
  }

  private static SharedIndexInformer<CustomResourceDefinition> informer(
      KubernetesClient client, String name) {
    return client
        .apiextensions()
        .v1()
        .customResourceDefinitions()
        .withField("metadata.name", name)
        .runnableInformer(0);
  }

  private static boolean mayWatch(AccessReviewer reviewer, String name) {
    Resource crd = new Resource("apiextensions.k8s.io", "customresourcedefinitions", "", name);
    return Stream.of("list", "watch")
        .map(verb -> reviewer.reviewOwn(new AccessQuestion("", verb, crd)))
        .noneMatch(AccessAnswer.Denied.class::isInstance);
  }

  @Override
  public void close() {
    informers.forEach(SharedIndexInformer::stop);
  }

  private record Telling(Runnable changed)
      implements ResourceEventHandler<CustomResourceDefinition> {
    @Override
    public void onAdd(CustomResourceDefinition crd) {
      changed.run();
    }

    @Override
    public void onUpdate(CustomResourceDefinition before, CustomResourceDefinition now) {
      changed.run();
    }

    @Override
    public void onDelete(CustomResourceDefinition crd, boolean finalStateUnknown) {
      changed.run();
    }
  }
}
