package io.adot.operator.runtime;

import io.adot.operator.component.KubernetesRule.Resource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.ApiVersionUtil;
import java.util.Optional;

/**
 * A kind of object, as the API server names it.
 *
 * @param apiVersion {@code apps/v1}
 * @param kind {@code Deployment}
 * @param plural {@code deployments}
 * @param type the class that its objects are read as
 * @param anywhere whether its objects are looked after outside the watched namespaces, too
 */
record ApiKind(
    String apiVersion,
    String kind,
    String plural,
    Class<? extends HasMetadata> type,
    boolean anywhere) {

  /** A kind that is watched where collectors are. */
  static ApiKind of(Class<? extends HasMetadata> type) {
    return of(type, false);
  }

  /** A kind that is watched in the whole cluster. */
  static ApiKind anywhere(Class<? extends HasMetadata> type) {
    return of(type, true);
  }

  private static ApiKind of(Class<? extends HasMetadata> type, boolean anywhere) {
    return new ApiKind(
        HasMetadata.getApiVersion(type),
        HasMetadata.getKind(type),
        HasMetadata.getPlural(type),
        type,
        anywhere);
  }

  /** A kind that need not have a class of its own. */
  static ApiKind generic(String apiVersion, String kind, String plural) {
    return new ApiKind(apiVersion, kind, plural, GenericKubernetesResource.class, false);
  }

  /** The kind of an object; no other has the same name. */
  static String name(String apiVersion, String kind) {
    return kind + " (" + apiVersion + ")";
  }

  /** {@code Deployment (apps/v1)}. */
  String name() {
    return name(apiVersion, kind);
  }

  /** The API group; empty for the core group. */
  String group() {
    return Optional.ofNullable(ApiVersionUtil.trimGroupOrNull(apiVersion)).orElse("");
  }

  /** All its objects, as RBAC sees them. */
  Resource resource() {
    return Resource.of(group(), plural);
  }

  /** {@code deployments.apps}: as RBAC is talked about, and as a CRD is named. */
  String qualifiedPlural() {
    return group().isEmpty() ? plural : plural + "." + group();
  }
}
