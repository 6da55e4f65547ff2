package io.adot.operator.runtime;

import io.adot.operator.api.v1beta1.OpenTelemetryCollector;
import io.adot.operator.converge.ObjectKey;
import io.adot.operator.converge.Ownership;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What informers would hold of one namespace, listed once. */
final class ListedObjects implements Caches {
  private final Map<ObjectKey, HasMetadata> objects = new LinkedHashMap<>();

  /**
   * Lists.
   *
   * @param kinds those that are there to be listed
   * @throws KubernetesClientException when one of them may not be
   */
  ListedObjects(KubernetesClient client, List<ApiKind> kinds, String namespace) {
    for (ApiKind kind : kinds) {
      list(client, kind, namespace)
          .forEach(
              object -> {
                name(object, kind);
                objects.put(ObjectKey.of(object), object);
              });
    }
  }

  private static List<? extends HasMetadata> list(
      KubernetesClient client, ApiKind kind, String namespace) {
    var all =
        kind.type() == GenericKubernetesResource.class
            ? client.genericKubernetesResources(kind.apiVersion(), kind.kind())
            : client.resources(kind.type());
    return kind.anywhere()
        ? all.inAnyNamespace().withLabelSelector(Children.OUR_LABEL).list().getItems()
        : all.inNamespace(namespace).withLabelSelector(Children.OUR_LABEL).list().getItems();
  }

  /** Items of a list need not say what they are. */
  private static void name(HasMetadata object, ApiKind kind) {
    if (object instanceof GenericKubernetesResource generic) {
      generic.setApiVersion(kind.apiVersion());
      generic.setKind(kind.kind());
    }
  }

  @Override
  public Optional<HasMetadata> get(ObjectKey key) {
    return Optional.ofNullable(objects.get(key));
  }

  @Override
  public Collection<HasMetadata> controlledBy(String ownerUid) {
    return objects.values().stream()
        .filter(object -> !(object instanceof Pod))
        .filter(object -> Ownership.isControlledBy(object, ownerUid))
        .toList();
  }

  @Override
  public void written(HasMetadata answer) {
    // What was listed stays what it is: nobody writes here.
  }

  @Override
  public List<Pod> pods(OpenTelemetryCollector collector, String instance) {
    return objects.values().stream()
        .filter(Pod.class::isInstance)
        .map(Pod.class::cast)
        .filter(pod -> instance.equals(pod.getMetadata().getLabels().get(Children.INSTANCE_LABEL)))
        .toList();
  }
}
