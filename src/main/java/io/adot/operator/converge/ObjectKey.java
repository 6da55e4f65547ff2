package io.adot.operator.converge;

import io.fabric8.kubernetes.api.model.HasMetadata;

/**
 * What tells one object of a cluster from all others.
 *
 * @param apiVersion {@code apps/v1}
 * @param kind {@code Deployment}
 * @param namespace its namespace; empty for a cluster-scoped object
 * @param name its name
 */
public record ObjectKey(String apiVersion, String kind, String namespace, String name) {

  /** The key of an object. */
  public static ObjectKey of(HasMetadata object) {
    String namespace = object.getMetadata().getNamespace();
    return new ObjectKey(
        object.getApiVersion(),
        object.getKind(),
        namespace == null ? "" : namespace,
        object.getMetadata().getName());
  }

  /** The object in a sentence: {@code Deployment other/adot-collector}. */
  @Override
  public String toString() {
    return kind + " " + (namespace.isEmpty() ? "" : namespace + "/") + name;
  }
}
