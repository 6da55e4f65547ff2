package io.adot.operator.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.adot.operator.api.v1beta1.OpenTelemetryCollector;
import io.adot.operator.component.Needs;
import io.adot.operator.config.CollectorConfig;
import io.adot.operator.converge.ApiObjectStore;
import io.adot.operator.finding.Finding;
import io.adot.operator.finding.Severity;
import io.adot.operator.render.CollectorSurroundings;
import io.adot.operator.render.Facts;
import io.adot.operator.render.Rendering;
import io.adot.operator.testing.CollectorCrd;
import io.adot.operator.testing.GeneratedCollectors;
import io.adot.operator.testing.RealCluster;
import io.adot.operator.testing.TestCluster;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Whatever collector is rendered without an error, a real API server takes every object of it.
 * Seeds differ from run to run and are printed.
 */
@RealCluster
class GeneratedSpecsIT {
  private static final int COLLECTORS = 200;

  private final KubernetesClient client;
  private final String namespace;
  private final Map<String, Boolean> served = new HashMap<>();
  private final Map<String, Integer> accepted = new TreeMap<>();

  GeneratedSpecsIT(TestCluster cluster) {
    client = cluster.admin();
    CollectorCrd.install(client);
    namespace = cluster.namespace();
  }

  @Test
  void theApiServerTakesEveryObjectOfAnyCollector() {
    long seed = new Random().nextLong();
    GeneratedCollectors collectors = new GeneratedCollectors(seed);
    List<String> refused = new ArrayList<>();
    int withErrors = 0;
    for (int i = 0; i < COLLECTORS; i++) {
      OpenTelemetryCollector collector = stored(collectors.next());
      Needs needs =
          Needs.of(
              CollectorConfig.parse(collector.getSpec().getConfig()),
              CollectorSurroundings.of(collector, Facts.defaults()));
      Rendering rendering = Rendering.of(collector, needs, Facts.defaults());
      if (hasErrors(needs.findings()) || hasErrors(rendering.findings())) {
        withErrors++;
        continue;
      }
      rendering.objects().forEach(object -> apply(object, collector, refused));
    }
    System.out.printf(
        "%d generated collectors, seed %d, %d with errors; accepted: %s%n",
        COLLECTORS, seed, withErrors, accepted);
    assertThat(refused).as("seed %d", seed).isEmpty();
    // Some use what their image no longer reads, or an illegal port name; that must not be all.
    assertThat(withErrors).isLessThan(COLLECTORS * 3 / 4);
    assertThat(accepted)
        .containsKeys(
            "Deployment", "DaemonSet", "StatefulSet", "Ingress", "HorizontalPodAutoscaler");
  }

  /** As the API server would store it; it refuses what the schema does not allow. */
  private OpenTelemetryCollector stored(ObjectNode collector) {
    ((ObjectNode) collector.get("metadata")).put("namespace", namespace);
    return client
        .resource(Serialization.unmarshal(collector.toString(), OpenTelemetryCollector.class))
        .dryRun()
        .create();
  }

  private void apply(HasMetadata object, OpenTelemetryCollector of, List<String> refused) {
    String kind = object.getKind();
    if (!served.computeIfAbsent(kind, any -> client.supports(object.getApiVersion(), kind))) {
      return;
    }
    try {
      client
          .resource(object)
          .dryRun()
          .fieldManager(ApiObjectStore.FIELD_MANAGER)
          .forceConflicts()
          .serverSideApply();
      accepted.merge(kind, 1, Integer::sum);
    } catch (KubernetesClientException refusal) {
      refused.add(
          kind + " " + refusal.getMessage() + "\n of " + Serialization.asJson(of.getSpec()));
    }
  }

  private static boolean hasErrors(List<Finding> findings) {
    return findings.stream().anyMatch(finding -> finding.severity() == Severity.ERROR);
  }
}
