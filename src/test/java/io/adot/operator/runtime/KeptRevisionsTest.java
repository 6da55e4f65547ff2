package io.adot.operator.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.adot.operator.api.v1beta1.OpenTelemetryCollector;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class KeptRevisionsTest {
  private static final List<HasMetadata> CHILDREN =
      List.of(
          configMap("c-2", 2),
          configMap("c-5", 5),
          configMap("c-1", 1),
          configMap("c-4", 4),
          configMap("c-3", 3),
          service("c-9"));

  @Test
  void threeEarlierOnesByDefaultTheNewestOfThem() {
    assertThat(kept(null, "c-5", CHILDREN)).containsExactlyInAnyOrder("c-4", "c-3", "c-2");
  }

  @Test
  void asManyAsAskedForAndAtLeastOne() {
    assertThat(kept(1, "c-5", CHILDREN)).containsExactly("c-4");
    assertThat(kept(9, "c-5", CHILDREN)).containsExactlyInAnyOrder("c-1", "c-2", "c-3", "c-4");
    assertThat(kept(0, "c-5", CHILDREN)).containsExactly("c-4");
    assertThat(kept(-3, "c-5", CHILDREN)).containsExactly("c-4");
  }

  @Test
  void theOneInUseDoesNotCountAlsoWhenItIsOld() {
    assertThat(kept(1, "c-1", CHILDREN)).containsExactly("c-5");
  }

  @Test
  void ofOnesMadeInTheSameSecondAlwaysTheSameStay() {
    List<HasMetadata> twins = List.of(configMap("a", 1), configMap("b", 1));

    assertThat(kept(1, "c", twins)).isEqualTo(kept(1, "c", List.of(twins.get(1), twins.get(0))));
  }

  private static List<String> kept(
      @Nullable Integer versions, String current, List<HasMetadata> children) {
    OpenTelemetryCollector collector = new OpenTelemetryCollector();
    collector.getSpec().setConfigVersions(versions);
    KeptRevisions kept = KeptRevisions.of(collector, children, current);
    return children.stream().filter(kept).map(child -> child.getMetadata().getName()).toList();
  }

  private static HasMetadata configMap(String name, int minute) {
    return new ConfigMapBuilder()
        .withNewMetadata()
        .withName(name)
        .withCreationTimestamp("2026-03-01T12:0" + minute + ":00Z")
        .endMetadata()
        .build();
  }

  private static HasMetadata service(String name) {
    return new ServiceBuilder().withNewMetadata().withName(name).endMetadata().build();
  }
}
