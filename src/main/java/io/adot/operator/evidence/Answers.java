package io.adot.operator.evidence;

import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * Answers to questions of one kind. Each question is asked in the background, once at a time, and
 * again when the answer is due; until then, and while it is asked again, the last answer stands.
 * Questions that no collector has are forgotten.
 *
 * @param <Q> the questions
 * @param <A> the answers
 */
final class Answers<Q, A> {
  private static final Duration FIRST_RETRY = Duration.ofSeconds(5);

  private final Background background;
  private final Function<Q, A> source;
  private final AnswerRules<A> rules;
  private final Consumer<CollectorKey> changed;
  private final ToDoubleFunction<Q> turn;
  private final Map<Q, Entry<Q, A>> entries = new HashMap<>();
  private final Map<CollectorKey, Set<Q>> asking = new HashMap<>();

  /** A question with its answer. */
  private static final class Entry<Q, A> {
    final Q question;
    final Map<CollectorKey, Duration> askers = new HashMap<>();
    @Nullable A answer;
    Duration answeredAt = Duration.ZERO;
    @Nullable Duration due;
    boolean inFlight;
    boolean outdated;
    @Nullable Duration soon;
    boolean checked;
    int askedAgain;
    int unknowns;

    Entry(Q question) {
      this.question = question;
    }
  }

  /**
   * @param background where questions are asked
   * @param source asks; may block
   * @param rules when an answer counts
   * @param changed is told who has a question whose answer changed; on a background thread
   */
  Answers(
      Background background,
      Function<Q, A> source,
      AnswerRules<A> rules,
      Consumer<CollectorKey> changed) {
    this(background, source, rules, changed, question -> 1);
  }

  /**
   * @param background where questions are asked
   * @param source asks; may block
   * @param rules when an answer counts
   * @param changed is told who has a question whose answer changed; on a background thread
   * @param turn at which share of the time between two checks, above 0 and up to 1, a question is
   *     checked for the first time; it keeps that distance from others then
   */
  Answers(
      Background background,
      Function<Q, A> source,
      AnswerRules<A> rules,
      Consumer<CollectorKey> changed,
      ToDoubleFunction<Q> turn) {
    this.background = background;
    this.source = source;
    this.rules = rules;
    this.changed = changed;
    this.turn = turn;
  }

  /** Spreads questions that came up together evenly over the time between two checks. */
  static double spread(Object question) {
    int mixed = question.hashCode() * 0x9E3779B9;
    return ((mixed >>> 8) + 1) / (double) (1 << 24);
  }

  /**
   * Says what is known, and has the rest asked. Doesn't block.
   *
   * @param who who asks
   * @param questions all its questions; those of earlier calls that are not among them are dropped
   * @param every how old an answer may become before it is checked
   * @return the answers that are known
   */
  synchronized Map<Q, A> ask(CollectorKey who, Set<Q> questions, Duration every) {
    asking.getOrDefault(who, Set.of()).stream()
        .filter(question -> !questions.contains(question))
        .forEach(question -> drop(who, question));
    if (questions.isEmpty()) {
      asking.remove(who);
      return Map.of();
    }
    asking.put(who, questions);
    Map<Q, A> known = new HashMap<>();
    for (Q question : questions) {
      Entry<Q, A> entry = entries.computeIfAbsent(question, Entry::new);
      entry.askers.put(who, every);
      plan(entry);
      if (entry.answer != null) {
        known.put(question, entry.answer);
      }
    }
    return known;
  }

  /** Changes how old this asker's answers may become. */
  synchronized void pace(CollectorKey who, Duration every) {
    ask(who, asking.getOrDefault(who, Set.of()), every);
  }

  /** The answer may have changed: asks at once, if anybody has the question. */
  synchronized void refresh(Q question) {
    Entry<Q, A> entry = entries.get(question);
    if (entry == null) {
      return;
    }
    if (entry.inFlight) {
      entry.outdated = true;
    } else {
      begin(entry);
    }
  }

  /** Asks again at once wherever an answer is no longer believed. */
  synchronized void refreshIf(BiPredicate<Q, A> outdated) {
    entries.values().stream()
        .filter(entry -> entry.answer != null && outdated.test(entry.question, entry.answer))
        .map(entry -> entry.question)
        .forEach(this::refresh);
  }

