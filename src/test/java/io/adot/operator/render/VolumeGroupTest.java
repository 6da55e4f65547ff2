package io.adot.operator.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.PodSecurityContext;
import io.fabric8.kubernetes.api.model.PodSecurityContextBuilder;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VolumeGroupTest {
  private static final String GROUPS = "openshift.io/sa.scc.supplemental-groups";
  private static final String UIDS = "openshift.io/sa.scc.uid-range";

  @ParameterizedTest
  @CsvSource({
    "1000680000/10000, 1000680000",
    "1000680000-1000689999, 1000680000",
    "1000680000, 1000680000",
    "'1000680000/10000,2000/5', 1000680000"
  })
  void isTheFirstOfTheRange(String range, long group) {
    assertThat(VolumeGroup.of(Map.of(GROUPS, range))).hasValue(group);
    assertThat(VolumeGroup.of(Map.of(UIDS, range))).hasValue(group);
    assertThat(VolumeGroup.of(Map.of(UIDS, "7/1", GROUPS, range))).hasValue(group);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "none", "/10000", "-1/5", "99999999999999999999/1"})
  void whatIsNoRangeSaysNothing(String range) {
    assertThat(VolumeGroup.of(Map.of(GROUPS, range))).isEmpty();
    assertThat(VolumeGroup.of(Map.of(GROUPS, range, UIDS, "7/1"))).hasValue(7L);
  }

  @Test
  void theResourceHasTheFirstWord() {
    PodSecurityContext own = new PodSecurityContextBuilder().withFsGroup(5L).build();
    PodSecurityContext other = new PodSecurityContextBuilder().withRunAsUser(9L).build();

    assertThat(VolumeGroup.complete(own, Optional.of(7L))).isSameAs(own);
    assertThat(VolumeGroup.complete(null, Optional.empty())).isNull();
    assertThat(VolumeGroup.complete(null, Optional.of(7L)))
        .isEqualTo(new PodSecurityContextBuilder().withFsGroup(7L).build());
    assertThat(VolumeGroup.complete(other, Optional.of(7L)))
        .isEqualTo(new PodSecurityContextBuilder().withRunAsUser(9L).withFsGroup(7L).build());
  }
}
