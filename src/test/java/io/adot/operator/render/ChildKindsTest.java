package io.adot.operator.render;

import static io.adot.operator.render.Samples.collector;
import static org.assertj.core.api.Assertions.assertThat;

import io.adot.operator.finding.Finding;
import io.adot.operator.finding.Severity;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The autoscaler, the ways in from outside and the monitors: what is made, and what is said. */
class ChildKindsTest {
  @Test
  void anAutoscalerWithoutAnUpperBoundScalesNothingAndSaysSo() {
    Rendering rendering = render("replicas: 5\nautoscaler: {minReplicas: 3}");

    assertThat(kinds(rendering)).doesNotContain("HorizontalPodAutoscaler");
    assertThat(replicas(rendering)).isEqualTo(5);
    assertThat(texts(rendering))
        .containsExactly(
            "`spec.autoscaler`: has no maxReplicas, so nothing is scaled: the collector runs as many"
                + " pods as spec.replicas asks for, at least 3; set spec.autoscaler.maxReplicas to"
                + " the most pods that the collector may have (OTC1101)");
  }

  @ParameterizedTest
  @CsvSource({"1, 3", "3, 3", "4, 4", "0, 3"})
  void replicasAreCopiedAndNeverFewerThanTheAutoscalersLeast(int asked, int copied) {
    Rendering rendering =
        render("replicas: " + asked + "\nautoscaler: {minReplicas: 3, maxReplicas: 9}");

    assertThat(replicas(rendering)).isEqualTo(copied);
    assertThat(rendering.findings()).isEmpty();
  }

  @Test
  void theAutoscalerScalesTheResourceByItsOwnName() {
    var cr = collector("autoscaler: {maxReplicas: 2}");
    cr.getMetadata().setName("edge.eu");

    HorizontalPodAutoscaler autoscaler =
        object(StoredCollectors.render(cr), HorizontalPodAutoscaler.class);

    assertThat(autoscaler.getSpec().getScaleTargetRef().getName()).isEqualTo("edge.eu");
    assertThat(autoscaler.getSpec().getMaxReplicas()).isEqualTo(2);
    assertThat(autoscaler.getSpec().getMinReplicas()).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "autoscaler: {minReplicas: 5, maxReplicas: 2}"
            + "|`spec.autoscaler.minReplicas`: is 5, more than maxReplicas, which is 2; make it 2 or"
            + " less (OTC1103)",
        "autoscaler: {maxReplicas: 2, metrics: [{type: Object}]}"
            + "|`spec.autoscaler.metrics[0]`: is of type `Object`; make it Pods, what a collector is"
            + " scaled on besides CPU and memory (OTC1103)",
        "autoscaler: {maxReplicas: 2, metrics: [null]}"
            + "|`spec.autoscaler.metrics[0]`: is of type ``; make it Pods, what a collector is scaled"
            + " on besides CPU and memory (OTC1103)",
        "autoscaler: {maxReplicas: 2, metrics: [{type: Pods}]}"
            + "|`spec.autoscaler.metrics[0].pods.metric.name`: is missing; name the metric (OTC1103)",
        "autoscaler: {maxReplicas: 2, metrics: [{type: Pods, pods: {metric: {name: m}, target:"
            + " {type: AverageValue, averageValue: '0'}}}]}"
            + "|`spec.autoscaler.metrics[0].pods.target`: is no average to aim at; give it type"
            + " AverageValue and an averageValue above zero (OTC1103)",
        "autoscaler: {maxReplicas: 2, behavior: {scaleUp: {stabilizationWindowSeconds: 3601}}}"
            + "|`spec.autoscaler.behavior.scaleUp.stabilizationWindowSeconds`: is 3601; make it 0 to"
            + " 3600 seconds (OTC1103)",
        "ingress: {type: ingress, ruleType: subdomain}"
            + "|`spec.ingress.hostname`: is ``, which is no host name to lead to the collector; name"
            + " a host in lower case, such as telemetry.example.com (OTC1103)",
        "ingress: {type: ingress, hostname: 10.0.0.1}"
            + "|`spec.ingress.hostname`: is `10.0.0.1`, which is no host name to lead to the"
            + " collector; name a host in lower case, such as telemetry.example.com (OTC1103)",
        "ingress: {type: route, hostname: '*.x.test'}"
            + "|`spec.ingress.hostname`: is `*.x.test`, which is no host name to lead to the"
            + " collector; name a host in lower case, such as telemetry.example.com (OTC1103)",
        "httpRoute: {enabled: true, gateway: g, hostnames: [a.test, B.test]}"
            + "|`spec.httpRoute.hostnames[1]`: is `B.test`, which is no host name to lead to the"
            + " collector; name a host in lower case, such as telemetry.example.com (OTC1103)"
      })
  void whatKubernetesWouldRefuseIsAnError(String spec, String text) {
    Rendering rendering =
        StoredCollectors.render(collector(spec, Samples.OTLP.replace("grpc: {}", "http: {}")));

    assertThat(texts(rendering)).containsExactly(text);
    assertThat(rendering.findings()).allMatch(f -> f.severity() == Severity.ERROR);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "httpRoute: {enabled: true}",
        "httpRoute: {enabled: true, gateway: g}",
        "mode: sidecar\ningress: {type: ingress}",
        "mode: sidecar\ningress: {type: route}",
        "mode: sidecar\nhttpRoute: {enabled: true, gateway: g}",
        "mode: sidecar\nautoscaler: {maxReplicas: 2}",
        "mode: daemonset\nautoscaler: {maxReplicas: 2}"
      })
  void whatHasNoEffectIsAWarning(String spec) {
    Rendering rendering = render(spec);

    assertThat(kinds(rendering))
        .doesNotContain("Ingress", "Route", "HTTPRoute", "HorizontalPodAutoscaler");
    assertThat(rendering.findings())
        .anyMatch(f -> f.path().matches("spec\\.(ingress|httpRoute|autoscaler)"))
        .allMatch(f -> f.severity() == Severity.WARNING);
  }

  @Test
  void anIngressLeadsToPortsByTheNamesThatTheServiceGivesThem() {
    Rendering rendering =
        render(
            """
            ingress: {type: ingress}
            ports: [{name: otlp-grpc, port: 9000}]
            """);

    assertThat(object(rendering, Ingress.class).getSpec().getRules().get(0).getHttp().getPaths())
        .extracting(path -> path.getBackend().getService().getPort().getName())
        .containsExactly("otlp-grpc", "port-4317");
  }

  private static Rendering render(String spec) {
    return StoredCollectors.render(collector(spec));
  }

  private static int replicas(Rendering rendering) {
    return object(rendering, Deployment.class).getSpec().getReplicas();
  }

  private static List<String> kinds(Rendering rendering) {
    return rendering.objects().stream().map(HasMetadata::getKind).toList();
  }

  private static List<String> texts(Rendering rendering) {
    return rendering.findings().stream().map(Finding::text).toList();
  }

  private static <T extends HasMetadata> T object(Rendering rendering, Class<T> kind) {
    return rendering.objects().stream()
        .filter(kind::isInstance)
        .map(kind::cast)
        .findFirst()
        .orElseThrow();
  }
}
