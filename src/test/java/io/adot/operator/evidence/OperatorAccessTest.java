package io.adot.operator.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import io.adot.operator.component.KubernetesRule.Resource;
import io.adot.operator.preflight.AccessAnswer;
import io.adot.operator.preflight.AccessQuestion;
import io.adot.operator.preflight.Observation;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class OperatorAccessTest {
  private static final AccessAnswer ALLOWED = new AccessAnswer.Allowed();
  private static final Executor OWN_THREAD = task -> new Thread(task).start();

  private final Queue<String> fetched = new ConcurrentLinkedQueue<>();
  private volatile Duration now = Duration.ofHours(1);

  @Test
  void aNamespaceThatAnswersSlowlyHoldsUpNoOther() throws Exception {
    CountDownLatch entered = new CountDownLatch(1);
    CountDownLatch answer = new CountDownLatch(1);
    OperatorAccess access =
        new OperatorAccess(
            reviewer(
                namespace -> {
                  if (namespace.equals("slow") && fetched.contains("slow")) {
                    entered.countDown();
                    answer.await();
                  }
                }),
            () -> now);
    access.ask(in("slow"));
    now = now.plusMinutes(1);
    CompletableFuture<AccessAnswer> slow =
        CompletableFuture.supplyAsync(() -> access.ask(in("slow")), OWN_THREAD);
    entered.await();

    CompletableFuture<AccessAnswer> other =
        CompletableFuture.supplyAsync(() -> access.ask(in("other")), OWN_THREAD);

    assertThat(other.get(30, TimeUnit.SECONDS)).isEqualTo(ALLOWED);
    assertThat(slow).isNotDone();
    answer.countDown();
    assertThat(slow.get(30, TimeUnit.SECONDS)).isEqualTo(ALLOWED);
  }

  @Test
  void questionsThatComeTogetherShareACallAndLaterOnesAskAgain() {
    OperatorAccess access = new OperatorAccess(reviewer(namespace -> {}), () -> now);

    access.ask(in("a"));
    access.ask(in("b"));
    access.ask(in("a"));
    assertThat(fetched).containsExactly("a", "b");

    now = now.plusMinutes(1);
    access.ask(in("a"));
    access.ask(in("b"));
    assertThat(fetched).containsExactly("a", "b", "a", "b");
  }

  private static AccessQuestion in(String namespace) {
    return new AccessQuestion(namespace, "create", Resource.of("", "services"));
  }

  /** Something that takes its time. */
  private interface Fetching {
    void of(String namespace) throws InterruptedException;
  }

  private AccessReviewer reviewer(Fetching fetching) {
    return new AccessReviewer() {
      @Override
      public AccessAnswer review(String namespace, String account, AccessQuestion question) {
        throw new AssertionError("not asked for");
      }

      @Override
      public AccessAnswer reviewOwn(AccessQuestion question) {
        return new AccessAnswer.Denied();
      }

      @Override
      public Set<OwnRule> ownRules(String namespace) {
        try {
          fetching.of(namespace);
        } catch (InterruptedException e) {
          throw new IllegalStateException(e);
        }
        fetched.add(namespace);
        return Set.of(new OwnRule(List.of(""), List.of("services"), List.of("create")));
      }

      @Override
      public Observation<String> ownUser() {
        throw new AssertionError("not asked for");
      }
    };
  }
}
