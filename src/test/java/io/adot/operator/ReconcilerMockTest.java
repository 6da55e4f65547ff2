package io.adot.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.adot.operator.api.ConditionType;
import io.adot.operator.api.Reason;
import io.adot.operator.api.v1beta1.OpenTelemetryCollector;
import io.adot.operator.aws.Iam;
import io.adot.operator.aws.IamAnswer;
import io.adot.operator.runtime.OperatorProcess;
import io.adot.operator.runtime.Settings;
import io.adot.operator.testing.CollectorCrd;
import io.adot.operator.testing.WorkloadPlayer;
import io.adot.operator.testing.mock.MockCluster;
import io.adot.operator.testing.mock.RequestLog;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a user sees of the running operator, on the mock server: no cluster needed. */
class ReconcilerMockTest {
  private static final String NAMESPACE = "other";
  private static final String NAME = "simplest";
  private static final String WORKLOAD = "simplest-collector";
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final String SIMPLEST =
      """
      apiVersion: opentelemetry.io/v1beta1
      kind: OpenTelemetryCollector
      metadata:
        name: simplest
        namespace: other
      spec:
        config:
          receivers:
            otlp:
              protocols: {grpc: {}}
          exporters:
            debug: {}
          service:
            pipelines:
              traces:
                receivers: [otlp]
                exporters: [debug]
      """;

  private static final String DISCOVERING =
      """
      apiVersion: opentelemetry.io/v1beta1
      kind: OpenTelemetryCollector
      metadata:
        name: simplest
        namespace: other
        annotations: {adot.io/preflight: hold}
      spec:
        config:
          receivers:
            prometheus:
              config:
                scrape_configs:
                  - job_name: pods
                    kubernetes_sd_configs: [{role: pod}]
          exporters:
            debug: {}
          service:
            pipelines:
              metrics:
                receivers: [prometheus]
                exporters: [debug]
      """;

  private final MockCluster cluster = MockCluster.start();
  private KubernetesClient user;
  private WorkloadPlayer player;
  private OperatorProcess operator;

  @BeforeEach
  void start() {
    user = cluster.client("user");
    CollectorCrd.install(user);
    player = WorkloadPlayer.start(cluster.client("player"), Duration.ZERO);
    operator =
        OperatorProcess.start(cluster.client("operator"), Settings.embedded(), iamOutOfReach());
  }

  @AfterEach
  void stop() {
    operator.close();
    player.close();
    cluster.close();
  }

