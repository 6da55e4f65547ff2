package io.adot.operator.rbac;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.adot.operator.evidence.ApiAccessReviewer;
import io.adot.operator.preflight.AccessAnswer;
import io.adot.operator.rbac.RbacWorld.Ask;
import io.adot.operator.testing.RealCluster;
import io.adot.operator.testing.TestCluster;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The authorizer against that of a real API server. */
@RealCluster
class RbacAuthorizerIT {
  private static final long SEED = 20260105;
  private static final int NAMESPACES = 20;
  private static final int OF_EACH_KIND = 2_500;

  @Test
  void answersAsTheApiServerDoes(TestCluster cluster) throws Exception {
    KubernetesClient client = cluster.admin();
    ExecutorService threads = Executors.newFixedThreadPool(16);
    List<HasMetadata> made = List.of();
    try {
      RbacWorld world =
          new RbacWorld(SEED, all(threads, ints(NAMESPACES), number -> cluster.namespace()));
      made = all(threads, world.objects(), object -> client.resource(object).create());
      List<HasMetadata> known = new ArrayList<>(DefaultRoles.read());
      known.addAll(world.objects());
      RbacAuthorizer authorizer = RbacAuthorizer.of(AggregatedRoles.in(known));
      ApiAccessReviewer reviewer = new ApiAccessReviewer(client);

      Map<Ask, Boolean> expected = expected(world, authorizer);
      Map<Ask, Boolean> disagreeing = new HashMap<>(expected);
      await("the API server's authorizer to have seen everything, and to agree")
          .atMost(Duration.ofSeconds(60))
          .pollInterval(Duration.ofSeconds(1))
          .untilAsserted(
              () -> {
                List<Ask> asks = List.copyOf(disagreeing.keySet());
                List<Boolean> answers = all(threads, asks, ask -> allowed(reviewer, ask));
                for (int i = 0; i < asks.size(); i++) {
                  disagreeing.remove(asks.get(i), answers.get(i));
                }
                assertThat(disagreeing).as("seed %d", SEED).isEmpty();
              });
      assertThat(expected).hasSize(2 * OF_EACH_KIND);
    } finally {
      all(
          threads,
          made.stream().filter(object -> object.getMetadata().getNamespace() == null).toList(),
          object -> client.resource(object).delete());
      threads.shutdownNow();
    }
  }

  @Test
  void aFreshClusterHasTheRolesThatItIsSaidToHave(TestCluster cluster) {
    for (HasMetadata known : DefaultRoles.read()) {
      HasMetadata live = cluster.admin().resource(known).get();
      assertThat(live).as(known.getMetadata().getName()).isNotNull();
      if (known instanceof ClusterRole role && role.getAggregationRule() == null) {
        assertThat(((ClusterRole) live).getRules())
            .as(known.getMetadata().getName())
            .containsExactlyInAnyOrderElementsOf(role.getRules());
      }
    }
  }

  private static Map<Ask, Boolean> expected(RbacWorld world, RbacAuthorizer authorizer) {
    Set<Ask> allowed = new LinkedHashSet<>();
    Set<Ask> denied = new LinkedHashSet<>();
    while (allowed.size() < OF_EACH_KIND || denied.size() < OF_EACH_KIND) {
      Ask ask = world.ask();
      boolean allows =
          authorizer.allows(
              Requester.serviceAccount(ask.namespace(), ask.account()), ask.question());
      Set<Ask> same = allows ? allowed : denied;
      if (same.size() < OF_EACH_KIND) {
        same.add(ask);
      }
    }
    Map<Ask, Boolean> expected = new HashMap<>();
    allowed.forEach(ask -> expected.put(ask, true));
    denied.forEach(ask -> expected.put(ask, false));
    return expected;
  }

  private static boolean allowed(ApiAccessReviewer reviewer, Ask ask) {
    AccessAnswer answer = reviewer.review(ask.namespace(), ask.account(), ask.question());
    // A binding to a role that is not there is an error to the authorizer, next to its answer.
    return answer instanceof AccessAnswer.Allowed;
  }

  private static List<Integer> ints(int count) {
    return IntStream.range(0, count).boxed().toList();
  }

  private static <T, R> List<R> all(ExecutorService threads, List<T> items, Function<T, R> work)
      throws InterruptedException, ExecutionException {
    List<Callable<R>> calls = items.stream().<Callable<R>>map(it -> () -> work.apply(it)).toList();
    List<R> results = new ArrayList<>();
    for (Future<R> done : threads.invokeAll(calls)) {
      results.add(done.get());
    }
    return results;
  }
}
