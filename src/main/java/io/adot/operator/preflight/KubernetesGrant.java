package io.adot.operator.preflight;

import java.util.Collection;

/** Permissions for a ServiceAccount, for whoever knows no collector that it belongs to. */
public final class KubernetesGrant {
  private KubernetesGrant() {}

  /**
   * The roles and bindings that grant something.
   *
   * @param namespace the ServiceAccount's namespace
   * @param serviceAccount its name
   * @param permissions what to grant, at least one
   */
  public static Fix of(
      String namespace, String serviceAccount, Collection<AccessQuestion> permissions) {
    return new Fix(
        "Grant what is missing",
        Fix.Form.MANIFEST,
        RbacManifest.grantingAccount(namespace, serviceAccount, permissions));
  }

  /** A question as people say it: {@code list endpointslices.discovery.k8s.io cluster-wide}. */
  public static String words(AccessQuestion permission) {
    return permission.verb()
        + " "
        + Access.word(permission.target())
        + (permission.namespace().isEmpty()
            ? " cluster-wide"
            : " in namespace " + permission.namespace());
  }
}
