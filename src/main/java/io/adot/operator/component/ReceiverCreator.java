package io.adot.operator.component;

import com.fasterxml.jackson.databind.JsonNode;
import io.adot.operator.config.Component;
import io.adot.operator.config.ComponentId;
import io.adot.operator.config.ComponentKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The receiver {@code receiver_creator}: whatever the receivers it may start ask for. */
final class ReceiverCreator implements ComponentPermissions {
  static final String TYPE = "receiver_creator";

  @Override
  public List<KubernetesRule> kubernetes(Component component, ComponentContext context) {
    return ofTemplates(
        component, template -> permissions -> permissions.kubernetes(template, context));
  }

  @Override
  public List<AwsRequirement> aws(Component component, ComponentContext context) {
    return ofTemplates(component, template -> permissions -> permissions.aws(template, context));
  }

  private static <T> List<T> ofTemplates(
      Component component, Function<Component, Function<ComponentPermissions, List<T>>> ask) {
    List<T> all = new ArrayList<>();
    for (Map.Entry<String, JsonNode> entry : component.settings().path("receivers").properties()) {
      ComponentId id = ComponentId.parse(ComponentKind.RECEIVER, entry.getKey());
      if (!id.type().equals(component.type())) {
        Component template = new Component(id, entry.getValue().path("config"), true);
        PermissionCatalog.of(template).forEach(p -> all.addAll(ask.apply(template).apply(p)));
      }
    }
    return all;
  }
}
