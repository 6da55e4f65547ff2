package io.adot.operator.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.adot.operator.api.v1beta1.ManagementState;
import io.adot.operator.api.v1beta1.OpenTelemetryCollector;
import io.adot.operator.runtime.Settings;
import io.adot.operator.testing.AuditEvent;
import io.adot.operator.testing.AuditLog.Mark;
import io.adot.operator.testing.CollectorNamespace;
import io.adot.operator.testing.OperatorUnderTest;
import io.adot.operator.testing.RealCluster;
import io.adot.operator.testing.TestCluster;
import io.fabric8.kubernetes.api.model.Condition;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * A new operator process finds everything as it would make it: whatever a collector resource says,
 * its objects compare equal to what the API server made of them.
 */
@RealCluster
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RestartIT {
  private static final Path RECORDED = Path.of("src/test/resources/recorded/render");
  private static final String LABEL = "example.com/restart-test";
  private static final Set<String> FIFTY =
      Set.of(
          ("config-extra-top-level config-versions-one connectors-two-pipelines"
                  + " deploy-strategy-recreate deploy-strategy-rolling exp-prometheus-forms"
                  + " ext-healthcheck-null ext-jaegerquery-forms image-digest"
                  + " image-registry-port-tag labels-annotations managed-unmanaged"
                  + " mode-daemonset-host mode-daemonset-ondelete mode-daemonset-plain"
                  + " mode-sidecar-full mode-sidecar-plain mode-statefulset-plain"
                  + " mode-statefulset-storage mode-unset-minimal name-9 netpol-off"
                  + " netpol-udp-and-spec-ports pdb-both pdb-maxunavailable-zero"
                  + " pdb-minavailable-percent pod-args-command pod-dns-explicit"
                  + " pod-dns-searches-only pod-env pod-extra-containers"
                  + " yaml-keys pod-lifecycle-probes pod-scheduling pod-security"
                  + " pod-volumes-configmaps ports-clash-name ports-metrics-overlap"
                  + " prom-annotations-partial recv-multi-protocols recv-prometheus-apiserver"
                  + " recv-single-empty recv-unknown replicas-zero service-families"
                  + " service-udp-only serviceaccount-named telemetry-views yaml-crlf-control"
                  + " yaml-unicode")
              .split(" "));

  private final TestCluster cluster;
  private final List<CollectorNamespace> namespaces = new ArrayList<>();

  RestartIT(TestCluster cluster) {
    this.cluster = cluster;
  }

  @BeforeAll
  void install() {
    OperatorUnderTest.install(cluster);
  }

  @AfterAll
  void clean() {
    namespaces.forEach(CollectorNamespace::close);
  }

  @Test
  void aRestartOverFiftyCollectorsWritesNothing() {
    assertThat(FIFTY).hasSize(50);
    try (OperatorUnderTest first = start()) {
      for (String recorded : FIFTY) {
        CollectorNamespace collectors = new CollectorNamespace(cluster);
        namespaces.add(collectors);
        collectors.kubectl(
            "create", "-f", RECORDED.resolve(recorded).resolve("in.yaml").toString());
        collectors.kubectl("label", "otelcol", "--all", LABEL + "=yes");
      }
      awaitAllSettled();
      first.awaitRest();
    }
    Mark mark = cluster.audit().mark();

    try (OperatorUnderTest second = start()) {
      await("a pass over every collector")
          .atMost(CollectorNamespace.PATIENCE)
          .untilAsserted(() -> assertThat(second.collectorsWith("Ready")).isEqualTo(FIFTY.size()));
      second.awaitRest();
      assertThat(cluster.audit().writesSince(mark, OperatorUnderTest.user()))
          .extracting(RestartIT::inShort)
          .isEmpty();
    }
  }

  private OperatorUnderTest start() {
    return OperatorUnderTest.start(cluster, Settings.embedded().watching(Set.of(), LABEL));
  }

  private void awaitAllSettled() {
    await("all collectors to be ready, or stalled for good")
        .atMost(CollectorNamespace.PATIENCE)
        .pollInterval(Duration.ofSeconds(1))
        .untilAsserted(
            () ->
                assertThat(
                        cluster
                            .admin()
                            .resources(OpenTelemetryCollector.class)
                            .inAnyNamespace()
                            .withLabel(LABEL)
                            .list()
                            .getItems())
                    .hasSize(FIFTY.size())
                    .filteredOn(collector -> !isSettled(collector))
                    .extracting(RestartIT::inShort)
                    .isEmpty());
  }

  private static boolean isSettled(OpenTelemetryCollector collector) {
    return collector.getSpec().getManagementState() == ManagementState.UNMANAGED
        || isTrue(collector, "Ready")
        // One waits for volumes that nobody provides here.
        || isTrue(collector, "Stalled");
  }

  private static boolean isTrue(OpenTelemetryCollector collector, String type) {
    return condition(collector, type).filter(c -> "True".equals(c.getStatus())).isPresent();
  }

  private static Optional<Condition> condition(OpenTelemetryCollector collector, String type) {
    return collector.getStatus() == null
        ? Optional.empty()
        : collector.getStatus().getConditions().stream()
            .filter(c -> type.equals(c.getType()))
            .findFirst();
  }

  private static String inShort(OpenTelemetryCollector collector) {
    return collector.getMetadata().getName()
        + ": "
        + condition(collector, "Ready").map(Condition::getMessage).orElse("no status");
  }

  private static String inShort(AuditEvent write) {
    return String.join(
        " ", write.verb(), write.resource(), write.subresource(), write.namespace(), write.name());
  }
}
