package io.adot.operator.component;

import io.adot.operator.config.Component;
import java.util.List;

/**
 * What one component type asks of Kubernetes and of AWS. Implementations are pure and take settings
 * of any shape: what they cannot read they leave out.
 */
interface ComponentPermissions {

  /** The Kubernetes permissions of a component, for the identity the collector runs as. */
  default List<KubernetesRule> kubernetes(Component component, ComponentContext context) {
    return List.of();
  }

  /** The AWS actions of a component. */
  default List<AwsRequirement> aws(Component component, ComponentContext context) {
    return List.of();
  }
}
