package io.adot.operator.render;

import static io.adot.operator.render.Samples.collector;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.adot.operator.api.v1beta1.OpenTelemetryCollector;
import io.adot.operator.finding.FindingCode;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PodsTest {
  @Test
  void theLastValueOfAVariableWins() {
    Rendering rendering =
        StoredCollectors.render(
            collector(
                """
                env:
                - {name: ZONE, value: one}
                - {name: TIER, value: inner}
                - {name: ZONE, value: two}
                """));

    assertThat(container(rendering).getEnv().subList(0, 2))
        .extracting(EnvVar::getName, EnvVar::getValue)
        .containsExactly(tuple("TIER", "inner"), tuple("ZONE", "two"));
    assertThat(rendering.findings())
        .extracting(f -> f.code(), f -> f.path(), f -> f.message())
        .containsExactly(
            tuple(
                FindingCode.OTC1102, "spec.env", "names `ZONE` more than once; the last is used"));
  }

  @Test
  void mountsAndVolumesOfTheOperatorAreNotReplaced() {
    Rendering rendering =
        StoredCollectors.render(
            collector(
                """
                volumes: [{name: otc-internal, emptyDir: {}}, {name: scratch, emptyDir: {}}]
                volumeMounts: [{name: scratch, mountPath: /conf}, {name: scratch, mountPath: /tmp}]
                """));

    assertThat(pod(rendering).getVolumes())
        .extracting(v -> v.getName(), v -> v.getConfigMap() != null)
        .containsExactly(tuple("otc-internal", true), tuple("scratch", false));
    assertThat(container(rendering).getVolumeMounts())
        .extracting(m -> m.getName(), m -> m.getMountPath())
        .containsExactly(tuple("otc-internal", "/conf"), tuple("scratch", "/tmp"));
    assertThat(rendering.findings())
        .extracting(f -> f.code())
        .containsOnly(FindingCode.OTC1102)
        .hasSize(2);
  }

  @Test
  void aMountOfAVolumeThatIsNotThereIsAnError() {
    Rendering rendering =
        StoredCollectors.render(collector("volumeMounts: [{name: gone, mountPath: /data}]"));

    assertThat(rendering.findings())
        .extracting(f -> f.text())
        .containsExactly(
            "`spec.volumeMounts[0].name`: names volume `gone`, which the pods do not have; "
                + "add it under spec.volumes (OTC1103)");
  }

  @Test
  void duplicatesInsideAdditionalContainersAreLeftOut() {
    Rendering rendering =
        StoredCollectors.render(
            collector(
                """
                additionalContainers:
                - name: proxy
                  image: example.test/proxy:1
                  env: [{name: A, value: "1"}, {name: A, value: "2"}]
                  ports: [{containerPort: 80}, {containerPort: 80, protocol: TCP}]
                - {name: otc-container, image: example.test/impostor:1}
                """));

    List<Container> containers = pod(rendering).getContainers();
    assertThat(containers).extracting(Container::getName).containsExactly("otc-container", "proxy");
    assertThat(containers.get(1).getEnv()).extracting(EnvVar::getValue).containsExactly("2");
    assertThat(containers.get(1).getPorts()).hasSize(1);
    assertThat(rendering.findings())
        .extracting(f -> f.path())
        .containsExactly(
            "spec.additionalContainers[0].env",
            "spec.additionalContainers[0].ports",
            "spec.additionalContainers");
  }

  @Test
  void proxySettingsOfTheOperatorReachTheCollectorUnlessItHasItsOwn() {
    Map<String, String> proxy = new LinkedHashMap<>();
    proxy.put("HTTPS_PROXY", "http://proxy.test:3128");
    proxy.put("NO_PROXY", "10.0.0.0/8");
    Facts facts = Facts.defaults().withProxyEnv(proxy);

    Rendering rendering =
        StoredCollectors.render(collector("env: [{name: NO_PROXY, value: .internal}]"), facts);

    assertThat(container(rendering).getEnv())
        .filteredOn(variable -> variable.getName().toUpperCase().endsWith("_PROXY"))
        .extracting(EnvVar::getName, EnvVar::getValue)
        .containsExactly(
            tuple("NO_PROXY", ".internal"),
            tuple("HTTPS_PROXY", "http://proxy.test:3128"),
            tuple("https_proxy", "http://proxy.test:3128"),
            tuple("no_proxy", "10.0.0.0/8"));
  }

  @Test
  void anAdditionLetsACrashedCollectorSpeak() {
    Rendering rendering = StoredCollectors.render(collector(""));

    assertThat(container(rendering).getTerminationMessagePolicy())
        .isEqualTo("FallbackToLogsOnError");
    Deployment plain = (Deployment) rendering.workloadWithoutAdditions().orElseThrow();
    assertThat(
            plain
                .getSpec()
                .getTemplate()
                .getSpec()
                .getContainers()
                .get(0)
                .getTerminationMessagePolicy())
        .isNull();
    assertThat(rendering.objects()).contains(rendering.workload().orElseThrow());
  }

  @Test
  void anAdditionAnnouncesThePortThatMetricsAreReallyOn() {
    OpenTelemetryCollector cr = collector("", Samples.TELEMETRY_ON_9999);

    Rendering rendering = StoredCollectors.render(cr);

    assertThat(template(rendering).getMetadata().getAnnotations())
        .containsEntry("prometheus.io/port", "9999");
    Deployment plain = (Deployment) rendering.workloadWithoutAdditions().orElseThrow();
    assertThat(plain.getSpec().getTemplate().getMetadata().getAnnotations())
        .containsEntry("prometheus.io/port", "8888");
  }

  @Test
  void anAdditionCorrectsTheVersionOfAnImageFromARegistryWithAPort() {
    Rendering rendering = StoredCollectors.render(collector("image: localhost:5000/x:7.7"));

    assertThat(template(rendering).getMetadata().getLabels())
        .containsEntry("app.kubernetes.io/version", "7.7");
    Deployment plain = (Deployment) rendering.workloadWithoutAdditions().orElseThrow();
    assertThat(plain.getSpec().getTemplate().getMetadata().getLabels())
        .containsEntry("app.kubernetes.io/version", "");
  }

  @Test
  void probesOfAnExtensionThatTheGoOperatorDoesNotKnowAreAnAddition() {
    String config =
        Samples.HEALTH_CHECK
            .replace(
                "{health_check: {}}",
                "{healthcheckv2: {use_v2: true, http: {endpoint: 0.0.0.0:13134}}}")
            .replace("[health_check]", "[healthcheckv2]");

    Rendering rendering = StoredCollectors.render(collector("", config));

    assertThat(container(rendering).getReadinessProbe()).isNotNull();
    Deployment plain = (Deployment) rendering.workloadWithoutAdditions().orElseThrow();
    assertThat(plain.getSpec().getTemplate().getSpec().getContainers().get(0).getReadinessProbe())
        .isNull();
  }

  @Test
  void portsThatTheGoOperatorDoesNotKnowAreAnAddition() {
    String config =
        """
        receivers: {awsxray: {}, syslog: {udp: {listen_address: 0.0.0.0:5514}}}
        exporters: {debug: {}}
        extensions: {awsproxy: {endpoint: 0.0.0.0:2000}}
        service:
          extensions: [awsproxy]
          pipelines: {traces: {receivers: [awsxray, syslog], exporters: [debug]}}
        """;

    Rendering rendering = StoredCollectors.render(collector("", config));

    assertThat(container(rendering).getPorts())
        .extracting(p -> p.getName(), p -> p.getContainerPort(), p -> p.getProtocol())
        .containsExactly(
            tuple("awsproxy", 2000, "TCP"),
            tuple("awsxray", 2000, "UDP"),
            tuple("metrics", 8888, "TCP"),
            tuple("syslog-udp", 5514, "UDP"));
    Deployment plain = (Deployment) rendering.workloadWithoutAdditions().orElseThrow();
    assertThat(plain.getSpec().getTemplate().getSpec().getContainers().get(0).getPorts())
        .extracting(p -> p.getName())
        .containsExactly("awsxray", "metrics");
    assertThat(rendering.objects())
        .filteredOn(o -> o.getMetadata().getName().equals("sample-collector"))
        .filteredOn(Service.class::isInstance)
        .singleElement()
        .extracting(o -> ((Service) o).getSpec().getPorts().stream().map(p -> p.getName()).toList())
        .isEqualTo(List.of("awsxray", "awsproxy", "syslog-udp"));
  }

  @Test
  void aPortThatTheUserAnnouncesStays() {
    Rendering rendering =
        StoredCollectors.render(
            collector("podAnnotations: {prometheus.io/port: \"1234\"}", Samples.TELEMETRY_ON_9999));

    assertThat(template(rendering).getMetadata().getAnnotations())
        .containsEntry("prometheus.io/port", "1234");
  }

  @Test
  void timingThatKubernetesRefusesIsLeftOutOfProbes() {
    Rendering rendering =
        StoredCollectors.render(
            collector(
                """
                livenessProbe: {successThreshold: 3}
                readinessProbe: {terminationGracePeriodSeconds: 5, successThreshold: 2}
                """,
                Samples.HEALTH_CHECK));

    Container container = container(rendering);
    assertThat(container.getLivenessProbe().getSuccessThreshold()).isEqualTo(1);
    assertThat(container.getReadinessProbe().getSuccessThreshold()).isEqualTo(2);
    assertThat(container.getReadinessProbe().getTerminationGracePeriodSeconds()).isNull();
    assertThat(container.getStartupProbe().getHttpGet().getPort().getIntVal()).isEqualTo(13133);
    assertThat(rendering.findings())
        .extracting(f -> f.path())
        .containsExactly(
            "spec.livenessProbe.successThreshold",
            "spec.readinessProbe.terminationGracePeriodSeconds");
  }

  private static Container container(Rendering rendering) {
    return pod(rendering).getContainers().get(0);
  }

  private static PodSpec pod(Rendering rendering) {
    return template(rendering).getSpec();
  }

  private static PodTemplateSpec template(Rendering rendering) {
    return ((Deployment) rendering.workload().orElseThrow()).getSpec().getTemplate();
  }
}
