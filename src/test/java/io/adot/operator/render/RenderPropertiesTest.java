package io.adot.operator.render;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.adot.operator.api.v1beta1.OpenTelemetryCollector;
import io.adot.operator.testing.GeneratedCollectors;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever the schema lets through renders, always alike, into objects that apply can take. */
class RenderPropertiesTest {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  @Property(tries = 300)
  void rendersTheSameObjectsEveryTime(@ForAll("collectors") OpenTelemetryCollector cr) {
    String before = Serialization.asJson(cr);
    Rendering one = StoredCollectors.render(cr);
    Rendering two = StoredCollectors.render(StoredCollectors.read(before));

    assertThat(two.findings()).isEqualTo(one.findings());
    assertThat(Serialization.asJson(two.objects())).isEqualTo(Serialization.asJson(one.objects()));
    assertThat(Serialization.asJson(cr)).isEqualTo(before);
  }

  @Property(tries = 300)
  void namesAndLabelsAreLegal(@ForAll("collectors") OpenTelemetryCollector cr) {
    for (HasMetadata object : StoredCollectors.render(cr).objects()) {
      String name = object.getMetadata().getName();
      assertThat(name).matches("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");
      if (object instanceof Service) {
        assertThat(name.charAt(0)).isBetween('a', 'z');
      }
      object
          .getMetadata()
          .getLabels()
          .values()
          .forEach(v -> assertThat(v).matches("([A-Za-z0-9]([\\w.-]{0,61}[A-Za-z0-9])?)?"));
    }
  }

  @Property(tries = 300)
  void noListHasAKeyTwice(@ForAll("collectors") OpenTelemetryCollector cr) {
    for (HasMetadata object : StoredCollectors.render(cr).objects()) {
      if (object instanceof Service service) {
        unique(service.getSpec().getPorts(), p -> p.getPort() + p.getProtocol());
        unique(service.getSpec().getPorts(), ServicePort::getName);
      }
      PodTemplateSpec template = template(object);
      if (template != null) {
        unique(template.getSpec().getVolumes(), Volume::getName);
        unique(template.getSpec().getContainers(), Container::getName);
        for (Container container : template.getSpec().getContainers()) {
          unique(container.getEnv(), EnvVar::getName);
          unique(container.getPorts(), p -> p.getContainerPort() + p.getProtocol());
          unique(container.getVolumeMounts(), VolumeMount::getMountPath);
        }
        unique(template.getSpec().getContainers().get(0).getPorts(), ContainerPort::getName);
      }
    }
  }

  private static PodTemplateSpec template(HasMetadata object) {
    if (object instanceof Deployment deployment) {
      return deployment.getSpec().getTemplate();
    }
    if (object instanceof DaemonSet daemonSet) {
      return daemonSet.getSpec().getTemplate();
    }
    return object instanceof StatefulSet set ? set.getSpec().getTemplate() : null;
  }

  private static <T> void unique(List<T> entries, Function<T, Object> key) {
    assertThat(entries.stream().map(key).toList()).doesNotHaveDuplicates();
  }

  @Provide
  Arbitrary<OpenTelemetryCollector> collectors() {
    return Arbitraries.oneOf(awkward(), Arbitraries.longs().map(RenderPropertiesTest::valid));
  }

  private static OpenTelemetryCollector valid(long seed) {
    ObjectNode cr = new GeneratedCollectors(seed).next();
    ((ObjectNode) cr.get("metadata")).put("namespace", "generated");
    return StoredCollectors.read(cr.toString());
  }

  /** What the schema lets through although it makes little sense. */
  private static Arbitrary<OpenTelemetryCollector> awkward() {
    return Combinators.combine(names(), images(), Arbitraries.of(MODES), specs(), configs())
        .as(
            (name, image, mode, spec, config) -> {
              ObjectNode cr = JSON.objectNode();
              cr.put("apiVersion", "opentelemetry.io/v1beta1");
              cr.put("kind", "OpenTelemetryCollector");
              cr.putObject("metadata").put("name", name).put("namespace", "generated");
              spec.put("mode", mode).put("image", image).set("config", config);
              cr.set("spec", spec);
              return StoredCollectors.read(cr.toString());
            });
  }

  private static final List<String> MODES =
      List.of("deployment", "daemonset", "statefulset", "sidecar");

