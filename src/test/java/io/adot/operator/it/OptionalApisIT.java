package io.adot.operator.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.adot.operator.runtime.Settings;
import io.adot.operator.testing.AuditEvent;
import io.adot.operator.testing.AuditLog.Mark;
import io.adot.operator.testing.CollectorNamespace;
import io.adot.operator.testing.OperatorUnderTest;
import io.adot.operator.testing.RealCluster;
import io.adot.operator.testing.TestCluster;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBuilder;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.PolicyRuleBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.slf4j.LoggerFactory;

/** APIs that a cluster may lack come and go while the operator runs. */
@RealCluster
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OptionalApisIT {
  private static final String CRDS = "src/test/resources/crds/";
  private static final String MONITORED = "observability: {metrics: {enableMetrics: true}}";

  private final TestCluster cluster;
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private CollectorNamespace collectors;
  private OperatorUnderTest operator;

  OptionalApisIT(TestCluster cluster) {
    this.cluster = cluster;
  }

  @BeforeAll
  void start() {
    OperatorUnderTest.install(cluster);
    collectors = new CollectorNamespace(cluster);
    operator = OperatorUnderTest.start(cluster, watching(collectors));
    log.start();
    rootLogger().addAppender(log);
  }

  @AfterEach
  void uninstall() {
    for (String crd : List.of("servicemonitors", "podmonitors", "httproutes", "routes")) {
      cluster.kubectl("delete", "--ignore-not-found", "-f", CRDS + crd + ".yaml").orFail();
    }
  }

  @AfterAll
  void stop() {
    rootLogger().detachAppender(log);
    operator.close();
    collectors.close();
  }

  @Test
  void aKindIsMadeWhenItsApiComesAndToldWhenItGoes() {
    log.list.clear();
    apply(collectors, "plain", "replicas: 1");
    collectors.awaitAvailable("plain");
    String untouched = statusOf("plain");

    apply(collectors, "watched", MONITORED);
    Condition missing = collectors.awaitCondition("watched", "Ready", "True", "DependencyMissing");
    assertThat(missing.getMessage())
        .contains("1/1 pods", "ServiceMonitor (monitoring.coreos.com/v1)", "Prometheus operator");
    assertThat(collectors.condition("watched", "Stalled")).isEmpty();
    operator.awaitRest();
    Mark mark = cluster.audit().mark();
    collectors.kubectl("annotate", "deployment/watched-collector", "example.com/pass=1");
    operator.awaitRest();
    assertThat(requestsFor("servicemonitors", mark)).as("no vain request").isEmpty();

    install("servicemonitors");
    collectors.awaitAvailable("watched");
    assertThat(collectors.kubectl("get", "servicemonitors", "-o", "name")).contains("watched-");
    collectors.kubectl(
        "patch",
        "servicemonitor/watched-monitoring-collector",
        "--type=merge",
        "-p",
        "{\"spec\":{\"endpoints\":[{\"port\":\"other\"}]}}");
    eventually(
        () ->
            assertThat(field("servicemonitor/watched-monitoring-collector", "{.spec.endpoints}"))
                .contains("monitoring"));
    collectors.kubectl("delete", "servicemonitor/watched-monitoring-collector");
    eventually(
        () ->
            assertThat(collectors.kubectl("get", "servicemonitors", "-o", "name"))
                .contains("watched-monitoring-collector"));

    cluster.kubectl("delete", "-f", CRDS + "servicemonitors.yaml").orFail();
    collectors.awaitCondition("watched", "Ready", "True", "DependencyMissing");
    assertThat(collectors.pods("watched")).as("the pods keep running").hasSize(1);

    install("servicemonitors");
    collectors.awaitAvailable("watched");
    assertThat(collectors.kubectl("get", "servicemonitors", "-o", "name"))
        .contains("watched-monitoring-collector");
    apply(collectors, "watched", "replicas: 1");
    eventually(
        () -> assertThat(collectors.kubectl("get", "servicemonitors", "-o", "name")).isEmpty());

    assertThat(events("watched"))
        .allMatch(event -> event.startsWith("Available") || event.startsWith("DependencyMissing"))
        .filteredOn(event -> event.startsWith("DependencyMissing"))
        .as("one each time that it went missing")
        .hasSizeLessThanOrEqualTo(2);
    assertThat(statusOf("plain")).as("another collector").isEqualTo(untouched);
    assertThat(log.list.stream().filter(event -> event.getLevel().isGreaterOrEqual(Level.ERROR)))
        .isEmpty();
    assertThat(
            log.list.stream()
                .filter(event -> event.getLevel().equals(Level.WARN))
                .filter(event -> event.getFormattedMessage().contains("monitor")))
        .as("a watch that broke with its API, at most")
        .hasSizeLessThanOrEqualTo(2);
  }

  /**
   * Objects stay stored while their API is not served, which is how they can be there before it.
   */
  @Test
  void ofWhatIsThereAlreadyTheGoOperatorsIsTakenOverAndAStrangersIsNot() {
    install("servicemonitors");
    for (String name : List.of("heir", "robbed")) {
      apply(collectors, name, MONITORED, "managementState: unmanaged");
    }
    String owner =
        "{apiVersion: opentelemetry.io/v1beta1, kind: OpenTelemetryCollector, name: heir, uid: %s, controller: true}"
            .formatted(collectors.get("heir").getMetadata().getUid());
    monitor("heir", "{app.kubernetes.io/managed-by: opentelemetry-operator, stale: 'yes'}", owner);
    monitor("robbed", "{stale: 'yes'}", "");

    serveMonitors(false);
    for (String name : List.of("heir", "robbed")) {
      apply(collectors, name, MONITORED);
      collectors.awaitCondition(name, "Ready", "True", "DependencyMissing");
    }
    serveMonitors(true);

    collectors.awaitAvailable("heir");
    assertThat(field("servicemonitor/heir-monitoring-collector", "{.metadata.labels}"))
        .contains("app.kubernetes.io/version")
        .doesNotContain("stale");
    assertThat(field("servicemonitor/heir-monitoring-collector", "{.spec.endpoints}"))
        .contains("monitoring");
    Condition robbed = collectors.awaitCondition("robbed", "Ready", "False", "NameConflict");
    assertThat(robbed.getMessage()).contains("robbed-monitoring-collector", "left untouched");
    assertThat(field("servicemonitor/robbed-monitoring-collector", "{.metadata.labels}{.spec}"))
        .isEqualTo("{\"stale\":\"yes\"}{\"endpoints\":[]}");
    collectors.kubectl("delete", "otelcol", "heir", "robbed");
  }

  private void monitor(String collector, String labels, String owner) {
    collectors
        .kubectlReading(
            """
            apiVersion: monitoring.coreos.com/v1
            kind: ServiceMonitor
            metadata:
              name: %s-monitoring-collector
              labels: %s
              ownerReferences: [%s]
            spec: {endpoints: []}
            """
                .formatted(collector, labels, owner),
            "create",
            "--field-manager=manager",
            "-f",
            "-")
        .orFail();
  }

  private void serveMonitors(boolean served) {
    cluster
        .kubectl(
            "patch",
            "crd/servicemonitors.monitoring.coreos.com",
            "--type=json",
            "-p",
            "[{op: replace, path: /spec/versions/0/served, value: %s}]".formatted(served))
        .orFail();
  }

  @Test
  void routesAndPodMonitorsAreLookedAfterLikeAnyChild() {
    install("podmonitors");
    install("httproutes");
    apply(collectors, "beside", "mode: sidecar", MONITORED);
    apply(
        collectors,
        "routed",
        "httpRoute: {enabled: true, gateway: main, hostnames: [otel.example.com]}");

    collectors.awaitCondition("beside", "Ready", "True", "SidecarConfigPublished");
    collectors.awaitAvailable("routed");
    assertThat(collectors.kubectl("get", "podmonitors", "-o", "name")).contains("beside-");
    String route = collectors.kubectl("get", "httproutes", "-o", "name").strip();
    assertThat(route).contains("routed-");
    operator.awaitRest();
    String version = field(route, "{.metadata.resourceVersion}");
    Mark mark = cluster.audit().mark();
    collectors.kubectl("annotate", "otelcol/routed", "adot.io/note=again");
    operator.awaitRest();
    assertThat(requestsFor("httproutes", mark))
        .as("what the server defaults is no drift")
        .isEmpty();
    assertThat(field(route, "{.metadata.resourceVersion}")).isEqualTo(version);

    collectors.kubectl("delete", route);
    eventually(
        () ->
            assertThat(collectors.kubectl("get", "httproutes", "-o", "name")).contains("routed-"));
  }

  @Test
  void anOperatorThatMayNotListAKindSaysSoToThoseWhoAskForIt() {
    install("servicemonitors");
    try (CollectorNamespace elsewhere = new CollectorNamespace(cluster)) {
      ServiceAccount limited = withoutMonitors(elsewhere);
      try (OperatorUnderTest lacking =
          OperatorUnderTest.startAs(limited, cluster, watching(elsewhere))) {
        apply(elsewhere, "plain", "replicas: 1");
        apply(elsewhere, "watched", MONITORED);

        elsewhere.awaitAvailable("plain");
        Condition ready =
            elsewhere.awaitCondition("watched", "Ready", "False", "OperatorForbidden");
        assertThat(ready.getMessage())
            .contains("may not list and watch servicemonitors.monitoring.coreos.com");
        assertThat(elsewhere.pods("watched")).as("the pods run all the same").hasSize(1);
        lacking.awaitRest();

        bind(elsewhere, "adot-operator");
        elsewhere.awaitAvailable("watched");
        assertThat(elsewhere.kubectl("get", "servicemonitors", "-o", "name")).contains("watched-");
      }
    }
  }

  @Test
  void onOpenShiftVolumesBelongToTheGroupOfTheNamespace() {
    try (CollectorNamespace project = new CollectorNamespace(cluster)) {
      ServiceAccount reader = readingNamespaces(project);
      range(project, "1000680000/10000");
      try (OperatorUnderTest onOpenShift =
          OperatorUnderTest.startAs(reader, cluster, watching(project))) {
        apply(project, "volumes", "replicas: 1");
        project.awaitAvailable("volumes");
        assertThat(fsGroup(project)).as("not OpenShift").isEmpty();

        install("routes");
        eventually(() -> assertThat(fsGroup(project)).isEqualTo("1000680000"));
        range(project, "1000690000/10000");
        eventually(() -> assertThat(fsGroup(project)).isEqualTo("1000690000"));
        onOpenShift.awaitRest();
      }
    }
  }

  private static String fsGroup(CollectorNamespace project) {
    return project.kubectl(
        "get",
        "deployment/volumes-collector",
        "-o",
        "jsonpath={.spec.template.spec.securityContext.fsGroup}");
  }

  private void range(CollectorNamespace project, String range) {
    cluster
        .kubectl(
            "annotate",
            "--overwrite",
            "namespace",
            project.namespace(),
            "openshift.io/sa.scc.supplemental-groups=" + range)
        .orFail();
  }

  private void install(String crd) {
    cluster.kubectl("apply", "-f", CRDS + crd + ".yaml").orFail();
    cluster.established("-f", CRDS + crd + ".yaml");
  }

  private ServiceAccount withoutMonitors(CollectorNamespace namespace) {
    return account(
        namespace,
        ours().filter(rule -> !rule.getApiGroups().contains("monitoring.coreos.com")).toList());
  }

  /** As the chart allows it on OpenShift. */
  private ServiceAccount readingNamespaces(CollectorNamespace namespace) {
    PolicyRule namespaces =
        new PolicyRuleBuilder()
            .withApiGroups("")
            .withResources("namespaces")
            .withVerbs("list", "watch")
            .build();
    return account(namespace, Stream.concat(ours(), Stream.of(namespaces)).toList());
  }

  private Stream<PolicyRule> ours() {
    return cluster
        .admin()
        .rbac()
        .clusterRoles()
        .withName("adot-operator")
        .get()
        .getRules()
        .stream();
  }

  private ServiceAccount account(CollectorNamespace namespace, List<PolicyRule> rules) {
    KubernetesClient admin = cluster.admin();
    String name = "limited-" + namespace.namespace();
    admin
        .resource(
            new ClusterRoleBuilder()
                .withNewMetadata()
                .withName(name)
                .endMetadata()
                .withRules(rules)
                .build())
        .create();
    ServiceAccount account =
        admin
            .resource(
                new ServiceAccountBuilder()
                    .withNewMetadata()
                    .withName("limited")
                    .withNamespace(namespace.namespace())
                    .endMetadata()
                    .build())
            .create();
    bind(namespace, name);
    return account;
  }

  private void bind(CollectorNamespace namespace, String role) {
    cluster
        .admin()
        .resource(
            new ClusterRoleBindingBuilder()
                .withNewMetadata()
                .withName("limited-" + namespace.namespace() + "-" + role)
                .endMetadata()
                .withNewRoleRef("rbac.authorization.k8s.io", "ClusterRole", role)
                .addNewSubject("", "ServiceAccount", "limited", namespace.namespace())
                .build())
        .create();
  }

  private List<AuditEvent> requestsFor(String resource, Mark mark) {
    return cluster.audit().since(mark).stream()
        .filter(event -> event.user().equals(OperatorUnderTest.user()))
        .filter(event -> event.resource().equals(resource) && !event.verb().equals("watch"))
        .toList();
  }

  private List<String> events(String name) {
    return collectors
        .admin()
        .events()
        .v1()
        .events()
        .inNamespace(collectors.namespace())
        .list()
        .getItems()
        .stream()
        .filter(event -> name.equals(event.getRegarding().getName()))
        .map(event -> event.getReason() + ": " + event.getNote())
        .toList();
  }

  private String statusOf(String name) {
    return field("otelcol/" + name, "{.metadata.resourceVersion}");
  }

  private static Logger rootLogger() {
    return (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
  }

  private static Settings watching(CollectorNamespace namespace) {
    return Settings.embedded().watching(Set.of(namespace.namespace()), "");
  }

  private static void apply(CollectorNamespace namespace, String name, String... fields) {
    namespace
        .apply(
            """
            apiVersion: opentelemetry.io/v1beta1
            kind: OpenTelemetryCollector
            metadata: {name: %s}
            spec:
            %s  config:
                receivers: {otlp: {protocols: {http: {}}}}
                exporters: {debug: {}}
                service: {pipelines: {traces: {receivers: [otlp], exporters: [debug]}}}
            """
                .formatted(name, String.join("\n", fields).indent(2)))
        .orFail();
  }

  private String field(String object, String path) {
    return collectors.kubectl("get", object, "-o", "jsonpath=" + path);
  }

  private static void eventually(ThrowingRunnable assertion) {
    await().atMost(CollectorNamespace.PATIENCE).untilAsserted(assertion);
  }
}
