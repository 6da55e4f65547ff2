package io.adot.operator.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.adot.operator.runtime.Settings;
import io.adot.operator.testing.CollectorNamespace;
import io.adot.operator.testing.OperatorUnderTest;
import io.adot.operator.testing.RealCluster;
import io.adot.operator.testing.TestCluster;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Children beyond the workload that every cluster knows: made, kept, changed and taken away. */
@RealCluster
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ChildKindsIT {
  private final TestCluster cluster;
  private CollectorNamespace collectors;
  private OperatorUnderTest operator;

  ChildKindsIT(TestCluster cluster) {
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

  /** The test scales as an autoscaler does: by the subresource of the collector. */
  @Test
  void anAutoscalerScalesTheCollectorAndTheOperatorFollows() {
    apply("scaled", "autoscaler: {minReplicas: 2, maxReplicas: 4}");
    collectors.awaitAvailable("scaled");
    eventually("deployment/scaled-collector", "{.spec.replicas}", "2");
    eventually("hpa/scaled-collector", "{.spec.scaleTargetRef.kind}", "OpenTelemetryCollector");
    eventually("hpa/scaled-collector", "{.spec.maxReplicas}", "4");
    assertThat(field("otelcol/scaled", "{.spec.replicas}")).isEqualTo("1");

    collectors.kubectl("scale", "otelcol/scaled", "--replicas=3");
    eventually("deployment/scaled-collector", "{.spec.replicas}", "3");

    collectors.kubectl("scale", "otelcol/scaled", "--replicas=1");
    eventually("deployment/scaled-collector", "{.spec.replicas}", "2");
    assertThat(field("otelcol/scaled", "{.spec.replicas}")).isEqualTo("1");

    apply("scaled", "autoscaler: {minReplicas: 2}");
    eventuallyGone("hpa/scaled-collector");
    collectors.awaitCondition("scaled", "ConfigValid", "True", "ValidWithWarnings");
    assertThat(field("deployment/scaled-collector", "{.spec.replicas}")).isEqualTo("2");
  }

  @Test
  void anIngressFollowsTheCollector() {
    apply("front", "ingress: {type: ingress, ingressClassName: one, annotations: {a: first}}");
    eventually("ingress/front-ingress", "{.spec.ingressClassName}", "one");
    eventually("ingress/front-ingress", "{.spec.rules[*].http.paths[*].path}", "/otlp-grpc");

    collectors.kubectl(
        "patch", "ingress/front-ingress", "-p", "{\"spec\":{\"ingressClassName\":\"drifted\"}}");
    eventually("ingress/front-ingress", "{.spec.ingressClassName}", "one");

    apply(
        "front",
        "ingress: {type: ingress, ingressClassName: two, ruleType: subdomain, hostname: x.test}");
    eventually("ingress/front-ingress", "{.spec.ingressClassName}", "two");
    eventually("ingress/front-ingress", "{.spec.rules[*].host}", "otlp-grpc.x.test");
    eventually("ingress/front-ingress", "{.metadata.annotations.a}", "");

    apply("front", "replicas: 1");
    eventuallyGone("ingress/front-ingress");
  }

  private void apply(String name, String fields) {
    collectors
        .apply(
            """
            apiVersion: opentelemetry.io/v1beta1
            kind: OpenTelemetryCollector
            metadata: {name: %s}
            spec:
              %s
              config:
                receivers: {otlp: {protocols: {grpc: {}}}}
                exporters: {debug: {}}
                service: {pipelines: {traces: {receivers: [otlp], exporters: [debug]}}}
            """
                .formatted(name, fields))
        .orFail();
  }

  private void eventually(String object, String path, String value) {
    await()
        .atMost(CollectorNamespace.PATIENCE)
        .ignoreExceptions()
        .untilAsserted(() -> assertThat(field(object, path)).isEqualTo(value));
  }

  private void eventuallyGone(String object) {
    await()
        .atMost(CollectorNamespace.PATIENCE)
        .untilAsserted(
            () ->
                assertThat(collectors.kubectl("get", object, "--ignore-not-found", "-o", "name"))
                    .isEmpty());
  }

  private String field(String object, String path) {
    return collectors.kubectl("get", object, "-o", "jsonpath=" + path);
  }
}
