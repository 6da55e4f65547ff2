package io.adot.operator.component;

import io.adot.operator.component.KubernetesRule.NonResourceUrl;
import io.adot.operator.component.KubernetesRule.Resource;
import io.adot.operator.component.KubernetesRule.Target;

/**
 * The short way to write down what a permission is about: {@code pods}, {@code replicasets.apps},
 * {@code nodes/proxy}, {@code leases.coordination.k8s.io@lock}, {@code /metrics}.
 */
final class TargetNotation {
  private TargetNotation() {}

  /** Reads {@code resource[.group][/subresource][@name]}, or a path that begins with a slash. */
  static Target parse(String notation) {
    if (notation.startsWith("/")) {
      return new NonResourceUrl(notation);
    }
    String[] atName = notation.split("@", 2);
    String[] atSubresource = atName[0].split("/", 2);
    String[] atGroup = atSubresource[0].split("\\.", 2);
    return new Resource(
        atGroup.length == 2 ? atGroup[1] : "",
        atGroup[0],
        atSubresource.length == 2 ? atSubresource[1] : "",
        atName.length == 2 ? atName[1] : "");
  }
}
