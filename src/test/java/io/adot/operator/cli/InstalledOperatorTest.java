package io.adot.operator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.adot.operator.render.CollectorRbac;
import io.adot.operator.runtime.Settings;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class InstalledOperatorTest {

  @Test
  void whatItWasToldIsReadFromItsArguments() {
    assertThat(settings("run", "--watch-namespaces=a", "--of-another-version=x"))
        .hasValueSatisfying(
            settings -> assertThat(settings.watched().namespaces()).containsExactly("a"));
  }

  @Test
  void oneThatCannotStartForAWrongValueIsNoReasonToFail() {
    assertThat(settings("--labels-filter=(x")).isEmpty();
    assertThat(settings("--health-port=70000")).isEmpty();
  }

  @Test
  void whatItWasToldIsReadFromItsVariablesAndNotFromOurs() {
    InstalledOperator operator =
        operator(
            """
            args: [--collector-rbac=cluster]
            env:
              - {name: WATCH_NAMESPACE, value: "a,b"}
              - {name: WATCH_SELECTOR, value: team=x}
              - {name: COLLECTOR_RBAC, value: namespaced}
              - {name: RELATED_IMAGE_COLLECTOR, value: "example.com/collector:0.140.0"}
              - {name: LABELS_FILTER, value: "^team$,^cost"}
              - {name: NO_PROXY, value: .svc}
              - {name: POD_NAMESPACE, valueFrom: {fieldRef: {fieldPath: metadata.namespace}}}
              - {name: CLUSTER_NAME, valueFrom: {configMapKeyRef: {name: settings, key: cluster}}}
            envFrom:
              - configMapRef: {name: more}
              - secretRef: {name: proxy}
            """);

    Settings settings = operator.settings().orElseThrow();

    assertThat(settings.watched()).isEqualTo(new Settings.Watched(Set.of("a", "b"), "team=x"));
    assertThat(settings.facts().collectorRbac()).as("a flag wins").isEqualTo(CollectorRbac.CLUSTER);
    assertThat(settings.facts().collectorImage()).isEqualTo("example.com/collector:0.140.0");
    assertThat(settings.facts().labelFilters())
        .extracting(Pattern::pattern)
        .containsExactly("^team$", "^cost");
    assertThat(settings.facts().proxyEnv()).isEqualTo(Map.of("NO_PROXY", ".svc"));
    assertThat(operator.unseen()).containsExactly("ConfigMap more", "Secret proxy", "CLUSTER_NAME");
  }

  private static Optional<Settings> settings(String... arguments) {
    return operator("args: ['" + String.join("', '", arguments) + "']").settings();
  }

  private static InstalledOperator operator(String container) {
    return new InstalledOperator(
        new DeploymentBuilder()
            .withNewSpec()
            .withNewTemplate()
            .withNewSpec()
            .addToContainers(
                new KubernetesSerialization()
                    .unmarshal("name: operator\n" + container, Container.class))
            .endSpec()
            .endTemplate()
            .endSpec()
            .build());
  }
}
