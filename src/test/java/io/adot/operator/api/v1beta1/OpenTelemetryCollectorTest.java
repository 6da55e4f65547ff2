package io.adot.operator.api.v1beta1;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import org.junit.jupiter.api.Test;

class OpenTelemetryCollectorTest {
  private static final KubernetesSerialization SERIALIZATION = new KubernetesSerialization();

  @Test
  void keepsWhatWasWrittenAndAddsNothing() {
    String yaml =
        """
        apiVersion: opentelemetry.io/v1beta1
        kind: OpenTelemetryCollector
        metadata:
          name: simplest
        spec:
          mode: statefulset
          configVersions: 5
          hostPID: false
          hostUsers: false
          args: {feature-gates: "+x"}
          env:
            - {name: A, value: ""}
          resources: {}
          ingress: {type: route, ruleType: subdomain, route: {termination: reencrypt}}
          podManagementPolicy: OrderedReady
          ports:
            - {name: otlp, port: 4317, targetPort: otlp, hostPort: 4317}
          targetAllocator:
            filterStrategy: ""
            allocationStrategy: per-node
            prometheusCR: {podMonitorSelector: {}, scrapeClasses: [{name: default, anything: [1, {a: b}]}]}
          config:
            receivers: {otlp: {protocols: {grpc: null}}}
            exporters: {debug: {big: 18446744073709551616, port: "4317", ratio: 0.25, on: true}}
            service: {pipelines: {traces: {receivers: [otlp], exporters: [debug]}}}
        status:
          scale: {replicas: 2, selector: a=b, statusReplicas: 1/2}
          observedGeneration: 3
          conditions:
            - {type: Ready, status: "True", reason: Available, message: ok, lastTransitionTime: "2026-01-01T00:00:00Z"}
        """;
    JsonNode written = SERIALIZATION.unmarshal(yaml, JsonNode.class);

    OpenTelemetryCollector read = SERIALIZATION.unmarshal(yaml, OpenTelemetryCollector.class);

    assertThat(read.getSpec().getMode()).isEqualTo(CollectorMode.STATEFULSET);
    JsonNode again = SERIALIZATION.unmarshal(SERIALIZATION.asJson(read), JsonNode.class);
    assertThat(again).isEqualTo(written);
  }

  @Test
  void aBareObjectHasASpecButNoStatus() {
    OpenTelemetryCollector bare =
        SERIALIZATION.unmarshal(
            """
            apiVersion: opentelemetry.io/v1beta1
            kind: OpenTelemetryCollector
            spec: null
            """,
            OpenTelemetryCollector.class);

    assertThat(bare.getSpec().getMode()).isNull();
    assertThat(bare.getSpec().getPorts()).isEmpty();
    assertThat(bare.getSpec().getConfig().isMissingNode()).isTrue();
    assertThat(bare.getStatus()).isNull();
  }

  @Test
  void aValueOrFieldOfAnotherVersionDoesNotStopTheInformer() {
    OpenTelemetryCollector odd =
        SERIALIZATION.unmarshal(
            """
            apiVersion: opentelemetry.io/v1beta1
            kind: OpenTelemetryCollector
            spec: {mode: swarm, managementState: "", config: "a: b", brandNew: {a: 1}}
            """,
            OpenTelemetryCollector.class);

    assertThat(odd.getSpec().getMode()).isNull();
    assertThat(odd.getSpec().getManagementState()).isNull();
    assertThat(odd.getSpec().getConfig().isTextual()).isTrue();
  }

  @Test
  void statusesWithTheSameJsonAreEqual() {
    OpenTelemetryCollectorStatus one = new OpenTelemetryCollectorStatus();
    one.setVersion("0.49.0");
    OpenTelemetryCollectorStatus other = new OpenTelemetryCollectorStatus();
    other.setVersion("0.49.0");

    assertThat(one).isEqualTo(other).hasSameHashCodeAs(other);
    other.setObservedGeneration(1L);
    assertThat(one).isNotEqualTo(other);
  }
}
