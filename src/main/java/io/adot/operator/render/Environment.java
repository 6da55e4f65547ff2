package io.adot.operator.render;

import io.adot.operator.component.InferredEnv;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The variables of the collector's container: the user's, then those that only the cluster knows,
 * unless the user has set them.
 */
final class Environment {
  private final List<EnvVar> variables;
  private final Set<String> names = new HashSet<>();

  private Environment(List<EnvVar> users) {
    this.variables = new ArrayList<>(users);
    users.forEach(variable -> names.add(variable.getName()));
  }

  static List<EnvVar> of(Blueprint b, Unique unique) {
    List<EnvVar> users = unique.last(b.spec().getEnv(), "spec.env", EnvVar::getName);
    Environment environment = new Environment(users);
    environment.addField("POD_NAME", "metadata.name");
    environment.addLimit("GOMEMLIMIT", "limits.memory");
    environment.addLimit("GOMAXPROCS", "limits.cpu");
    for (InferredEnv inferred : b.needs().env()) {
      environment.addField(inferred.name(), inferred.fieldPath());
    }
    for (Map.Entry<String, String> proxy : b.facts().proxyEnv().entrySet()) {
      environment.addValue(proxy.getKey(), proxy.getValue());
      environment.addValue(proxy.getKey().toLowerCase(Locale.ROOT), proxy.getValue());
    }
    return environment.variables;
  }

  private void addField(String name, String fieldPath) {
    add(
        new EnvVarBuilder()
            .withName(name)
            .withNewValueFrom()
            .withNewFieldRef("v1", fieldPath)
            .endValueFrom()
            .build());
  }

  private void addLimit(String name, String resource) {
    add(
        new EnvVarBuilder()
            .withName(name)
            .withNewValueFrom()
            .withNewResourceFieldRef()
            .withContainerName(ContainerRenderer.NAME)
            .withResource(resource)
            .withNewDivisor("0")
            .endResourceFieldRef()
            .endValueFrom()
            .build());
  }

  private void addValue(String name, String value) {
    add(new EnvVarBuilder().withName(name).withValue(value).build());
  }

  private void add(EnvVar variable) {
    if (names.add(variable.getName())) {
      variables.add(variable);
    }
  }
}
