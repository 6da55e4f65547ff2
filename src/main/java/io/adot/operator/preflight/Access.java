package io.adot.operator.preflight;

import io.adot.operator.component.KubernetesRule.NonResourceUrl;
import io.adot.operator.component.KubernetesRule.Resource;
import io.adot.operator.component.KubernetesRule.Target;

/** How questions about access are put and worded. */
final class Access {
  private Access() {}

  /** The question for one verb. Paths belong to no namespace. */
  static AccessQuestion question(String namespace, String verb, Target target) {
    return new AccessQuestion(
        target instanceof NonResourceUrl ? "" : namespace, verb, target.authorizedFor(verb));
  }

  /** {@code endpointslices.discovery.k8s.io}, {@code nodes/proxy}, {@code configmaps "x"}. */
  static String word(Target target) {
    if (target instanceof Resource resource) {
      return resource.resource()
          + (resource.group().isEmpty() ? "" : "." + resource.group())
          + (resource.subresource().isEmpty() ? "" : "/" + resource.subresource())
          + (resource.name().isEmpty() ? "" : " \"" + resource.name() + "\"");
    }
    return "path " + ((NonResourceUrl) target).path();
  }
}
