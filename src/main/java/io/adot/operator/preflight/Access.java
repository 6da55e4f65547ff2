package io.adot.operator.preflight;

import io.adot.operator.component.KubernetesRule.NonResourceUrl;
import io.adot.operator.component.KubernetesRule.Resource;
import io.adot.operator.component.KubernetesRule.Target;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** How questions about access are put and worded. */
final class Access {
  private static final List<String> VERB_ORDER =
      List.of("get", "list", "watch", "create", "update", "patch", "delete");

  private Access() {}

  /**
   * The question for one verb. Paths belong to no namespace; a create is authorized before the
   * object has a name, so naming one would ask for what is never checked.
   */
  static AccessQuestion question(String namespace, String verb, Target target) {
    if (target instanceof Resource resource && verb.equals("create")) {
      Target unnamed =
          new Resource(resource.group(), resource.resource(), resource.subresource(), "");
      return new AccessQuestion(namespace, verb, unnamed);
    }
    return new AccessQuestion(target instanceof NonResourceUrl ? "" : namespace, verb, target);
  }

  /** Verbs without repetition in the order people write them. */
  static List<String> sortVerbs(Collection<String> verbs) {
    return verbs.stream()
        .distinct()
        .sorted(Comparator.comparingInt(Access::position).thenComparing(Comparator.naturalOrder()))
        .toList();
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

  private static int position(String verb) {
    int position = VERB_ORDER.indexOf(verb);
    return position < 0 ? VERB_ORDER.size() : position;
  }
}
