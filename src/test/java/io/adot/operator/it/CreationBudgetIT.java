package io.adot.operator.it;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.adot.operator.api.v1beta1.OpenTelemetryCollector;
import io.adot.operator.runtime.Settings;
import io.adot.operator.testing.AuditEvent;
import io.adot.operator.testing.AuditLog.Mark;
import io.adot.operator.testing.CollectorNamespace;
import io.adot.operator.testing.OperatorUnderTest;
import io.adot.operator.testing.RealCluster;
import io.adot.operator.testing.TestCluster;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What 200 collectors that come at once cost the API server, from nothing to ready. The Go operator
 * needs 37 writes for each.
 */
@RealCluster
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CreationBudgetIT {
  private static final Logger LOG = LoggerFactory.getLogger(CreationBudgetIT.class);
  private static final int COLLECTORS = 200;
  private static final int BUDGET = 13;
  private static final Duration PATIENCE = Duration.ofMinutes(8);

  private final TestCluster cluster;
  private CollectorNamespace collectors;
  private OperatorUnderTest operator;

  CreationBudgetIT(TestCluster cluster) {
    this.cluster = cluster;
  }

  @BeforeAll
  void start() {
    OperatorUnderTest.install(cluster);
    collectors = new CollectorNamespace(cluster);
    operator =
        OperatorUnderTest.start(
            cluster, Settings.embedded().watching(Set.of(collectors.namespace()), ""));
  }

  @AfterAll
  void stop() {
    operator.close();
    collectors.close();
  }

  @Test
  void twoHundredCollectorsAtOnceStayWithinTheirBudget() {
    Mark mark = cluster.audit().mark();
    collectors
        .apply(
            IntStream.range(0, COLLECTORS)
                .mapToObj(i -> COLLECTOR.formatted(name(i)))
                .collect(joining("---\n")))
        .orFail();
    awaitAllReady();
    operator.awaitRest();

    // What an overloaded API server gives up on is sent again; only what it answers is counted.
    List<AuditEvent> writes =
        cluster.audit().writesSince(mark, OperatorUnderTest.user()).stream()
            .filter(write -> write.code() < 500)
            .toList();
    Map<String, List<AuditEvent>> byCollector = new TreeMap<>();
    IntStream.range(0, COLLECTORS).forEach(i -> byCollector.put(name(i), List.of()));
    byCollector.replaceAll((name, none) -> of(name, writes));
    List<Integer> counts = byCollector.values().stream().map(List::size).sorted().collect(toList());
    LOG.info(
        "Writes for each of {} collectors: least {}, median {}, most {}; {}",
        COLLECTORS,
        counts.get(0),
        counts.get(COLLECTORS / 2),
        counts.get(COLLECTORS - 1),
        byKind(writes));

    assertThat(counts.stream().mapToInt(Integer::intValue).sum())
        .as("writes that are a collector's, of all")
        .isEqualTo(writes.size());
    assertThat(byCollector)
        .allSatisfy(
            (name, its) ->
                assertThat(its).as(() -> name + " " + its).hasSizeLessThanOrEqualTo(BUDGET));
  }

  private void awaitAllReady() {
    await("all collectors to be ready")
        .atMost(PATIENCE)
        .pollInterval(Duration.ofSeconds(2))
        .untilAsserted(
            () ->
                assertThat(
                        cluster
                            .admin()
                            .resources(OpenTelemetryCollector.class)
                            .inNamespace(collectors.namespace())
                            .list()
                            .getItems())
                    .filteredOn(CreationBudgetIT::isReady)
                    .hasSize(COLLECTORS));
  }

  private static boolean isReady(OpenTelemetryCollector collector) {
    return collector.getStatus() != null
        && collector.getStatus().getConditions().stream()
            .anyMatch(c -> "Ready".equals(c.getType()) && "True".equals(c.getStatus()));
  }

  /** Names have the same length, so that none starts another one's. */
  private static String name(int i) {
    return "fleet-%03d".formatted(i);
  }

  private static List<AuditEvent> of(String name, List<AuditEvent> writes) {
    return writes.stream().filter(write -> write.name().startsWith(name)).toList();
  }

  private static Map<String, Integer> byKind(List<AuditEvent> writes) {
    Map<String, Integer> kinds = new TreeMap<>();
    writes.forEach(
        write ->
            kinds.merge(
                write.resource() + (write.isStatus() ? "/status" : "") + " " + write.code(),
                1,
                Integer::sum));
    return Collections.unmodifiableMap(kinds);
  }

  private static final String COLLECTOR =
      """
      apiVersion: opentelemetry.io/v1beta1
      kind: OpenTelemetryCollector
      metadata: {name: %s}
      spec:
        replicas: 1
        config:
          receivers: {otlp: {protocols: {grpc: {}, http: {}}}}
          processors: {batch: {}}
          exporters: {debug: {}}
          extensions: {health_check: {}}
          service:
            extensions: [health_check]
            pipelines:
              traces: {receivers: [otlp], processors: [batch], exporters: [debug]}
      """;
}
