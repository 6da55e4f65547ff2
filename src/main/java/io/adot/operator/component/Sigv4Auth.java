package io.adot.operator.component;

import io.adot.operator.component.AwsSession.Need;
import io.adot.operator.config.Component;
import java.util.List;

/**
 * The extension {@code sigv4auth}. What it signs is the exporter's need; an extension that no
 * exporter uses still fetches credentials when the collector starts. From contrib {@code
 * extension/sigv4authextension/config.go}.
 */
final class Sigv4Auth implements ComponentPermissions {

  @Override
  public List<AwsRequirement> aws(Component component, ComponentContext context) {
    boolean used =
        context.config().enabled().stream()
            .flatMap(user -> user.settings().findValues("authenticator").stream())
            .anyMatch(authenticator -> context.text(authenticator).equals(component.id().id()));
    if (used) {
      return List.of();
    }
    return List.of(
        AwsSession.ofSigv4(component.settings(), context)
            .requirement(
                component.id(),
                Need.required("", "sigv4auth fetches credentials when the collector starts"),
                EnvReferences.UNKNOWN));
  }
}
