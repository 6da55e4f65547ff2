package io.adot.operator.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.adot.operator.testing.GeneratedCollectors;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** Two collectors of a namespace never want the same name for an object of the same kind. */
class NamingPropertiesTest {
  /** Names of ports that look like parts of names of collectors, and the other way round. */
  private static final List<String> WORDS =
      List.of("a", "9", "c", "web", "http", "otlp", "port", "80", "collector", "monitoring");

  private static final String HASH = "0123456789abcdef";

  @Property(tries = 5000)
  void ofDifferentCollectorsDiffer(
      @ForAll("collectors") String one,
      @ForAll("collectors") String other,
      @ForAll("ports") Set<String> ports,
      @ForAll("ports") Set<String> otherPorts) {
    Assume.that(!one.equals(other));
    Map<String, List<String>> names = names(new Naming(one), ports);

    names(new Naming(other), otherPorts)
        .forEach(
            (kind, taken) ->
                assertThat(names.get(kind))
                    .as("%s of %s and %s", kind, one, other)
                    .doesNotContainAnyElementsOf(taken));
  }

  @Property(tries = 1000)
  void ofOneCollectorDifferAndAreLegal(
      @ForAll("collectors") String collector, @ForAll("ports") Set<String> ports) {
    names(new Naming(collector), ports)
        .forEach(
            (kind, names) ->
                assertThat(names)
                    .as(kind)
                    .doesNotHaveDuplicates()
                    .allMatch(name -> name.matches("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?")));
  }

  /** Or a collector that was always ours would change its names. */
  @Property(tries = 1000)
  void ofOursNoneIsTakenForOneOfTheGoOperator(
      @ForAll("collectors") String collector, @ForAll("ports") Set<String> ports) {
    names(new Naming(collector), ports)
        .forEach(
            (kind, names) ->
                assertThat(names)
                    .as("%s of %s", kind, collector)
                    .noneMatch(name -> Naming.isGoName(collector, kind, name)));
  }

  @Property(tries = 1000)
  void asTheGoOperatorTheyAreCutByItsRule(
      @ForAll("collectors") String collector, @ForAll("ports") Set<String> ports) {
    Naming naming = new Naming(collector, true);
    String service = truncated("%s-collector", collector);

    assertThat(naming.workload()).isEqualTo(service);
    assertThat(naming.configMap(HASH)).isEqualTo(truncated("%s-collector-01234567", collector));
    assertThat(naming.networkPolicy())
        .isEqualTo(truncated("%s-collector-networkpolicy", collector));
    assertThat(naming.ingress()).isEqualTo(truncated("%s-ingress", collector));
    assertThat(naming.monitoringServiceMonitor())
        .isEqualTo(truncated("%s-monitoring-collector", collector));
    if (!Character.isDigit(collector.charAt(0))) {
      assertThat(naming.headlessService()).isEqualTo(truncated("%s-headless", service));
      assertThat(naming.monitoringService()).isEqualTo(truncated("%s-monitoring", service));
    }
    for (String port : ports) {
      assertThat(naming.route(port)).isEqualTo(truncated("%s-%s-route", port, collector));
      assertThat(naming.httpRoute(port)).isEqualTo(truncated("%s-%s-httproute", collector, port));
    }
  }

  /** The rule in the words of the reference: the first value gives way, then the next. */
  private static String truncated(String format, String... values) {
    List<String> parts = new ArrayList<>(List.of(values));
    int excess = format.formatted(parts.toArray()).length() - 63;
    for (int i = 0; i < parts.size() && excess > 0; i++) {
      int less = Math.min(excess, parts.get(i).length());
      parts.set(i, parts.get(i).substring(0, parts.get(i).length() - less));
      excess -= less;
    }
    String name = format.formatted(parts.toArray());
    return name.replaceAll("^[^a-zA-Z0-9]+|[^a-zA-Z0-9]+$", "")
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^a-z0-9]", "-");
  }

  /** Any legal name, however long, beside those that are made of it. */
  @Property(tries = 200)
  void ofLookalikesDiffer(@ForAll long seed, @ForAll("ports") Set<String> ports) {
    Map<String, String> owners = new HashMap<>();
    for (String collector : lookalikes(new GeneratedCollectors(seed).name())) {
      Naming naming = new Naming(collector);
      assertThat(naming.statefulSet()).hasSizeLessThanOrEqualTo(52);
      assertThat(naming.headlessService()).matches("[a-z].*");
      names(naming, ports)
          .forEach(
              (kind, names) ->
                  names.forEach(
                      name ->
                          assertThat(owners.putIfAbsent(kind + " " + name, collector))
                              .as("owner of %s %s, which %s has, too", kind, name, collector)
                              .isNull()));
    }
  }

  private static List<String> lookalikes(String name) {
    return Stream.of(
            Stream.of(name, name.replace('.', '-'), name.replaceFirst("-", ".")),
            Stream.of("c-", "a-", "otlp-", "port-80-").map(prefix -> prefix + name),
            WORDS.stream().map(word -> name + "-" + word),
            Stream.of("1", "-headless", "-collector-headless", "-collector-0123abcd")
                .map(suffix -> name + suffix))
        .flatMap(names -> names)
        .filter(any -> any.length() <= 253 && !any.contains("-.") && !any.contains(".-"))
        .distinct()
        .toList();
  }

  private static Map<String, List<String>> names(Naming naming, Set<String> ports) {
    return Map.of(
        "Deployment", List.of(naming.workload()),
        "StatefulSet", List.of(naming.statefulSet()),
        "ConfigMap", List.of(naming.configMap(HASH)),
        "NetworkPolicy", List.of(naming.networkPolicy()),
        "Ingress", List.of(naming.ingress()),
        "Service",
            List.of(
                naming.service(),
                naming.headlessService(),
                naming.monitoringService(),
                naming.extensionService()),
        "ServiceMonitor", List.of(naming.serviceMonitor(), naming.monitoringServiceMonitor()),
        "Route", ports.stream().map(naming::route).toList(),
        "HTTPRoute", ports.stream().map(naming::httpRoute).toList());
  }

  @Provide
  Arbitrary<String> collectors() {
    Arbitrary<String> joined =
        Arbitraries.of(WORDS)
            .list()
            .ofMinSize(1)
            .ofMaxSize(5)
            .flatMap(words -> Arbitraries.of("-", ".").map(dash -> String.join(dash, words)));
    Arbitrary<String> cut =
        Arbitraries.integers().between(30, 70).map(n -> "a-".repeat(n) + n % 10);
    return Arbitraries.frequencyOf(Tuple.of(9, joined), Tuple.of(1, cut));
  }

  @Provide
  Arbitrary<Set<String>> ports() {
    return Arbitraries.of(WORDS)
        .list()
        .ofMinSize(1)
        .ofMaxSize(3)
        .map(words -> String.join("-", words))
        .filter(name -> name.length() <= 15 && name.matches(".*[a-z].*"))
        .set()
        .ofMinSize(1)
        .ofMaxSize(4);
  }
}
