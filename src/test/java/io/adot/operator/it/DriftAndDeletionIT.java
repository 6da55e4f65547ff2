package io.adot.operator.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.adot.operator.render.Facts;
import io.adot.operator.runtime.Settings;
import io.adot.operator.testing.AuditEvent;
import io.adot.operator.testing.AuditLog;
import io.adot.operator.testing.CollectorNamespace;
import io.adot.operator.testing.OperatorUnderTest;
import io.adot.operator.testing.RealCluster;
import io.adot.operator.testing.TestCluster;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What hands do to the objects of a collector, and how a collector ends. */
@RealCluster
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DriftAndDeletionIT {
  private static final String KINDS =
      "serviceaccount,configmap,deployment,service,poddisruptionbudget,networkpolicy";

  private final TestCluster cluster;
  private CollectorNamespace collectors;
  private CollectorNamespace doomed;
  private OperatorUnderTest operator;

  DriftAndDeletionIT(TestCluster cluster) {
    this.cluster = cluster;
  }

  @BeforeAll
  void start() {
    OperatorUnderTest.install(cluster);
    collectors = new CollectorNamespace(cluster);
    doomed = new CollectorNamespace(cluster);
    operator =
        OperatorUnderTest.start(
            cluster,
            Settings.embedded()
                .watching(Set.of(collectors.namespace(), doomed.namespace()), "shard=a"));
  }

  @AfterAll
  void stop() {
    operator.close();
    collectors.close();
  }

  @Test
  void whatAHandChangesIsRepairedAndWhatIsForeignStays() {
    apply(collectors, "drifts", "a");
    collectors.awaitAvailable("drifts");
    String before = desiredState("drifts");

    collectors.kubectl(
        "annotate", KINDS, "-l", instance(collectors, "drifts"), "example.com/theirs=yes");
    collectors.kubectl("label", KINDS, "-l", instance(collectors, "drifts"), "theirs=yes");
    patch("service/drifts-collector", "spec: {type: NodePort, publishNotReadyAddresses: true}");
    String configMap = "configmap/" + collectors.configMaps("drifts").get(0);
    patch(configMap, "data: {collector.yaml: broken}");
    patch("serviceaccount/drifts-collector", "metadata: {labels: {app.kubernetes.io/version: x}}");
    patch("service/drifts-collector", "spec: {selector: {app.kubernetes.io/component: x}}");
    patch("poddisruptionbudget/drifts-collector", "spec: {maxUnavailable: 7}");
    patch("networkpolicy/drifts-collector-networkpolicy", "spec: {ingress: []}");
    patch(
        "deployment/drifts-collector",
        "spec: {replicas: 4, template: {spec: {containers: [{name: otc-container, image: x}]}}}");
    // Without our label an object is out of the operator's sight.
    collectors.kubectl(
        "label", "service/drifts-collector-headless", "app.kubernetes.io/managed-by-");

    eventually(() -> assertThat(desiredState("drifts")).isEqualTo(before));
    collectors.awaitAvailable("drifts");
    assertThat(
            collectors.kubectl(
                "get",
                KINDS,
                "-l",
                "theirs=yes",
                "-o",
                "jsonpath={.items[*].metadata.annotations}"))
        .contains("example.com/theirs");
    assertThat(
            collectors.kubectl(
                "get",
                "service/drifts-collector",
                "-o",
                "jsonpath={.spec.publishNotReadyAddresses}"))
        .isEqualTo("true");
  }

  /** Many controllers write under the name of the Go operator's. */
  @Test
  void anotherControllerOfTheGoOperatorsNameIsNotFoughtWith() {
    apply(collectors, "shared", "a");
    collectors.awaitAvailable("shared");
    operator.awaitRest();
    AuditLog.Mark mark = cluster.audit().mark();

    asNamesake("shared", 1, "replicas: 4, ");
    eventually(() -> assertThat(ofDeployment("shared", "{.spec.replicas}")).isEqualTo("1"));
    for (int again = 2; again <= 4; again++) {
      asNamesake("shared", again, "");
    }
    operator.awaitRest();

    assertThat(theirs("shared")).isEqualTo("4 4");
    assertThat(cluster.audit().writesSince(mark, OperatorUnderTest.user()))
        .filteredOn(write -> write.resource().equals("deployments"))
        .as("the replicas, once")
        .hasSize(1);

    collectors
        .apply(manifest("shared", "a").replace("spec:", "spec:\n  podAnnotations: {more: x}"))
        .orFail();
    eventually(
        () ->
            assertThat(ofDeployment("shared", "{.spec.template.metadata.annotations.more}"))
                .isEqualTo("x"));
    assertThat(theirs("shared")).as("when our part of the pods changes").isEqualTo("4 4");
  }

  private void asNamesake(String collector, int value, String more) {
    collectors.kubectl(
        "patch",
        "deployment/" + collector + "-collector",
        "--field-manager=manager",
        "-p",
        "metadata: {annotations: {theirs: '%1$s'}}\nspec: {%2$stemplate: {metadata: {annotations: {theirs: '%1$s'}}}}"
            .formatted(value, more));
  }

  private String theirs(String collector) {
    return ofDeployment(
        collector, "{.metadata.annotations.theirs} {.spec.template.metadata.annotations.theirs}");
  }

  private String ofDeployment(String collector, String path) {
    return collectors.kubectl(
        "get", "deployment/" + collector + "-collector", "-o", "jsonpath=" + path);
  }

  @Test
  void whatAHandDeletesComesBack() {
    apply(collectors, "gaps", "a");
    collectors.awaitAvailable("gaps");
    String before = names("gaps");

    collectors.kubectl("delete", KINDS, "-l", instance(collectors, "gaps"), "--wait=false");

    eventually(() -> assertThat(names("gaps")).isEqualTo(before));
    collectors.awaitAvailable("gaps");
  }

  @Test
  void aCollectorTakesItsChildrenAlongHoweverItIsDeleted() {
    for (String cascade : List.of("background", "foreground")) {
      apply(collectors, cascade, "a");
      collectors.awaitAvailable(cascade);

      collectors.kubectl("delete", "otelcol", cascade, "--cascade=" + cascade, "--timeout=60s");

      eventually(() -> assertThat(names(cascade)).isEmpty());
    }
  }

  @Test
  void aCollectorThatComesBackTakesTheChildrenThatItLeftBehind() {
    apply(collectors, "returns", "a");
    collectors.awaitAvailable("returns");
    String before = names("returns");
    List<String> pods = podUids("returns");

    collectors.kubectl("delete", "otelcol", "returns", "--cascade=orphan", "--timeout=60s");
    assertThat(names("returns")).isEqualTo(before);
    apply(collectors, "returns", "a");

    collectors.awaitAvailable("returns");
    assertThat(podUids("returns")).isEqualTo(pods);
    collectors.kubectl("delete", "otelcol", "returns", "--timeout=60s");
    eventually(() -> assertThat(names("returns")).isEmpty());
  }

  @Test
  void filtersAlsoTakeAwayWhatAnEarlierFilterLet() {
    OperatorUnderTest first = startFiltering("hidden.*", "secret");
    try {
      collectors
          .apply(
              manifest("filtered", "b")
                  .replace("shard: b", "shard: b, hidden-1: x, open: x")
                  .replace("spec:", "  annotations: {a-secret: x, plain: x}\nspec:"))
          .orFail();
      collectors.awaitAvailable("filtered");
      assertThat(metadata("filtered"))
          .contains("open=x", "plain=x")
          .doesNotContain("hidden-1", "a-secret");
    } finally {
      first.close();
    }

    OperatorUnderTest second = startFiltering("^open$", "^plain$");
    try {
      eventually(
          () ->
              assertThat(metadata("filtered"))
                  .contains("hidden-1=x", "a-secret=x")
                  .doesNotContain("open=x", "plain=x"));
      collectors.awaitAvailable("filtered");
    } finally {
      second.close();
    }

    collectors.kubectl("delete", "otelcol", "filtered", "--timeout=60s");
    eventually(() -> assertThat(names("filtered")).isEmpty());
    OperatorUnderTest third = startFiltering("x", "x");
    try {
      third.awaitRest();
      assertThat(names("filtered")).as("deleted while no operator ran").isEmpty();
    } finally {
      third.close();
    }
  }

  @Test
  void aNamespaceGoesInPeace() {
    apply(doomed, "one", "a");
    apply(doomed, "two", "a");
    doomed.awaitAvailable("one");
    doomed.awaitAvailable("two");
    AuditLog.Mark mark = cluster.audit().mark();

    cluster.kubectl("delete", "namespace", doomed.namespace(), "--timeout=100s").orFail();

    List<AuditEvent> refused =
        cluster.audit().writesSince(mark, OperatorUnderTest.user()).stream()
            .filter(event -> event.namespace().equals(doomed.namespace()) && event.code() >= 400)
            .toList();
    assertThat(refused).as("at most one a pass").hasSizeLessThan(30);
    assertThat(refused)
        .as("events that nobody reads")
        .noneMatch(e -> e.resource().equals("events"));
  }

  private OperatorUnderTest startFiltering(String labels, String annotations) {
    return OperatorUnderTest.start(
        cluster,
        Settings.embedded()
            .watching(Set.of(collectors.namespace()), "shard=b")
            .with(
                Facts.defaults()
                    .withLabelFilters(List.of(Pattern.compile(labels)))
                    .withMoreAnnotationFilters(List.of(Pattern.compile(annotations)))));
  }

  private String metadata(String collector) {
    var deployment = collectors.deployment(collector + "-collector");
    assertThat(deployment).isNotNull();
    return deployment.getMetadata().getLabels()
        + " "
        + deployment.getMetadata().getAnnotations()
        + deployment.getSpec().getTemplate().getMetadata();
  }

  /** What a hand could have changed: all that we say of the objects. */
  private String desiredState(String collector) {
    return collectors.kubectl(
        "get",
        KINDS,
        "-l",
        "app.kubernetes.io/instance=" + collectors.namespace() + "." + collector,
        "-o",
        "jsonpath={range .items[*]}{.kind}/{.metadata.name}"
            + " {.metadata.labels.app\\.kubernetes\\.io/version}"
            + " {.metadata.labels.app\\.kubernetes\\.io/managed-by}"
            + " {.data} {.spec.replicas} {.spec.template.spec.containers[*].image} {.spec.selector}"
            + " {.spec.maxUnavailable} {.spec.ingress} {.spec.type}{'\\n'}{end}");
  }

  private void patch(String object, String patch) {
    collectors.kubectl("patch", object, "-p", patch);
  }

  private String names(String collector) {
    return collectors.kubectl("get", KINDS, "-l", instance(collectors, collector), "-o", "name");
  }

  private List<String> podUids(String collector) {
    return collectors.pods(collector).stream()
        .map(Pod::getMetadata)
        .map(pod -> pod.getUid())
        .sorted()
        .toList();
  }

  private static String instance(CollectorNamespace where, String collector) {
    return "app.kubernetes.io/instance=" + where.namespace() + "." + collector;
  }

  private static void apply(CollectorNamespace where, String name, String shard) {
    where.apply(manifest(name, shard)).orFail();
  }

  private static String manifest(String name, String shard) {
    return """
        apiVersion: opentelemetry.io/v1beta1
        kind: OpenTelemetryCollector
        metadata:
          name: %s
          labels: {shard: %s}
        spec:
          config:
            receivers: {otlp: {protocols: {grpc: {}}}}
            exporters: {debug: {}}
            service: {pipelines: {traces: {receivers: [otlp], exporters: [debug]}}}
        """
        .formatted(name, shard);
  }

  private static void eventually(ThrowingRunnable assertion) {
    await().atMost(CollectorNamespace.PATIENCE).untilAsserted(assertion);
  }
}