  /**
   * Something changed that this asker's answers may hang on, too: has them checked as soon as they
   * have reached an age. However often this is called, no question is asked more often than that.
   */
  synchronized void hasten(CollectorKey who, Duration age) {
    for (Q question : asking.getOrDefault(who, Set.of())) {
      Entry<Q, A> entry = entries.get(question);
      if (entry != null && entry.inFlight) {
        entry.soon = age;
      } else if (entry != null) {
        appoint(entry, entry.answeredAt.plus(age));
      }
    }
  }

  /** How many questions are kept. */
  synchronized int size() {
    return entries.size();
  }

  private void drop(CollectorKey who, Q question) {
    Entry<Q, A> entry = entries.get(question);
    if (entry != null) {
      entry.askers.remove(who);
      if (entry.askers.isEmpty()) {
        entries.remove(question);
      }
    }
  }

  private void plan(Entry<Q, A> entry) {
    if (entry.inFlight) {
      return;
    }
    if (entry.answer == null) {
      begin(entry);
      return;
    }
    appoint(entry, entry.answeredAt.plus(lifetime(entry)));
  }

  /** Has a question that was answered asked again, then or earlier. */
  private void appoint(Entry<Q, A> entry, Duration due) {
    if (entry.due == null || due.compareTo(entry.due) < 0) {
      entry.due = due;
      Duration wait = due.minus(background.now());
      background.later(wait.isNegative() ? Duration.ZERO : wait, () -> beginIfDue(entry, due));
    }
  }

  private synchronized void beginIfDue(Entry<Q, A> entry, Duration due) {
    // An earlier appointment was made since, or the question is no longer anybody's.
    if (isKept(entry) && due.equals(entry.due)) {
      begin(entry);
    }
  }

  private void begin(Entry<Q, A> entry) {
    entry.inFlight = true;
    entry.due = null;
    background.run(() -> askNow(entry));
  }

  private void askNow(Entry<Q, A> entry) {
    synchronized (this) {
      if (!isKept(entry)) {
        return;
      }
    }
    A latest;
    try {
      latest = source.apply(entry.question);
    } catch (RuntimeException e) {
      latest = rules.failed().apply("asking failed: " + e);
    }
    answered(entry, latest).forEach(changed);
  }

  /** Takes an answer in; returns who has to hear of it. */
  private synchronized List<CollectorKey> answered(Entry<Q, A> entry, A latest) {
    if (!isKept(entry)) {
      return List.of();
    }
    if (entry.outdated) {
      entry.outdated = false;
      begin(entry);
      return List.of();
    }
    var again = rules.askAgain(entry.answer, latest, entry.askedAgain);
    if (again.isPresent()) {
      entry.askedAgain++;
      background.later(again.get(), () -> askNow(entry));
      return List.of();
    }
    boolean news = !latest.equals(entry.answer);
    entry.askedAgain = 0;
    entry.inFlight = false;
    entry.checked = entry.answer != null;
    entry.answer = latest;
    entry.answeredAt = background.now();
    entry.unknowns = rules.unknown().test(latest) ? entry.unknowns + 1 : 0;
    plan(entry);
    if (entry.soon != null) {
      appoint(entry, entry.answeredAt.plus(entry.soon));
      entry.soon = null;
    }
    return news ? List.copyOf(entry.askers.keySet()) : List.of();
  }

  private boolean isKept(Entry<Q, A> entry) {
    return entries.get(entry.question) == entry;
  }

  /**
   * As long as the most impatient asker says; shorter, at first, for an answer that says nothing.
   */
  private Duration lifetime(Entry<Q, A> entry) {
    Duration every =
        entry.askers.values().stream().min(Comparator.naturalOrder()).orElse(FIRST_RETRY);
    if (entry.unknowns == 0) {
      return entry.checked ? every : part(every, turn.applyAsDouble(entry.question));
    }
    Duration retry = FIRST_RETRY.multipliedBy(1L << Math.min(entry.unknowns - 1, 10));
    return retry.compareTo(every) < 0 ? retry : every;
  }

  private static Duration part(Duration whole, double share) {
    return Duration.ofMillis((long) (whole.toMillis() * share));
  }
}
