package io.adot.operator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.adot.operator.runtime.Settings;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import java.util.Optional;
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

  private static Optional<Settings> settings(String... arguments) {
    return new InstalledOperator(
            new DeploymentBuilder()
                .withNewSpec()
                .withNewTemplate()
                .withNewSpec()
                .addNewContainer()
                .withName("operator")
                .withArgs(arguments)
                .endContainer()
                .endSpec()
                .endTemplate()
                .endSpec()
                .build())
        .settings();
  }
}
