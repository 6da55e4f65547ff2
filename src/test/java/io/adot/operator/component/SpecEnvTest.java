package io.adot.operator.component;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.client.utils.Serialization;
import org.junit.jupiter.api.Test;

class SpecEnvTest {

  @Test
  void tellsWhatIsWrittenFromWhatComesFromElsewhere() {
    SpecEnv env =
        read(
            """
            env:
              - {name: A, value: x}
              - {name: EMPTY}
              - {name: SECRET, valueFrom: {secretKeyRef: {name: s, key: k}}}
            """);

    assertThat(env.literals()).containsOnlyKeys("A", "EMPTY").containsEntry("EMPTY", "");
    assertThat(env.references()).containsExactly("SECRET");
    assertThat(env.has("A")).isTrue();
    assertThat(env.has("SECRET")).isTrue();
    assertThat(env.has("B")).isFalse();
  }

  @Test
  void theLastOfOneNameCounts() {
    SpecEnv env =
        read(
            """
            env:
              - {name: A, value: x}
              - {name: B, valueFrom: {fieldRef: {fieldPath: metadata.name}}}
              - {name: A, valueFrom: {fieldRef: {fieldPath: metadata.name}}}
              - {name: B, value: y}
            """);

    assertThat(env.literals()).containsOnlyKeys("B").containsEntry("B", "y");
    assertThat(env.references()).containsExactly("A");
  }

  @Test
  void whatHasNoNameIsNone() {
    assertThat(read("env: [{value: x}, {name: A, value: y}]").literals()).containsOnlyKeys("A");
  }

  private static SpecEnv read(String container) {
    return SpecEnv.of(Serialization.unmarshal(container, Container.class).getEnv());
  }
}
