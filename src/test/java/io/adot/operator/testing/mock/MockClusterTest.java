package io.adot.operator.testing.mock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.adot.operator.api.v1beta1.OpenTelemetryCollector;
import io.adot.operator.testing.CollectorCrd;
import io.adot.operator.testing.WorkloadPlayer;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReviewBuilder;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectRulesReviewBuilder;
import io.fabric8.kubernetes.api.model.authorization.v1.SubjectAccessReviewBuilder;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBinding;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MockClusterTest {
  private static final String DEPLOYMENT =
      """
      apiVersion: apps/v1
      kind: Deployment
      metadata:
        name: web
        namespace: other
        labels: {app: web}
      spec:
        selector:
          matchLabels: {app: web}
        template:
          metadata:
            labels: {app: web}
          spec:
            containers:
              - name: main
                image: main:1
                args: [--a, --b]
                env:
                  - name: POD_NAME
                    valueFrom: {fieldRef: {fieldPath: metadata.name}}
                ports:
                  - {name: http, containerPort: 80}
              - name: side
                image: side:1
      """;

  private final MockCluster cluster = MockCluster.start();
  private KubernetesClient client;

  @BeforeEach
  void connect() {
    client = cluster.client("test");
  }

  @AfterEach
  void close() {
    cluster.close();
  }

  @Test
  void applyCreates() {
    Deployment created = apply(DEPLOYMENT);

    assertThat(created.getMetadata().getUid()).isNotEmpty();
    assertThat(created.getMetadata().getGeneration()).isEqualTo(1);
    assertThat(created.getMetadata().getManagedFields())
        .singleElement()
        .satisfies(
            entry -> {
              assertThat(entry.getManager()).isEqualTo("one");
              assertThat(entry.getOperation()).isEqualTo("Apply");
              assertThat(entry.getFieldsV1().getAdditionalProperties()).containsKey("f:spec");
            });
    assertThat(created.getSpec().getTemplate().getSpec().getContainers().get(0).getEnv().get(0))
        .satisfies(
            env -> assertThat(env.getValueFrom().getFieldRef().getApiVersion()).isEqualTo("v1"));
  }

  @Test
  void applyingTheSameAgainChangesNothing() {
    Deployment first = apply(DEPLOYMENT);
    cluster.requests().clear();

    Deployment second = apply(DEPLOYMENT);

    assertThat(second).isEqualTo(first);
    assertThat(cluster.requests().by("test")).hasSize(1);
    assertThat(cluster.requests().writesBy("test")).isEmpty();
  }

  @Test
  void whatIsNoLongerAppliedGoesAndWhatOthersSetStays() {
    apply(DEPLOYMENT);
    client
        .resource(read(Deployment.class, DEPLOYMENT))
        .edit(
            live -> {
              live.getMetadata().getLabels().put("theirs", "yes");
              live.getMetadata().setAnnotations(Map.of("theirs", "too"));
              return live;
            });

    Deployment live =
        apply(
            DEPLOYMENT
                .replace("labels: {app: web}\nspec:", "labels: {}\nspec:")
                .replaceFirst("(?s) {8}- name: side.*", "")
                .replace("args: [--a, --b]", "args: [--b]"));

    assertThat(live.getMetadata().getLabels()).containsExactly(Map.entry("theirs", "yes"));
    assertThat(live.getMetadata().getAnnotations()).containsEntry("theirs", "too");
    assertThat(live.getSpec().getTemplate().getSpec().getContainers())
        .singleElement()
        .satisfies(container -> assertThat(container.getArgs()).containsExactly("--b"));
    assertThat(live.getMetadata().getGeneration()).isEqualTo(2);
  }

  @Test
  void whatTwoManagersApplyStaysUntilBothLetGo() {
    ConfigMap shared = settings("  key: value\n");
    applyAs("one", shared);
    applyAs("two", shared);

    assertThat(applyAs("one", settings("")).getData()).containsKey("key");
    assertThat(applyAs("two", settings("")).getData()).isNullOrEmpty();
  }

  @Test
  void itemsWithTheSameKeyAreRefusedAsTheApiServerDoes() {
    String twice = DEPLOYMENT.replace("name: side", "name: main");

    assertThatThrownBy(() -> apply(twice))
        .isInstanceOf(KubernetesClientException.class)
        .hasMessageContaining("duplicate entries for key");
  }

  @Test
  void mergePatchTakesAwayWhatIsNull() {
    client.resource(settings("  a: '1'\n  b: '2'\n")).create();

    client
        .configMaps()
        .inNamespace("other")
        .withName("settings")
        .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"data\":{\"a\":null}}");

    assertThat(client.configMaps().inNamespace("other").withName("settings").get().getData())
        .containsOnlyKeys("b");
  }

  @Test
  void statusAndSpecAreWrittenApart() {
    CollectorCrd.install(client);
    OpenTelemetryCollector created = client.resource(collector()).create();
    assertThat(created.getSpec().getMode()).hasToString("DEPLOYMENT");

    OpenTelemetryCollector patched =
        client
            .resource(created)
            .subresource("status")
            .patch(
                PatchContext.of(PatchType.JSON_MERGE),
                "{\"spec\":{\"image\":\"x\"},\"status\":{\"version\":\"1\"}}");
    OpenTelemetryCollector edited =
        client
            .resources(OpenTelemetryCollector.class)
            .inNamespace("other")
            .withName("simplest")
            .edit(
                live -> {
                  live.getSpec().setImage("y");
                  live.setStatus(null);
                  return live;
                });

    assertThat(patched.getSpec().getImage()).isNull();
    assertThat(patched.getMetadata().getGeneration()).isEqualTo(1);
    assertThat(edited.getStatus().getVersion()).isEqualTo("1");
    assertThat(edited.getMetadata().getGeneration()).isEqualTo(2);
  }

  @Test
  void anOldVersionIsNotWrittenOver() {
    ConfigMap old = client.resource(settings("  a: '1'\n")).create();
    client.resource(settings("  a: '2'\n")).update();

    assertThatThrownBy(
            () ->
                client
                    .resource(old)
                    .lockResourceVersion(old.getMetadata().getResourceVersion())
                    .update())
        .hasMessageContaining("modified");
    assertThatThrownBy(
            () ->
                client
                    .resource(old)
                    .lockResourceVersion(old.getMetadata().getResourceVersion())
                    .delete())
        .hasMessageContaining("precondition");
  }

  @Test
  void dependentsGoWithTheirOwner() {
    ConfigMap owner = client.resource(settings("")).create();
    ConfigMap child = read(ConfigMap.class, configMap("").replace("name: settings", "name: child"));
    child.addOwnerReference(owner);
    client.resource(child).create();

    client.resource(owner).delete();

    assertThat(client.configMaps().inNamespace("other").list().getItems()).isEmpty();
    client.resource(child).create();
    assertThat(client.configMaps().inNamespace("other").list().getItems()).isEmpty();
  }

  @Test
  void watchersSeeWhatTheirLabelsSelect() {
    Queue<String> seen = new ConcurrentLinkedQueue<>();
    client
        .configMaps()
        .inAnyNamespace()
        .withLabel("app", "web")
        .inform(
            new ResourceEventHandler<>() {
              @Override
              public void onAdd(ConfigMap added) {
                seen.add("added " + added.getMetadata().getName());
              }

              @Override
              public void onUpdate(ConfigMap before, ConfigMap after) {
                seen.add("changed " + after.getMetadata().getName());
              }

              @Override
              public void onDelete(ConfigMap gone, boolean unknown) {
                seen.add("gone " + gone.getMetadata().getName());
              }
            });
    ConfigMap selected = read(ConfigMap.class, configMap("  a: '1'\n"));
    selected.getMetadata().setLabels(Map.of("app", "web"));

    client
        .resource(
            read(ConfigMap.class, configMap("").replace("name: settings", "name: unlabelled")))
        .create();
    client.resource(selected).create();
    selected.setData(Map.of("a", "2"));
    client.resource(selected).update();
    client.resource(selected).delete();

    await()
        .untilAsserted(
            () ->
                assertThat(seen)
                    .containsExactly("added settings", "changed settings", "gone settings"));
  }

  @Test
  void reviewsOfOthersAreAnsweredFromTheRbacObjects() {
    for (HasMetadata object :
        List.<HasMetadata>of(
            read(
                ClusterRole.class,
                """
                apiVersion: rbac.authorization.k8s.io/v1
                kind: ClusterRole
                metadata: {name: scraper}
                rules:
                  - {apiGroups: [""], resources: [nodes/proxy], verbs: [get]}
                  - {nonResourceURLs: ["/metrics*"], verbs: [get]}
                """),
            read(
                ClusterRoleBinding.class,
                """
                apiVersion: rbac.authorization.k8s.io/v1
                kind: ClusterRoleBinding
                metadata: {name: scraper}
                roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: scraper}
                subjects: [{kind: ServiceAccount, namespace: other, name: it}]
                """),
            read(
                Role.class,
                """
                apiVersion: rbac.authorization.k8s.io/v1
                kind: Role
                metadata: {name: reader, namespace: other}
                rules:
                  - {apiGroups: [""], resources: [configmaps], resourceNames: [mine], verbs: [get]}
                """),
            read(
                RoleBinding.class,
                """
                apiVersion: rbac.authorization.k8s.io/v1
                kind: RoleBinding
                metadata: {name: reader, namespace: other}
                roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: reader}
                subjects: [{kind: Group, name: "system:serviceaccounts:other"}]
                """))) {
      client.resource(object).create();
    }

    assertThat(allowed("get", "nodes", "proxy", "", "")).isTrue();
    assertThat(allowed("get", "nodes", "", "", "")).isFalse();
    assertThat(allowed("list", "nodes", "proxy", "", "")).isFalse();
    assertThat(allowed("get", "configmaps", "", "other", "mine")).isTrue();
    assertThat(allowed("get", "configmaps", "", "other", "theirs")).isFalse();
    assertThat(allowed("get", "configmaps", "", "", "mine")).isFalse();
    assertThat(allowedPath("/metrics/cadvisor")).isTrue();
    assertThat(allowedPath("/healthz")).isFalse();
  }

  @Test
  void aRestrictedClientIsToldSoAndRefused() {
    cluster.restrict("operator", access -> !access.resource().equals("configmaps"));
    KubernetesClient operator = cluster.client("operator");

    assertThat(mayItself(operator, "configmaps")).isFalse();
    assertThat(mayItself(operator, "services")).isTrue();
    assertThat(mayItself(client, "configmaps")).isTrue();
    assertThat(
            operator
                .resource(
                    new SelfSubjectRulesReviewBuilder()
                        .withNewSpec()
                        .withNamespace("other")
                        .endSpec()
                        .build())
                .create()
                .getStatus()
                .getIncomplete())
        .isTrue();
    assertThatThrownBy(() -> operator.resource(settings("")).create())
        .isInstanceOfSatisfying(
            KubernetesClientException.class, e -> assertThat(e.getCode()).isEqualTo(403));
  }

  @Test
  void failsWhenAskedTo() {
    cluster.failNext(request -> request.resource().equals("configmaps"), 503, 3);

    assertThatThrownBy(() -> client.resource(settings("")).create())
        .isInstanceOfSatisfying(
            KubernetesClientException.class, e -> assertThat(e.getCode()).isEqualTo(503));
    assertThat(client.resource(settings("")).create()).isNotNull();
    assertThat(cluster.requests().by("test")).hasSize(4);
    assertThat(cluster.requests().writesBy("test")).hasSize(1);
  }

  @Test
  void namesItsIssuer() {
    cluster.issuer("https://issuer.example");

    assertThat(client.raw("/.well-known/openid-configuration")).contains("https://issuer.example");
  }

  @Test
  void playedWorkloadsBecomeReadyAndFollowTheirTemplate() throws Exception {
    try (AutoCloseable player = WorkloadPlayer.start(cluster.client("player"), Duration.ZERO)) {
      assertThat(player).isNotNull();
      apply(DEPLOYMENT);
      await().untilAsserted(() -> assertRuns("main:1", 1));

      apply(DEPLOYMENT.replace("main:1", "main:2"));
      await().untilAsserted(() -> assertRuns("main:2", 2));

      client.resource(read(Deployment.class, DEPLOYMENT)).delete();
      await().until(() -> client.pods().inNamespace("other").list().getItems().isEmpty());
    }
  }

  private void assertRuns(String image, long generation) {
    Deployment live = client.apps().deployments().inNamespace("other").withName("web").get();
    assertThat(live.getStatus()).isNotNull();
    assertThat(live.getStatus().getObservedGeneration()).isEqualTo(generation);
    assertThat(live.getStatus().getReadyReplicas()).isEqualTo(1);
    assertThat(client.pods().inNamespace("other").list().getItems())
        .singleElement()
        .satisfies(
            pod -> {
              assertThat(pod.getStatus().getPhase()).isEqualTo("Running");
              assertThat(pod.getSpec().getContainers().get(0).getImage()).isEqualTo(image);
            });
  }

  private boolean allowed(
      String verb, String resource, String subresource, String namespace, String name) {
    return client
        .resource(
            new SubjectAccessReviewBuilder()
                .withNewSpec()
                .withUser("system:serviceaccount:other:it")
                .withGroups("system:serviceaccounts:other")
                .withNewResourceAttributes()
                .withVerb(verb)
                .withResource(resource)
                .withSubresource(subresource)
                .withNamespace(namespace)
                .withName(name)
                .endResourceAttributes()
                .endSpec()
                .build())
        .create()
        .getStatus()
        .getAllowed();
  }

  private boolean allowedPath(String path) {
    return client
        .resource(
            new SubjectAccessReviewBuilder()
                .withNewSpec()
                .withUser("system:serviceaccount:other:it")
                .withNewNonResourceAttributes(path, "get")
                .endSpec()
                .build())
        .create()
        .getStatus()
        .getAllowed();
  }

  private static boolean mayItself(KubernetesClient client, String resource) {
    return client
        .resource(
            new SelfSubjectAccessReviewBuilder()
                .withNewSpec()
                .withNewResourceAttributes()
                .withVerb("create")
                .withResource(resource)
                .withNamespace("other")
                .endResourceAttributes()
                .endSpec()
                .build())
        .create()
        .getStatus()
        .getAllowed();
  }

  private static OpenTelemetryCollector collector() {
    return Serialization.unmarshal(
        """
        apiVersion: opentelemetry.io/v1beta1
        kind: OpenTelemetryCollector
        metadata: {name: simplest, namespace: other}
        spec:
          config: {}
        """,
        OpenTelemetryCollector.class);
  }

  private static ConfigMap settings(String data) {
    return read(ConfigMap.class, configMap(data));
  }

  private static String configMap(String data) {
    return """
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: settings, namespace: other}
        """
        + (data.isEmpty() ? "" : "data:\n" + data);
  }

  private Deployment apply(String yaml) {
    return applyAs("one", read(Deployment.class, yaml));
  }

  private <T extends HasMetadata> T applyAs(String manager, T object) {
    return client.resource(object).fieldManager(manager).forceConflicts().serverSideApply();
  }

  private static <T extends HasMetadata> T read(Class<T> type, String yaml) {
    return Serialization.unmarshal(yaml, type);
  }
}