  private static Arbitrary<String> names() {
    Arbitrary<String> labels =
        Arbitraries.strings().withChars("ab09").ofMinLength(1).ofMaxLength(20);
    return labels
        .list()
        .ofMinSize(1)
        .ofMaxSize(12)
        .map(parts -> String.join(parts.size() % 2 == 0 ? "." : "-", parts))
        .filter(name -> name.length() <= 253);
  }

  private static Arbitrary<String> images() {
    String digest = "@sha256:" + "0123456789abcdef".repeat(4);
    return Arbitraries.of(
        "",
        "collector",
        "registry:5000/x" + digest,
        "registry:5000/x:v1.2.3" + digest,
        "example.test/a/b:" + "t".repeat(127) + ".",
        "example.test/a:_-_");
  }

  private static Arbitrary<ObjectNode> specs() {
    Arbitrary<ArrayNode> env =
        list(Arbitraries.of("A", "B", "POD_NAME").map(n -> object(Map.of("name", n))));
    Arbitrary<ArrayNode> ports =
        list(
            Combinators.combine(
                    Arbitraries.of("a", "b", "otlp-grpc", "metrics", "port-4317", ""),
                    Arbitraries.of(80, 4317, 8888, 8889, 99999),
                    Arbitraries.of("TCP", "UDP"))
                .as(
                    (name, port, protocol) ->
                        object(Map.of("name", name, "protocol", protocol)).put("port", port)));
    Arbitrary<ArrayNode> volumes =
        list(Arbitraries.of("a", "b", "otc-internal").map(n -> object(Map.of("name", n))));
    Arbitrary<ArrayNode> mounts =
        list(
            Combinators.combine(Arbitraries.of("a", "b"), Arbitraries.of("/conf", "/x", "/y"))
                .as((name, path) -> object(Map.of("name", name, "mountPath", path))));
    Arbitrary<ArrayNode> containers =
        list(Arbitraries.of("x", "otc-container").map(n -> object(Map.of("name", n))));
    return Combinators.combine(env, ports, volumes, mounts, containers, childKinds())
        .as(
            (e, p, v, m, c, more) -> {
              ObjectNode spec = more.deepCopy();
              spec.set("env", e);
              spec.set("ports", p);
              spec.set("volumes", v);
              spec.set("volumeMounts", m);
              spec.set("additionalContainers", c);
              return spec;
            });
  }

  private static Arbitrary<ObjectNode> childKinds() {
    return Arbitraries.of(
            "{}",
            "autoscaler: {}",
            "autoscaler: {minReplicas: 7, maxReplicas: 2, metrics: [{type: X}, {type: Pods}]}",
            "autoscaler: {maxReplicas: 5, metrics: [{type: Pods, pods: {metric: {name: m}, target:"
                + " {type: AverageValue, averageValue: oops}}}]}",
            "ingress: {type: ingress, hostname: Not_A_Host}",
            "ingress: {type: ingress, ruleType: subdomain}",
            "ingress: {type: ingress, hostname: '*.x.test', annotations: {a: b}}",
            "ingress: {type: route, hostname: x.test, route: {termination: insecure}}",
            "httpRoute: {enabled: true}",
            "httpRoute: {enabled: true, gateway: g, hostnames: [x.test, '', '*.y.test']}",
            "observability: {metrics: {enableMetrics: true, extraLabels: {release: r,"
                + " app.kubernetes.io/instance: other}}}")
        .map(yaml -> Serialization.unmarshal(yaml, ObjectNode.class));
  }

  private static Arbitrary<ObjectNode> configs() {
    return Arbitraries.of(
            Samples.OTLP,
            Samples.HEALTH_CHECK,
            Samples.TELEMETRY_ON_9999,
            "{}",
            "receivers: {otlp: null}\nexporters: {prometheus: null}\nservice: {pipelines: "
                + "{metrics: {receivers: [otlp], exporters: [prometheus]}}}",
            "receivers: {carbon: {}, wavefront: {}}\nexporters: {debug: {}}\nservice: {pipelines: "
                + "{logs: {receivers: [carbon, wavefront], exporters: [debug]}}}",
            "receivers: [1]\nservice: {pipelines: 7, telemetry: {metrics: {address: x}}}")
        .map(yaml -> Serialization.unmarshal(yaml, ObjectNode.class));
  }

  private static Arbitrary<ArrayNode> list(Arbitrary<ObjectNode> entries) {
    return entries.list().ofMaxSize(5).map(e -> JSON.arrayNode().addAll(e));
  }

  private static ObjectNode object(Map<String, String> fields) {
    ObjectNode object = JSON.objectNode();
    fields.forEach(object::put);
    return object;
  }
}
