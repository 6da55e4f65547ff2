package io.adot.operator.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.adot.operator.component.KubernetesRule.Resource;
import io.adot.operator.preflight.AccessAnswer;
import io.adot.operator.preflight.AccessQuestion;
import io.adot.operator.testing.mock.MockCluster;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RoleWatchTest {
  private static final String ROLE =
      """
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRole
      metadata: {name: reader}
      rules: [{apiGroups: [""], resources: [pods], verbs: [list]}]
      """;
  private static final String BINDING =
      """
      apiVersion: rbac.authorization.k8s.io/v1
      kind: RoleBinding
      metadata: {name: reader, namespace: other}
      roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: reader}
      subjects: [{kind: ServiceAccount, name: adot}]
      """;
  private static final AccessQuestion LIST_PODS =
      new AccessQuestion("other", "list", Resource.of("", "pods"));

  private final MockCluster cluster = MockCluster.start();
  private final KubernetesClient people = cluster.client("people");
  private final FakeCluster reviewer = new FakeCluster();
  private final AtomicInteger changes = new AtomicInteger();

  @AfterEach
  void stop() {
    cluster.close();
  }

  @Test
  void aGrantIsKnownWhenItComesAndWhenItGoes() {
    mayWatch("", "clusterroles", "roles", "clusterrolebindings", "rolebindings");
    try (RoleWatch watch = new RoleWatch(cluster.client("operator"), Set.of(), reviewer)) {
      watch.start(changes::incrementAndGet);
      soon(() -> assertThat(watch.isComplete()).isTrue());
      assertThat(isAllowed(watch)).isFalse();

      people.resource(ROLE).create();
      HasMetadata binding = people.resource(BINDING).create();
      soon(() -> assertThat(isAllowed(watch)).isTrue());
      long before = watch.revision();
      assertThat(before).isPositive();
      assertThat(changes.get()).isPositive();

      people.resource(binding).delete();
      soon(() -> assertThat(isAllowed(watch)).isFalse());
      assertThat(watch.revision()).isGreaterThan(before);
    }
  }

  @Test
  void whatAnOperatorOfSomeNamespacesSeesCountsButIsNotAll() {
    mayWatch("", "clusterroles");
    mayWatch("other", "roles", "rolebindings");
    people.resource(ROLE).create();
    people.resource(BINDING).create();
    try (RoleWatch watch = new RoleWatch(cluster.client("operator"), Set.of("other"), reviewer)) {
      watch.start(changes::incrementAndGet);

      soon(() -> assertThat(isAllowed(watch)).isTrue());
      assertThat(watch.isComplete()).isFalse();
    }
  }

  @Test
  void whatMayNotBeWatchedIsTriedAgainLater() {
    ManualBackground time = new ManualBackground();
    try (RoleWatch watch = new RoleWatch(cluster.client("operator"), Set.of(), reviewer, time)) {
      watch.start(changes::incrementAndGet);
      time.passSeconds(1);
      assertThat(watch.isComplete()).isFalse();
      assertThat(cluster.requests().by("operator")).isEmpty();

      mayWatch("", "clusterroles", "roles", "clusterrolebindings", "rolebindings");
      time.pass(Duration.ofMinutes(10));
      soon(() -> assertThat(watch.isComplete()).isTrue());
    }
  }

  private void mayWatch(String namespace, String... plurals) {
    for (String plural : plurals) {
      for (String verb : new String[] {"list", "watch"}) {
        reviewer.ownAnswers.put(
            new AccessQuestion(namespace, verb, Resource.of("rbac.authorization.k8s.io", plural)),
            new AccessAnswer.Allowed());
      }
    }
  }

  private static boolean isAllowed(RoleWatch watch) {
    return watch.allow("other", "adot", LIST_PODS);
  }

  private static void soon(ThrowingRunnable assertion) {
    await().atMost(Duration.ofSeconds(30)).untilAsserted(assertion);
  }
}
