package io.adot.operator.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.adot.operator.api.v1beta1.CollectorMode;
import io.adot.operator.api.v1beta1.OpenTelemetryCollector;
import io.adot.operator.finding.Finding;
import io.adot.operator.finding.FindingCode;
import io.adot.operator.testing.RealCluster;
import io.adot.operator.testing.TestCluster;
import io.fabric8.kubernetes.api.model.KubernetesListBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A resource that says everything twice: server-side apply would answer each of its lists with an
 * internal error, or the pods would never start.
 */
@RealCluster
class DuplicatesIT {
  private static final String TWICE =
      """
      env: [{name: A, value: "1"}, {name: A, value: "2"}, {name: POD_NAME, value: p}]
      ports:
      - {name: a, port: 80}
      - {name: a, port: 81}
      - {name: b, port: 80}
      - {name: otlp-grpc, port: 4317}
      - {name: metrics, port: 8888}
      - {name: port-8888, port: 8889}
      volumes: [{name: v, emptyDir: {}}, {name: v, emptyDir: {}}, {name: otc-internal, emptyDir: {}}]
      volumeMounts:
      - {name: v, mountPath: /v}
      - {name: v, mountPath: /v}
      - {name: v, mountPath: /conf}
      configmaps: [{name: c, mountpath: /x}, {name: c, mountpath: /x}]
      hostAliases: [{ip: 10.0.0.1, hostnames: [a]}, {ip: 10.0.0.1, hostnames: [b]}]
      tolerations: [{operator: Exists}, {operator: Exists}]
      additionalContainers:
      - name: x
        image: i
        env: [{name: A}, {name: A}]
        ports: [{containerPort: 1}, {containerPort: 1, protocol: TCP}]
        volumeMounts: [{name: v, mountPath: /v}, {name: v, mountPath: /v}]
      - {name: x, image: i}
      - {name: otc-container, image: i}
      initContainers: [{name: x, image: i}, {name: y, image: i}, {name: y, image: i}]
      """;

  private static final String SPREAD =
      """
      topologySpreadConstraints:
      - {maxSkew: 1, topologyKey: zone, whenUnsatisfiable: ScheduleAnyway}
      - {maxSkew: 2, topologyKey: zone, whenUnsatisfiable: ScheduleAnyway}
      """;

  private static final String CLAIMS =
      """
      volumeClaimTemplates:
      - {metadata: {name: q}, spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}}
      - {metadata: {name: q}, spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 2Gi}}}}
      """;

  private final TestCluster cluster;

  DuplicatesIT(TestCluster cluster) {
    this.cluster = cluster;
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "SIDECAR")
  void serverSideApplyTakesWhatIsRendered(CollectorMode mode) {
    String more =
        switch (mode) {
          case DEPLOYMENT -> SPREAD;
          case STATEFULSET -> SPREAD + CLAIMS;
          default -> "";
        };
    OpenTelemetryCollector cr =
        Samples.collector("mode: " + mode.json() + "\n" + TWICE + more, Samples.HEALTH_CHECK);
    cr.getMetadata().setNamespace(cluster.namespace());

    Rendering rendering = StoredCollectors.render(cr);

    String list =
        Serialization.asJson(
            new KubernetesListBuilder().addAllToItems(rendering.objects()).build());
    cluster.kubectlReading(list, "apply", "--server-side", "--dry-run=server", "-f", "-").orFail();
    assertThat(rendering.findings()).extracting(Finding::code).containsOnly(FindingCode.OTC1102);
    assertThat(rendering.findings())
        .extracting(Finding::path)
        .containsAll(
            List.of(
                "spec.env",
                "spec.ports",
                "spec.ports[1].name",
                "spec.volumes",
                "spec.volumeMounts",
                "spec.hostAliases",
                "spec.additionalContainers",
                "spec.additionalContainers[0].env",
                "spec.additionalContainers[0].ports",
                "spec.additionalContainers[0].volumeMounts",
                "spec.initContainers"));
  }
}
