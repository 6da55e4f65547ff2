package io.adot.operator.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.adot.operator.api.v1beta1.OpenTelemetryCollector;
import io.adot.operator.runtime.Settings;
import io.adot.operator.testing.AuditEvent;
import io.adot.operator.testing.AuditLog.Mark;
import io.adot.operator.testing.CollectorNamespace;
import io.adot.operator.testing.OperatorUnderTest;
import io.adot.operator.testing.RealCluster;
import io.adot.operator.testing.TestCluster;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * A fleet of the Go operator's collectors changes operators, and back: recorded cases are loaded as
 * that operator left them, then ours is started.
 */
@RealCluster
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TakeOverIT {
  /** Under our own prefix, so that it is not copied to the objects. */
  private static final String NOTE = "adot.io/take-over-test";

  private static final String STALE = "example.com/left-behind";
  private static final String FINALIZER = "opentelemetrycollector.opentelemetry.io/finalizer";
  private static final String MANAGED = "app.kubernetes.io/managed-by=opentelemetry-operator";
  private static final Set<String> WORKLOADS = Set.of("Deployment", "DaemonSet", "StatefulSet");

  private static final String ROLE = "eks.amazonaws.com/role-arn";

  /** Collectors whose pods can't stay, and why; docs/take-over.md tells it. */
  private static final Map<String, String> RESTARTED =
      Map.of(
          "name-55-chars", "with this name the Go operator's StatefulSet can't make pods",
          "telemetry-metrics-address", "its pods don't start: the image reads no address",
          "telemetry-metrics-address-env", "its pods don't start: the image reads no address",
          "recv-scrapers", "a variable twice, which can't be applied",
          "exp-prometheus-forms", "a port twice, which can't be applied",
          "exp-prometheus-null", "a port twice, which can't be applied",
          "recv-duplicate-ports", "a port twice, which can't be applied",
          "recv-endpoint-forms", "a port twice, which can't be applied");

  /** One that names no image and came without a NetworkPolicy. */
  private static final String BARE = "mode-statefulset-plain";

  private static final String EARLIER_IMAGE =
      "ghcr.io/open-telemetry/opentelemetry-collector-releases/opentelemetry-collector:0.157.0";

  private final TestCluster cluster;
  private final RecordedFleet fleet;
  private final Map<RecordedFleet.Case, OpenTelemetryCollector> collectors = new LinkedHashMap<>();
  private Map<String, GenericKubernetesResource> before = Map.of();

  TakeOverIT(TestCluster cluster) {
    this.cluster = cluster;
    this.fleet = new RecordedFleet(cluster);
  }

  @BeforeAll
  void takeOver() {
    OperatorUnderTest.install(cluster);
    // Texts and roles are compared by other tests; they make no other workloads.
    List<RecordedFleet.Case> cases =
        RecordedFleet.cases().stream()
            .filter(recorded -> !recorded.name().matches("(yaml|rbac)-.*"))
            .toList();
    cases.stream().filter(recorded -> recorded.name().equals(BARE)).forEach(TakeOverIT::strip);
    cases.forEach(
        recorded ->
            recorded.objects().forEach(o -> o.withObject("/metadata/labels").put(STALE, "yes")));
    collectors.putAll(fleet.load(cases, NOTE));
    cluster
        .kubectl("annotate", "sa", "-A", "-l", MANAGED, ROLE + "=arn:aws:iam::1:role/x")
        .orFail();
    awaitPods();
    before = objects();
    try (OperatorUnderTest operator = start()) {
      awaitPass(operator);
      awaitReplicas();
      operator.awaitRest();
    }
  }

  @AfterAll
  void clean() {
    collectors.keySet().forEach(c -> cluster.kubectl("delete", "ns", c.name(), "--wait=false"));
  }

  @Test
  @Order(1)
  void noPodIsRestarted() {
    List<String> restarted = restarted(before, objects());
    List<String> unexplained = unexplained(restarted);
    System.out.printf(
        "Take-over of %d recorded collectors with %d workloads: %d restarted %s%n",
        collectors.size(),
        before.values().stream().filter(TakeOverIT::isWorkload).count(),
        unexplained.size(),
        unexplained);
    System.out.printf(
        "Of those whose pods can't stay: %d %s%n",
        restarted.size() - unexplained.size(), RESTARTED);
    assertThat(collectors).hasSizeGreaterThanOrEqualTo(60);
    assertThat(unexplained).isEmpty();
  }

  @Test
  @Order(2)
  void nothingOfTheOldOperatorIsLeftOnTheObjects() {
    assertThat(objects().values())
        .filteredOn(
            object ->
                object.getMetadata().getLabels().containsKey(STALE)
                    || object.getMetadata().getManagedFields().stream()
                        .anyMatch(entry -> RecordedFleet.MANAGER.equals(entry.getManager())))
        .extracting(TakeOverIT::key)
        // Where the configuration changed, the earlier ConfigMap is kept as it is.
        .filteredOn(key -> !(key.startsWith("ConfigMap ") && isExplained(key)))
        .isEmpty();
  }

  @Test
  @Order(3)
  void whatIsOthersStays() {
    Map<String, GenericKubernetesResource> after = objects();
    assertThat(after.values())
        .filteredOn(object -> object.getKind().equals("ServiceAccount"))
        .filteredOn(object -> before.containsKey(key(object)))
        .isNotEmpty()
        .allSatisfy(object -> assertThat(object.getMetadata().getAnnotations()).containsKey(ROLE));
    assertThat(after.values())
        .filteredOn(object -> object.getKind().equals("Service"))
        .filteredOn(object -> before.containsKey(key(object)))
        .isNotEmpty()
        .allSatisfy(
            object -> assertThat(address(object)).isEqualTo(address(before.get(key(object)))));
  }

  @Test
  @Order(4)
  void theFinalizerIsTakenOff() {
    assertThat(collectors.values())
        .filteredOn(c -> c.getMetadata().getFinalizers().contains(FINALIZER))
        .isNotEmpty();
    assertThat(stored())
        .hasSize(collectors.size())
        .allSatisfy(c -> assertThat(c.getMetadata().getFinalizers()).isEmpty());
  }

  @Test
  @Order(5)
  void anotherStartWritesNothing() {
    Mark mark = cluster.audit().mark();
    try (OperatorUnderTest operator = start()) {
      awaitPass(operator);
    }
    assertThat(cluster.audit().writesSince(mark, OperatorUnderTest.user()))
        .extracting(TakeOverIT::inShort)
        .isEmpty();
  }

  /** That operator, played by what is known of its updates, finds everything as it wants it. */
  @Test
  @Order(6)
  void theWayBackRestartsNothingAndSoDoesTheNextTakeOver() {
    fleet.update(collectors);
    Map<String, GenericKubernetesResource> back = objects();
    List<String> restartedBack = unexplained(restarted(before, back));

    try (OperatorUnderTest operator = start()) {
      awaitPass(operator);
    }
    List<String> restartedAgain = unexplained(restarted(back, objects()));
    System.out.printf(
        "The way back: %d workloads restarted %s; taken over once more: %d %s%n",
        restartedBack.size(), restartedBack, restartedAgain.size(), restartedAgain);
    assertThat(restartedBack).isEmpty();
    assertThat(restartedAgain).isEmpty();
  }

  /** The workload is gone for a moment then, and with it what it tells of the take-over. */
  @Test
  @Order(7)
  void aWorkloadThatIsMadeAnewKeepsWhatItCameWith() {
    StatefulSet was = bareStatefulSet();

    try (OperatorUnderTest operator = start()) {
      awaitPass(operator);
      cluster
          .kubectl(
              "patch",
              "otelcol/store",
              "-n",
              BARE,
              "--type=merge",
              "-p",
              "{\"spec\":{\"serviceName\":\"another\"}}")
          .orFail();
      await("another StatefulSet")
          .atMost(CollectorNamespace.PATIENCE)
          .ignoreExceptions()
          .untilAsserted(
              () ->
                  assertThat(bareStatefulSet())
                      .satisfies(
                          it -> assertThat(it.getSpec().getServiceName()).isEqualTo("another"))
                      .satisfies(it -> assertThat(it.getStatus().getReadyReplicas()).isPositive()));
      operator.awaitRest();
    }

    StatefulSet is = bareStatefulSet();
    assertThat(is.getMetadata().getUid()).isNotEqualTo(was.getMetadata().getUid());
    assertThat(is.getSpec().getTemplate().getSpec().getContainers())
        .extracting(Container::getImage)
        .containsExactly(EARLIER_IMAGE);
    assertThat(is.getMetadata().getLabels())
        .containsEntry("adot.io/taken-over-without", "NetworkPolicy");
    assertThat(cluster.admin().network().v1().networkPolicies().inNamespace(BARE).list().getItems())
        .isEmpty();
  }

  private static void strip(RecordedFleet.Case recorded) {
    recorded.collector().withObject("/spec").remove(List.of("image", "networkPolicy"));
    recorded.objects().removeIf(o -> o.path("kind").asText().equals("NetworkPolicy"));
    recorded.objects().stream()
        .filter(o -> o.path("kind").asText().equals("StatefulSet"))
        .map(o -> o.at("/spec/template/spec/containers/0"))
        .forEach(container -> ((ObjectNode) container).put("image", EARLIER_IMAGE));
  }

  private StatefulSet bareStatefulSet() {
    return cluster
        .admin()
        .apps()
        .statefulSets()
        .inNamespace(BARE)
        .withName("store-collector")
        .require();
  }

  private static List<String> unexplained(List<String> restarted) {
    return restarted.stream().filter(key -> !isExplained(key)).toList();
  }

  private static boolean isExplained(String key) {
    return RESTARTED.containsKey(key.split(" ")[1]);
  }

  /** Workloads whose pods are not what they were. */
  private static List<String> restarted(
      Map<String, GenericKubernetesResource> then, Map<String, GenericKubernetesResource> now) {
    List<String> restarted = new ArrayList<>();
    then.forEach(
        (key, was) -> {
          GenericKubernetesResource is = now.get(key);
          if (!isWorkload(was)) {
            return;
          }
          if (is == null) {
            restarted.add(key + " is gone");
          } else if (!Objects.equals(template(was), template(is))) {
            restarted.add(key + " from " + template(was) + " to " + template(is));
          } else if (!generation(was).equals(generation(is))) {
            restarted.add(key + " (its generation only)");
          }
        });
    return restarted;
  }

  private static boolean isWorkload(HasMetadata object) {
    return WORKLOADS.contains(object.getKind());
  }

  private static Long generation(HasMetadata object) {
    return object.getMetadata().getGeneration();
  }

  private static Object template(GenericKubernetesResource workload) {
    return workload.get("spec", "template");
  }

  private static List<Object> address(GenericKubernetesResource service) {
    return List.of(service.get("spec", "clusterIPs"), service.get("spec", "ipFamilies"));
  }

  /** Until each collector had its pass, and all have come to rest. */
  private void awaitPass(OperatorUnderTest operator) {
    await("a pass over every collector")
        .atMost(CollectorNamespace.PATIENCE)
        .pollInterval(Duration.ofMillis(500))
        .untilAsserted(
            () -> assertThat(operator.collectorsWith("Ready")).isEqualTo(collectors.size()));
    operator.awaitRest();
  }

  /** Those of a workload without a ready pod are told half a minute after it was made. */
  private void awaitReplicas() {
    await("the replicas of every workload to be told")
        .atMost(CollectorNamespace.PATIENCE)
        .untilAsserted(
            () ->
                assertThat(stored())
                    .extracting(collector -> collector.getStatus().getScale())
                    .filteredOn(Objects::nonNull)
                    .allSatisfy(scale -> assertThat(scale.getStatusReplicas()).isNotNull()));
  }

  private OperatorUnderTest start() {
    return OperatorUnderTest.start(cluster, Settings.embedded().watching(Set.of(), NOTE));
  }

  private void awaitPods() {
    await("the controllers to have seen the recorded workloads")
        .atMost(CollectorNamespace.PATIENCE)
        .pollInterval(Duration.ofSeconds(1))
        .untilAsserted(
            () ->
                assertThat(objects().values())
                    .filteredOn(TakeOverIT::isWorkload)
                    .filteredOn(
                        workload ->
                            !Objects.equals(
                                workload.get("status", "observedGeneration"),
                                generation(workload).intValue()))
                    .extracting(TakeOverIT::key)
                    .isEmpty());
  }

  private List<OpenTelemetryCollector> stored() {
    return cluster
        .admin()
        .resources(OpenTelemetryCollector.class)
        .inAnyNamespace()
        .withLabel(NOTE)
        .list()
        .getItems();
  }

  private static String inShort(AuditEvent write) {
    return String.join(
        " ", write.verb(), write.resource(), write.subresource(), write.namespace(), write.name());
  }

  /** Everything of the fleet's that the Go operator makes, as it is stored now. */
  private Map<String, GenericKubernetesResource> objects() {
    Set<String> namespaces =
        collectors.keySet().stream().map(RecordedFleet.Case::name).collect(Collectors.toSet());
    Map<String, GenericKubernetesResource> objects = new TreeMap<>();
    RecordedFleet.KINDS.forEach(
        (kind, apiVersion) ->
            cluster
                .admin()
                .genericKubernetesResources(apiVersion, kind)
                .inAnyNamespace()
                .withLabel(MANAGED)
                .list()
                .getItems()
                .stream()
                .filter(object -> namespaces.contains(object.getMetadata().getNamespace()))
                .forEach(object -> objects.put(key(object), object)));
    return objects;
  }

  private static String key(HasMetadata object) {
    return String.join(
        " ", object.getKind(), object.getMetadata().getNamespace(), object.getMetadata().getName());
  }
}
