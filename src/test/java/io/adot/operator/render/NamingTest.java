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
  void namesThatTheGoOperatorCutAreKnownAndKept() {
    String collector = "gateway-" + "0123456789".repeat(4);
    Naming kept = new Naming(collector, true);

    assertThat(kept.configMap(HASH)).isEqualTo(collector.substring(0, 44) + "-collector-01234567");
    assertThat(kept.monitoringService())
        .isEqualTo((collector + "-collector").substring(0, 52) + "-monitoring");
    assertThat(kept.httpRoute("otlp-http"))
        .isEqualTo(collector.substring(0, 43) + "-otlp-http-httproute");
    assertThat(kept.route("a-rather-long-port-name")).isEqualTo("a-rather-" + collector + "-route");
    assertThat(Naming.isGoName(collector, "ConfigMap", kept.configMap(HASH))).isTrue();
    assertThat(Naming.isGoName(collector, "Deployment", kept.workload()))
        .as("would be ours, too")
        .isFalse();
    assertThat(Naming.isGoName("eu.edge", "Service", "eu-edge-collector")).isTrue();
    assertThat(Naming.isGoName("edge", "Service", "edge-collector")).isFalse();
    assertThat(Naming.isGoName("edge", "Route", "my-port-edge-route")).isTrue();
    assertThat(Naming.isGoName("edge", "Route", "web-edge-route")).isFalse();
  }

  @Test
  void aStatefulSetThatCouldMakeNoPodsIsNotKept() {
    String collector = "c".repeat(50);

    assertThat(new Naming(collector, true).statefulSet())
        .isEqualTo(new Naming(collector).statefulSet())
        .hasSizeLessThanOrEqualTo(52);
    assertThat(new Naming("a.b", true).statefulSet()).isEqualTo("a-b-collector");
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
  void routesAreNamedAfterPortAndCollector() {
    Naming names = new Naming("my-gateway");

    assertThat(names.httpRoute("otlp-http")).isEqualTo("my-gateway-otlp-http-httproute");
    assertThat(names.httpRoute("zipkin")).isEqualTo("my-gateway-zipkin-httproute");
    assertThat(names.httpRoute("port-8080")).isEqualTo("my-gateway-port-8080-httproute");
    assertThat(names.route("otlp-grpc")).isEqualTo("otlp-grpc-my-gateway-route");
  }

  @Test
  void whatCouldBeTheRouteOfAnotherCollectorCarriesAHash() {
    assertThat(new Naming("a-b").httpRoute("web")).isEqualTo("a-b-web-httproute");
    assertThat(new Naming("a").httpRoute("b-web")).matches("a-b-web-[0-9a-f]{8}-httproute");
    assertThat(new Naming("b-a").route("web")).isEqualTo("web-b-a-route");
    assertThat(new Naming("a").route("web-b")).matches("web-b-a-[0-9a-f]{8}-route");
  }

  @Test
  void whatCouldBeTheMonitorOfAnotherCollectorCarriesAHash() {
    assertThat(new Naming("a").monitoringServiceMonitor()).isEqualTo("a-monitoring-collector");
    assertThat(new Naming("a-monitoring").serviceMonitor())
        .matches("a-monitoring-[0-9a-f]{8}-collector");
    assertThat(new Naming("a").serviceMonitor()).isEqualTo("a-collector");
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
