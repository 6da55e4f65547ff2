package io.adot.operator.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class NamingTest {
  private static final String HASH =
      "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

  @Test
  void namesThatFitAreThoseOfTheGoOperator() {
    Naming names = new Naming("edge-eu-v1");

    assertThat(all(names))
        .containsExactly(
            "edge-eu-v1-collector",
            "edge-eu-v1-collector",
            "edge-eu-v1-collector",
            "edge-eu-v1-collector",
            "edge-eu-v1-collector-networkpolicy",
            "edge-eu-v1-collector-01234567",
            "edge-eu-v1-collector",
            "edge-eu-v1-collector-headless",
            "edge-eu-v1-collector-monitoring",
            "edge-eu-v1-collector-extension");
  }

  @Test
  void longNamesStayLegalAndKeepCollectorsApart() {
    String stem = "c0123456789-0123456789-0123456789-0123456789-0123456789-abcdef";

    List<String> one = all(new Naming(stem + "1"));
    List<String> other = all(new Naming(stem + "2"));

    assertThat(one).allMatch(NamingTest::isDnsLabel).doesNotContainAnyElementsOf(other);
  }

  @Test
  void aStatefulSetLeavesRoomForTheRevisionInTheLabelOfItsPods() {
    String name =
        new Naming("collector-name-with-a-length-of-fifty-five-characters-x").statefulSet();

    assertThat((name + "-1234567890").length()).isLessThanOrEqualTo(63);
    assertThat(new Naming("store").statefulSet()).isEqualTo("store-collector");
  }

  @Test
  void servicesBeginWithALetter() {
    Naming names = new Naming("9lives");

    assertThat(names.workload()).isEqualTo("9lives-collector");
    assertThat(names.service()).matches("c-9lives-[0-9a-f]{8}-collector");
    assertThat(names.headlessService()).matches("c-9lives-[0-9a-f]{8}-collector-headless");
    assertThat(new Naming("9".repeat(63)).service()).matches("[a-z][a-z0-9-]{0,61}[a-z0-9]");
  }

  @Test
  void volumesOfExtraConfigMapsAreNamedAfterThem() {
    assertThat(Naming.configMapVolume("certs.internal")).isEqualTo("configmap-certs-internal");
    assertThat(Naming.configMapVolume("a".repeat(253))).matches(NamingTest::isDnsLabel);
  }

  private static List<String> all(Naming names) {
    return Stream.of(
            names.workload(),
            names.statefulSet(),
            names.serviceAccount(),
            names.podDisruptionBudget(),
            names.networkPolicy(),
            names.configMap(HASH),
            names.service(),
            names.headlessService(),
            names.monitoringService(),
            names.extensionService())
        .toList();
  }

  private static boolean isDnsLabel(String name) {
    return name.matches("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");
  }
}
