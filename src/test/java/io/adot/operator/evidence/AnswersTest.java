package io.adot.operator.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.adot.operator.preflight.AccessAnswer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Answers on threads of their own, with a source that takes its time. */
class AnswersTest {
  private static final Duration HOUR = Duration.ofHours(1);

  @Test
  void aSlowSourceBlocksNobodyAndIsAskedOnceForAll() throws Exception {
    CountDownLatch slow = new CountDownLatch(1);
    AtomicInteger calls = new AtomicInteger();
    ConcurrentLinkedQueue<CollectorKey> told = new ConcurrentLinkedQueue<>();
    try (Background background = Background.threads("test", 2)) {
      Answers<String, AccessAnswer> answers =
          new Answers<>(
              background,
              question -> {
                calls.incrementAndGet();
                awaitUninterruptibly(slow);
                return new AccessAnswer.Allowed();
              },
              AnswerRules.access(),
              told::add);
      List<CollectorKey> askers =
          IntStream.range(0, 50).mapToObj(i -> new CollectorKey("n", "c" + i)).toList();

      askers.parallelStream()
          .forEach(who -> assertThat(answers.ask(who, Set.of("q"), HOUR)).isEmpty());
      slow.countDown();

      await().until(() -> told.size() == askers.size());
      assertThat(calls).hasValue(1);
      assertThat(answers.ask(askers.get(0), Set.of("q"), HOUR))
          .isEqualTo(Map.of("q", new AccessAnswer.Allowed()));
    }
  }

  @Test
  void aChangeWhileItIsAskedIsNotMissed() {
    ManualBackground time = new ManualBackground();
    AtomicInteger state = new AtomicInteger(1);
    Answers<String, Integer> answers =
        new Answers<>(
            time,
            question -> state.get(),
            new AnswerRules<>(answer -> false, answer -> false, why -> -1),
            who -> {});
    CollectorKey who = new CollectorKey("n", "c");
    answers.ask(who, Set.of("q"), HOUR);
    answers.refresh("q");
    state.set(2);
    time.passSeconds(1);
    assertThat(answers.ask(who, Set.of("q"), HOUR)).containsEntry("q", 2);

    state.set(3);
    answers.refresh("q");
    answers.refresh("nobody's");
    time.passSeconds(1);
    assertThat(answers.ask(who, Set.of("q"), HOUR)).containsEntry("q", 3);
  }

  @Test
  void aChangedAskerHasItsAnswersCheckedSoonButNotMoreOftenThanTheirAgeAllows() {
    ManualBackground time = new ManualBackground();
    AtomicInteger calls = new AtomicInteger();
    Answers<String, Integer> answers =
        new Answers<>(
            time,
            question -> calls.incrementAndGet(),
            new AnswerRules<>(answer -> false, answer -> false, why -> -1),
            who -> {});
    CollectorKey who = new CollectorKey("n", "c");
    Duration age = Duration.ofSeconds(5);
    answers.ask(who, Set.of("q"), HOUR);
    answers.hasten(who, age);
    answers.hasten(new CollectorKey("n", "another"), age);
    time.passSeconds(4);
    assertThat(calls).hasValue(1);
    time.passSeconds(1);
    assertThat(calls).as("hastened while it was asked").hasValue(2);

    for (int second = 0; second < 20; second++) {
      answers.hasten(who, age);
      time.passSeconds(1);
    }
    assertThat(calls).as("hastened every second").hasValue(6);

    time.passSeconds(100);
    answers.hasten(who, age);
    time.passMillis(1);
    assertThat(calls).as("hastened when it was old").hasValue(7);
    time.passSeconds(100);
    assertThat(calls).hasValue(7);
  }

  @Test
  void anUnknownAnswerIsSoughtSoonerAtFirst() {
    ManualBackground time = new ManualBackground();
    AtomicInteger calls = new AtomicInteger();
    Answers<String, AccessAnswer> answers =
        new Answers<>(
            time,
            question -> {
              calls.incrementAndGet();
              throw new IllegalStateException("no connection");
            },
            AnswerRules.access(),
            who -> {});
    CollectorKey who = new CollectorKey("n", "c");
    answers.ask(who, Set.of("q"), Duration.ofSeconds(60));

    // It counts when it was asked twice more.
    time.passSeconds(3);
    assertThat(calls).hasValue(3);
    time.passSeconds(5);
    assertThat(calls).hasValue(4);
    time.passSeconds(10);
    assertThat(calls).hasValue(5);
    time.passSeconds(19);
    assertThat(calls).hasValue(5);
    assertThat(answers.ask(who, Set.of("q"), HOUR).get("q"))
        .isEqualTo(
            new AccessAnswer.Unknown(
                "asking failed: java.lang.IllegalStateException: no connection"));
  }

  private static void awaitUninterruptibly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
