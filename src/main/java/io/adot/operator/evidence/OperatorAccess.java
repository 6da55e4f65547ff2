package io.adot.operator.evidence;

import io.adot.operator.preflight.AccessAnswer;
import io.adot.operator.preflight.AccessQuestion;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the operator itself may do: one call tells most of a namespace; what it doesn't tell is
 * asked one by one, since an authorizer that cannot list its rules (EKS has one) leaves them out.
 */
final class OperatorAccess {
  /** Long enough that questions which come up together share a call. */
  private static final Duration FRESH = Duration.ofSeconds(15);

  private final AccessReviewer reviewer;
  private final Supplier<Duration> clock;
  private final Map<String, Rules> rules = new ConcurrentHashMap<>();

  OperatorAccess(AccessReviewer reviewer, Supplier<Duration> clock) {
    this.reviewer = reviewer;
    this.clock = clock;
  }

  /** Rules of one namespace, fetched by one thread at a time. */
  private final class Rules {
    private final String namespace;
    private Set<OwnRule> granted = Set.of();

    /** Null while they are being fetched. Read without the lock, which is held meanwhile. */
    private volatile @Nullable Duration fetchedAt;

    Rules(String namespace) {
      this.namespace = namespace;
    }

    synchronized boolean allow(AccessQuestion question) {
      Duration last = fetchedAt;
      if (last == null || isOld(last)) {
        fetchedAt = null;
        granted = reviewer.ownRules(namespace);
        fetchedAt = clock.get();
      }
      return granted.stream().anyMatch(rule -> rule.allows(question));
    }

    boolean isOver() {
      Duration last = fetchedAt;
      return last != null && isOld(last);
    }

    private boolean isOld(Duration moment) {
      return clock.get().minus(moment).compareTo(FRESH) > 0;
    }
  }

  AccessAnswer ask(AccessQuestion question) {
    if (reviewer.grantsOwn(question)) {
      return new AccessAnswer.Allowed();
    }
    // A rules review is about one namespace: it tells nothing of the cluster's own resources.
    if (question.namespace().isEmpty()) {
      return reviewer.reviewOwn(question);
    }
    Rules ofNamespace = rules.computeIfAbsent(question.namespace(), Rules::new);
    boolean allowed = ofNamespace.allow(question);
    rules.values().removeIf(one -> one != ofNamespace && one.isOver());
    return allowed ? new AccessAnswer.Allowed() : reviewer.reviewOwn(question);
  }
}
