package io.adot.operator.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import java.util.List;
import org.junit.jupiter.api.Test;

class InUseTest {
  private static final Pod POD =
      new PodBuilder()
          .withNewMetadata()
          .endMetadata()
          .withNewSpec()
          .withServiceAccountName("used")
          .addNewVolume()
          .withName("config")
          .withNewConfigMap()
          .withName("used")
          .endConfigMap()
          .endVolume()
          .addNewVolume()
          .withName("scratch")
          .withNewEmptyDir()
          .endEmptyDir()
          .endVolume()
          .endSpec()
          .build();

  @Test
  void whatALivingPodWasMadeWithStays() {
    InUse inUse = InUse.by(List.of(POD));

    assertThat(inUse.test(configMap("used"))).isTrue();
    assertThat(inUse.test(account("used"))).isTrue();
    assertThat(inUse.test(configMap("other"))).isFalse();
    assertThat(inUse.test(account("other"))).isFalse();
    assertThat(
            inUse.test(
                new ServiceBuilder().withNewMetadata().withName("used").endMetadata().build()))
        .isFalse();
  }

  @Test
  void aPodThatGoesKeepsNothing() {
    Pod leaving =
        new PodBuilder(POD)
            .editMetadata()
            .withDeletionTimestamp("2026-03-01T12:00:00Z")
            .endMetadata()
            .build();

    assertThat(InUse.by(List.of(leaving)).test(configMap("used"))).isFalse();
  }

  private static HasMetadata configMap(String name) {
    return new ConfigMapBuilder().withNewMetadata().withName(name).endMetadata().build();
  }

  private static HasMetadata account(String name) {
    return new ServiceAccountBuilder().withNewMetadata().withName(name).endMetadata().build();
  }
}
