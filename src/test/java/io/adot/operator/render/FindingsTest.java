package io.adot.operator.render;

import static io.adot.operator.render.Samples.collector;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.adot.operator.api.v1beta1.OpenTelemetryCollector;
import io.adot.operator.finding.Severity;
import io.fabric8.kubernetes.api.model.HasMetadata;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FindingsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ports: [{name: far, port: 99999}]"
            + "|`spec.ports[0].port`: is 99999; make it a port number from 1 to 65535 (OTC1003)",
        "ports: [{name: a, port: 80, targetPort: 70000}]"
            + "|`spec.ports[0].targetPort`: is 70000; make it a port number from 1 to 65535 (OTC1003)",
        "ports: [{name: Not_A_Name, port: 80}]"
            + "|`spec.ports[0].name`: is `Not_A_Name`, which is no port name; use at most 15"
            + " lower-case letters, digits and single dashes, at least one letter (OTC1103)",
        "ports: [{name: a, port: 80, protocol: QUIC}]"
            + "|`spec.ports[0].protocol`: is `QUIC`; make it TCP, UDP or SCTP (OTC1103)",
        "'hostPID: true\nshareProcessNamespace: true'"
            + "|`spec.shareProcessNamespace`: is true together with spec.hostPID, and pods cannot"
            + " have both; remove one of the two (OTC1103)",
        "'hostPID: true\nhostUsers: false'"
            + "|`spec.hostUsers`: is false together with spec.hostPID, and pods cannot have both;"
            + " remove one of the two (OTC1103)"
      })
  void impossibleValuesAreErrors(String spec, String text) {
    Rendering rendering = StoredCollectors.render(collector(spec));

    assertThat(rendering.findings()).extracting(f -> f.text()).containsExactly(text);
    assertThat(rendering.findings()).allMatch(f -> f.severity() == Severity.ERROR);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "hostPID: true\nshareProcessNamespace: false",
        "hostPID: false\nshareProcessNamespace: true",
        "mode: sidecar\nhostPID: true\nshareProcessNamespace: true"
      })
  void processNamespacesThatPodsCanHaveAreNoError(String spec) {
    Rendering rendering = StoredCollectors.render(collector(spec));

    assertThat(rendering.findings()).noneMatch(f -> f.severity() == Severity.ERROR);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "mode: deployment|volumeClaimTemplates: [{metadata: {name: queue}}]"
            + "|`spec.volumeClaimTemplates`: has no effect in mode deployment; remove it, or use mode"
            + " statefulset (OTC1101)",
        "mode: daemonset|topologySpreadConstraints: [{maxSkew: 1, topologyKey: zone,"
            + " whenUnsatisfiable: ScheduleAnyway}]"
            + "|`spec.topologySpreadConstraints`: has no effect in mode daemonset; remove it, or use"
            + " mode deployment or statefulset (OTC1101)",
        "mode: daemonset|autoscaler: {maxReplicas: 3}"
            + "|`spec.autoscaler`: has no effect in mode daemonset; remove it, or use mode deployment"
            + " or statefulset (OTC1101)",
        "mode: deployment|targetAllocator: {enabled: true}"
            + "|`spec.targetAllocator`: is accepted but not rendered by this version: every pod"
            + " scrapes all targets (OTC1101)",
        "mode: deployment|podDisruptionBudget: {minAvailable: 1, maxUnavailable: 1}"
            + "|`spec.podDisruptionBudget.maxUnavailable`: is ignored: a budget has either"
            + " minAvailable or maxUnavailable; remove one of the two (OTC1101)",
        "mode: deployment|livenessProbe: {periodSeconds: 5}"
            + "|`spec.livenessProbe`: has no effect: no extension answers probes that pods can"
            + " reach; add extension health_check to spec.config, also under service.extensions"
            + " (OTC1101)",
        "mode: deployment|sessionAffinityConfig: {clientIP: {timeoutSeconds: 5}}"
            + "|`spec.sessionAffinityConfig`: has no effect: spec.sessionAffinity is not `ClientIP`;"
            + " set spec.sessionAffinity to ClientIP (OTC1101)",
        "mode: deployment|ingress: {hostname: h.example}"
            + "|`spec.ingress`: has no effect: spec.ingress.type is not set; set it to ingress or"
            + " route (OTC1101)",
        "mode: deployment|args: {config: /elsewhere.yaml}"
            + "|`spec.args.config`: is ignored: the collector reads spec.config; remove it (OTC1101)"
      })
  void fieldsWithoutEffectAreNamed(String mode, String spec, String text) {
    Rendering rendering = StoredCollectors.render(collector(mode + "\n" + spec));

    assertThat(rendering.findings()).extracting(f -> f.text()).containsExactly(text);
    assertThat(rendering.findings()).allMatch(f -> f.severity() == Severity.WARNING);
  }

  @Test
  void emptyValuesThatTheGoOperatorStoredAreNotNamed() {
    Rendering rendering =
        StoredCollectors.render(
            collector(
                """
                configVersions: 3
                daemonSetUpdateStrategy: {}
                deploymentUpdateStrategy: {}
                httpRoute: {enabled: false, gateway: ""}
                ingress: {route: {}}
                ipFamilyPolicy: SingleStack
                managementState: managed
                networkPolicy: {enabled: true}
                observability: {metrics: {}}
                podDnsConfig: {}
                resources: {}
                targetAllocator: {allocationStrategy: consistent-hashing}
                upgradeStrategy: automatic
                """));

    assertThat(rendering.findings()).isEmpty();
  }

  @Test
  void aSidecarPublishesItsConfigurationAndSaysSo() {
    Rendering rendering = StoredCollectors.render(collector("mode: sidecar"));

    assertThat(rendering.objects())
        .extracting(HasMetadata::getKind)
        .containsExactly("ServiceAccount", "ConfigMap");
    assertThat(rendering.workload()).isEmpty();
    assertThat(rendering.findings())
        .extracting(f -> f.text())
        .containsExactly(
            "`spec.mode`: `sidecar` only publishes the ConfigMap: this version does not inject"
                + " containers (OTC1101)");
  }

  @Test
  void aFieldThatTheModeCannotUseIsNamed() {
    assertThat(
            StoredCollectors.render(collector("mode: sidecar\nipFamilyPolicy: PreferDualStack"))
                .findings())
        .extracting(f -> f.text())
        .contains(
            "`spec.ipFamilyPolicy`: has no effect in mode sidecar; remove it, or use mode"
                + " daemonset or deployment or statefulset (OTC1101)");
  }

  @Test
  void aConfigurationThatNoConfigMapHoldsIsAnError() {
    OpenTelemetryCollector cr = collector("");
    ObjectNode exporter = (ObjectNode) cr.getSpec().getConfig().path("exporters").path("debug");
    exporter.put("filler", "x".repeat(1_048_576));

    Rendering rendering = StoredCollectors.render(cr);

    assertThat(rendering.findings()).hasSize(1);
    assertThat(rendering.findings().get(0).text())
        .matches("`spec.config`: is 1,048,\\d{3} bytes as YAML, \\d{3} more .* \\(OTC1005\\)");
  }
}
