package io.adot.operator.install;

import static org.assertj.core.api.Assertions.assertThat;

import io.adot.operator.Main;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.rbac.Role;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

/** The Deployment in {@code operator/} and the program that it starts. */
class OperatorDeploymentTest {

  private final List<HasMetadata> objects = YamlFiles.in("operator");
  private final Container container =
      only(Deployment.class).getSpec().getTemplate().getSpec().getContainers().get(0);
  private final ParseResult flags =
      new CommandLine(new Main())
          .setCaseInsensitiveEnumValuesAllowed(true)
          .parseArgs(container.getArgs().toArray(String[]::new));

  @Test
  void theProgramKnowsEveryFlagAndServesThePortsOfTheContainer() {
    assertThat(container.getPorts())
        .extracting(ContainerPort::getContainerPort)
        .containsExactly(
            flags.<Integer>matchedOptionValue("--health-port", 0),
            flags.<Integer>matchedOptionValue("--metrics-port", 0));
  }

  @Test
  void theLeaseIsTheOneThatTheRoleAllows() {
    String lease = flags.matchedOptionValue("--lease-name", "");

    assertThat(only(Role.class).getRules())
        .filteredOn(rule -> rule.getVerbs().contains("update"))
        .singleElement()
        .satisfies(rule -> assertThat(rule.getResourceNames()).containsExactly(lease));
  }

  private <T extends HasMetadata> T only(Class<T> type) {
    List<T> found = objects.stream().filter(type::isInstance).map(type::cast).toList();
    assertThat(found).hasSize(1);
    return found.get(0);
  }
}