  @Test
  void aCollectorGetsItsObjectsItsConditionsAndAnEvent() {
    apply(SIMPLEST);

    awaitReady(Reason.Available);

    assertThat(names(ServiceAccount.class)).containsExactly(WORKLOAD);
    assertThat(names(ConfigMap.class)).singleElement().asString().startsWith(WORKLOAD + "-");
    assertThat(names(Deployment.class)).containsExactly(WORKLOAD);
    assertThat(names(Service.class))
        .containsExactlyInAnyOrder(WORKLOAD, WORKLOAD + "-headless", WORKLOAD + "-monitoring");
    assertThat(names(PodDisruptionBudget.class)).containsExactly(WORKLOAD);
    assertThat(names(NetworkPolicy.class)).hasSize(1);
    assertThat(condition(ConditionType.ConfigValid)).hasValue("True/Valid");
    assertThat(condition(ConditionType.PermissionsReady)).hasValue("True/NotRequired");
    assertThat(condition(ConditionType.AwsIdentityReady)).hasValue("True/NotRequired");
    assertThat(collector().getStatus().getScale().getStatusReplicas()).isEqualTo("1/1");
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(user.resources(Event.class).inNamespace(NAMESPACE).list().getItems())
                    .extracting(Event::getReason)
                    .containsExactly("Available"));
  }

  @Test
  void anInvalidConfigurationNeverReachesARunningCollector() {
    apply(SIMPLEST);
    awaitReady(Reason.Available);
    List<String> configMaps = names(ConfigMap.class);
    Deployment before = deployment();

    apply(SIMPLEST.replace("receivers: [otlp]", "receivers: [otpl]"));

    awaitReady(Reason.ConfigInvalid);
    assertThat(condition(ConditionType.ConfigValid)).hasValue("False/UndefinedReference");
    assertThat(message(ConditionType.ConfigValid)).contains("otpl");
    assertThat(names(ConfigMap.class)).isEqualTo(configMaps);
    assertThat(deployment()).isEqualTo(before);

    apply(SIMPLEST);
    awaitReady(Reason.Available);
  }

  @Test
  void anObjectOfSomebodyElseIsNotSeized() {
    Service theirs =
        user.resource(
                new ServiceBuilder()
                    .withNewMetadata()
                    .withName(WORKLOAD + "-monitoring")
                    .withNamespace(NAMESPACE)
                    .endMetadata()
                    .withNewSpec()
                    .withExternalName("theirs.example")
                    .endSpec()
                    .build())
            .create();

    apply(SIMPLEST);

    awaitReady(Reason.NameConflict);
    assertThat(message(ConditionType.Ready)).contains(WORKLOAD + "-monitoring");
    assertThat(user.resource(theirs).get()).isEqualTo(theirs);
    assertThat(names(Deployment.class)).containsExactly(WORKLOAD);
  }

  @Test
  void whatAHandDidToAChildIsRepairedAndForeignFieldsStay() {
    apply(SIMPLEST);
    awaitReady(Reason.Available);

    user.apps()
        .deployments()
        .inNamespace(NAMESPACE)
        .withName(WORKLOAD)
        .edit(
            live -> {
              live.getMetadata().getLabels().put("theirs", "yes");
              live.getSpec().getTemplate().getSpec().getContainers().get(0).setImage("other:1");
              return live;
            });
    user.services().inNamespace(NAMESPACE).withName(WORKLOAD).delete();

    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              assertThat(image()).isNotEqualTo("other:1");
              assertThat(names(Service.class)).contains(WORKLOAD);
            });
    assertThat(deployment().getMetadata().getLabels()).containsEntry("theirs", "yes");
  }

  @Test
  void underHoldTheWorkloadWaitsForTheMissingPermission() {
    apply(DISCOVERING);

    awaitReady(Reason.PermissionsMissing);
    assertThat(condition(ConditionType.PermissionsReady))
        .hasValue("False/MissingKubernetesPermissions");
    assertThat(names(Deployment.class)).isEmpty();
    assertThat(names(ConfigMap.class)).hasSize(1);

    String message = message(ConditionType.PermissionsReady);
    objects(message.substring(message.indexOf("apiVersion:")))
        .forEach(fix -> user.resource(fix).create());

    awaitReady(Reason.Available);
    assertThat(condition(ConditionType.PermissionsReady)).hasValue("True/Allowed");
  }

  @Test
  void anUnchangedPassMakesNoRequest() {
    apply(SIMPLEST);
    awaitReady(Reason.Available);
    cluster.requests().clear();

    for (int i = 0; i < 5; i++) {
      annotateDeployment(Integer.toString(i));
    }
    // Its repair comes after the passes that the annotations caused.
    user.apps()
        .deployments()
        .inNamespace(NAMESPACE)
        .withName(WORKLOAD)
        .edit(
            live -> {
              live.getSpec().getTemplate().getSpec().getContainers().get(0).setImage("other:1");
              return live;
            });
    await().atMost(PATIENCE).until(() -> !image().equals("other:1"));

    assertThat(requests().filter(entry -> !entry.request().subresource().equals("status")))
        .filteredOn(entry -> !entry.request().resource().equals("events"))
        .singleElement()
        .satisfies(entry -> assertThat(entry.request().resource()).isEqualTo("deployments"));
  }

  @Test
  void aRestartedOperatorWritesNothing() {
    apply(SIMPLEST);
    awaitReady(Reason.Available);
    operator.close();
    cluster.requests().clear();

    operator =
        OperatorProcess.start(cluster.client("operator"), Settings.embedded(), iamOutOfReach());
    apply(SIMPLEST.replace("name: simplest", "name: second"));
    await().atMost(PATIENCE).until(() -> names(Deployment.class).contains("second-collector"));

    assertThat(cluster.requests().writesBy("operator"))
        .noneMatch(entry -> entry.request().name().startsWith(NAME));
  }

  @Test
  void oneFailingChildHoldsUpNoOther() {
    cluster.failNext(
        request ->
            request.agent().equals("operator")
                && request.name().equals(WORKLOAD + "-monitoring")
                && request.method().equals("PATCH"),
        503,
        7);

    apply(SIMPLEST);

    awaitReady(Reason.Available);
    assertThat(names(Service.class)).contains(WORKLOAD + "-monitoring");
    List<String> created =
        cluster.requests().writesBy("operator").stream()
            .map(entry -> entry.request().name())
            .toList();
    assertThat(created.indexOf(WORKLOAD + "-networkpolicy"))
        .isNotNegative()
        .isLessThan(created.indexOf(WORKLOAD + "-monitoring"));
  }

  @Test
  void anOperatorThatMayNotWriteSaysSo() {
    cluster.restrict(
        "operator",
        access ->
            !access.resource().equals("services")
                || !List.of("create", "patch").contains(access.verb()));

    apply(SIMPLEST);

    awaitReady(Reason.OperatorForbidden);
    assertThat(message(ConditionType.Ready)).contains("services");
    assertThat(names(Service.class)).isEmpty();

    cluster.restrict("operator", access -> true);
    await().atMost(PATIENCE).until(() -> names(Service.class).contains(WORKLOAD));
  }

  @Test
  void aStatusIsWrittenOncePerChange() {
    apply(SIMPLEST);
    awaitReady(Reason.Available);

    assertThat(requests().filter(entry -> entry.request().subresource().equals("status")))
        .extracting(entry -> entry.request().body())
        .doesNotHaveDuplicates();
  }

  @Test
  void aDeletedCollectorTakesItsObjectsAlong() {
    apply(SIMPLEST);
    awaitReady(Reason.Available);

    user.resource(collector()).delete();

    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              assertThat(names(Deployment.class)).isEmpty();
              assertThat(names(Service.class)).isEmpty();
              assertThat(names(ConfigMap.class)).isEmpty();
            });
  }

  /**
   * The operator's requests; reviews and looks at the APIs left out, which are due by the clock.
   */
  private Stream<RequestLog.Entry> requests() {
    return cluster.requests().by("operator").stream()
        .filter(entry -> !entry.request().isReview())
        .filter(entry -> !entry.request().path().matches("/apis(/[^/]+/[^/]+)?"));
  }

  private void annotateDeployment(String value) {
    user.apps()
        .deployments()
        .inNamespace(NAMESPACE)
        .withName(WORKLOAD)
        .edit(
            live -> {
              live.getMetadata().setAnnotations(Map.of("theirs", value));
              return live;
            });
  }

  private String image() {
    return deployment().getSpec().getTemplate().getSpec().getContainers().get(0).getImage();
  }

  private Deployment deployment() {
    return user.apps().deployments().inNamespace(NAMESPACE).withName(WORKLOAD).get();
  }

  private <T extends HasMetadata> List<String> names(Class<T> kind) {
    return user.resources(kind).inNamespace(NAMESPACE).list().getItems().stream()
        .map(object -> object.getMetadata().getName())
        .toList();
  }

  private void awaitReady(Reason reason) {
    String status = reason == Reason.Available ? "True" : "False";
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> assertThat(condition(ConditionType.Ready)).hasValue(status + "/" + reason));
  }

  private Optional<String> condition(ConditionType type) {
    return conditions(type).map(it -> it.getStatus() + "/" + it.getReason()).findFirst();
  }

  private String message(ConditionType type) {
    return conditions(type).map(Condition::getMessage).findFirst().orElse("");
  }

  private Stream<Condition> conditions(ConditionType type) {
    OpenTelemetryCollector collector = collector();
    return collector.getStatus() == null
        ? Stream.of()
        : collector.getStatus().getConditions().stream()
            .filter(condition -> condition.getType().equals(type.name()));
  }

  private OpenTelemetryCollector collector() {
    return user.resources(OpenTelemetryCollector.class).inNamespace(NAMESPACE).withName(NAME).get();
  }

  private void apply(String yaml) {
    user.resource(Serialization.unmarshal(yaml, OpenTelemetryCollector.class))
        .fieldManager("user")
        .forceConflicts()
        .serverSideApply();
  }

  private static List<HasMetadata> objects(String yaml) {
    Object read = new KubernetesSerialization().unmarshal(yaml);
    return read instanceof List<?> many
        ? many.stream().map(HasMetadata.class::cast).toList()
        : List.of((HasMetadata) read);
  }

  private static Iam iamOutOfReach() {
    return question ->
        new IamAnswer(
            new IamAnswer.RoleLookup.Unknown("out of reach"),
            new IamAnswer.ProviderLookup.Unknown("out of reach"),
            Map.of());
  }
}
