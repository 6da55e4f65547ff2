package io.adot.operator.component;

import io.adot.operator.config.ComponentId;
import java.util.List;

/**
 * A Kubernetes permission that the configuration implies.
 *
 * @param component who needs it
 * @param bearer whose rights it has to be among
 * @param anyOf the objects it is about: one of them is enough, and the first is the one to grant
 * @param verbs all of them are needed, in canonical order: get, list, watch, create, update, patch,
 *     delete
 * @param namespaces where: empty for the whole cluster, else each of these namespaces
 * @param necessity what fails without it
 * @param consequence what happens without it, for people: {@code no targets are discovered}
 * @param source where the fact comes from: {@code Prometheus kubernetes_sd role pod}
 */
public record KubernetesRule(
    ComponentId component,
    Bearer bearer,
    List<Target> anyOf,
    List<String> verbs,
    List<String> namespaces,
    Necessity necessity,
    String consequence,
    String source) {

  /** Copies the lists. */
  public KubernetesRule {
    anyOf = List.copyOf(anyOf);
    verbs = List.copyOf(verbs);
    namespaces = List.copyOf(namespaces);
  }

  /** The same permission for somebody else. */
  KubernetesRule borneBy(Bearer other) {
    return new KubernetesRule(
        component, other, anyOf, verbs, namespaces, necessity, consequence, source);
  }

  /** The same permission as advice, with what is lost without it. */
  KubernetesRule optional(String lost) {
    return new KubernetesRule(
        component, bearer, anyOf, verbs, namespaces, Necessity.OPTIONAL, lost, source);
  }

  /** The target to grant. */
  public Target target() {
    return anyOf.get(0);
  }

  /** What a permission is about. */
  public sealed interface Target {

    /**
     * What is authorized for a verb: a create is, before the object has a name, so that naming one
     * would be about what is never checked.
     */
    default Target authorizedFor(String verb) {
      return this instanceof Resource resource && verb.equals("create")
          ? new Resource(resource.group(), resource.resource(), resource.subresource(), "")
          : this;
    }
  }

  /**
   * A resource of the Kubernetes API.
   *
   * @param group API group; empty for the core group
   * @param resource plural: {@code nodes}
   * @param subresource {@code proxy}, or empty
   * @param name one object, or empty for all
   */
  public record Resource(String group, String resource, String subresource, String name)
      implements Target {

    /** A whole resource in a group. */
    public static Resource of(String group, String resource) {
      return new Resource(group, resource, "", "");
    }

    /** The resource as RBAC rules write it: {@code nodes/proxy}. */
    public String rbacName() {
      return subresource.isEmpty() ? resource : resource + "/" + subresource;
    }
  }

  /**
   * A path of the API server, or of whoever delegates its authorization to it.
   *
   * @param path {@code /metrics}
   */
  public record NonResourceUrl(String path) implements Target {}
}
