package io.adot.operator.component;

import com.fasterxml.jackson.databind.JsonNode;
import io.adot.operator.component.KubernetesRule.Resource;
import io.adot.operator.component.RuleList.Reason;
import io.adot.operator.config.Component;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The receiver {@code k8s_objects}: each object kind it pulls or watches. From contrib {@code
 * receiver/k8sobjectsreceiver}.
 */
final class K8sObjectsReceiver implements ComponentPermissions {
  /** Groups that the receiver finds by discovery when the configuration names none. */
  private static final Map<String, String> GROUPS =
      TableResource.lines("kubernetes-kinds.txt").stream()
          .map(TargetNotation::parse)
          .map(Resource.class::cast)
          .collect(Collectors.toUnmodifiableMap(Resource::resource, Resource::group));

  @Override
  public List<KubernetesRule> kubernetes(Component component, ComponentContext context) {
    Optional<Bearer> bearer = context.bearer(component.settings());
    if (bearer.isEmpty()) {
      return List.of();
    }
    RuleList rules = new RuleList(component.id(), bearer.get());
    component.settings().path("objects").forEach(object -> add(object, context, rules));
    return rules.toList();
  }

  private static void add(JsonNode object, ComponentContext context, RuleList rules) {
    String name = context.text(object.path("name"));
    String group = object.has("group") ? context.text(object.path("group")) : GROUPS.get(name);
    if (name.isEmpty() || group == null || (name + group).contains(EnvReferences.UNKNOWN)) {
      return;
    }
    boolean watches = context.text(object.path("mode")).equals("watch");
    Reason reason =
        Reason.required("no " + name + " are received", "receiver k8s_objects: " + name);
    context
        .namespaces(context.texts(object.path("namespaces")))
        .ifPresent(
            namespaces ->
                rules.add(
                    reason,
                    watches ? RuleList.INFORM : List.of("list"),
                    namespaces,
                    group.isEmpty() ? name : name + "." + group));
    if (!object.path("exclude_namespaces").isEmpty()) {
      rules.add(reason, List.of("list"), RuleList.CLUSTER, "namespaces");
    }
  }
}
