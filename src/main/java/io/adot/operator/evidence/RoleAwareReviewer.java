package io.adot.operator.evidence;

import io.adot.operator.preflight.AccessAnswer;
import io.adot.operator.preflight.AccessQuestion;
import io.adot.operator.preflight.Observation;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Answers from what is known of roles and bindings where that suffices: what they grant is allowed.
 * What they do not grant is asked, as other authorizers may allow it; that answer holds for a while
 * as long as no role or binding changes.
 */
final class RoleAwareReviewer implements AccessReviewer {
  /** An answer is asked for again within a second before it counts, see {@link AnswerRules}. */
  private static final Duration SETTLED = Duration.ofSeconds(2);

  private static final Duration HOLDS = Duration.ofMinutes(10);

  private static final Pattern SERVICE_ACCOUNT =
      Pattern.compile("system:serviceaccount:([^:]+):([^:]+)");

  private final RoleGrants grants;
  private final AccessReviewer authorizer;
  private final Supplier<Duration> clock;
  private final Map<Asked, Refusal> refusals = new ConcurrentHashMap<>();
  private volatile @Nullable Account self;

  private record Account(String namespace, String name) {}

  private record Asked(Account account, AccessQuestion question) {}

  private record Refusal(long revision, Duration at) {}

  RoleAwareReviewer(RoleGrants grants, AccessReviewer authorizer, Supplier<Duration> clock) {
    this.grants = grants;
    this.authorizer = authorizer;
    this.clock = clock;
  }

  /** Whether the answer is not what roles and bindings now say. */
  boolean isOutdated(
      String namespace, String serviceAccount, AccessQuestion question, AccessAnswer answer) {
    return grants.allow(namespace, serviceAccount, question)
        != answer instanceof AccessAnswer.Allowed;
  }

  /** Whether what the operator itself was told is not what roles and bindings now say. */
  boolean isOutdated(AccessQuestion question, AccessAnswer answer) {
    return self().isPresent()
        && isOutdated(self().get().namespace(), self().get().name(), question, answer);
  }

  /** Has everything asked again that is due, as somebody thinks that it changed. */
  void doubt() {
    refusals.clear();
  }

  @Override
  public AccessAnswer review(String namespace, String serviceAccount, AccessQuestion question) {
    if (grants.allow(namespace, serviceAccount, question)) {
      return new AccessAnswer.Allowed();
    }
    Asked asked = new Asked(new Account(namespace, serviceAccount), question);
    // Before it is asked, so that a change meanwhile is not taken for a known one.
    long revision = grants.revision();
    if (stillHolds(refusals.get(asked), revision)) {
      return new AccessAnswer.Denied();
    }
    AccessAnswer answer = authorizer.review(namespace, serviceAccount, question);
    if (answer instanceof AccessAnswer.Denied && grants.isComplete()) {
      forgetOld();
      refusals.put(asked, new Refusal(revision, clock.get()));
    } else {
      refusals.remove(asked);
    }
    return answer;
  }

  @Override
  public AccessAnswer reviewOwn(AccessQuestion question) {
    return grantsOwn(question) ? new AccessAnswer.Allowed() : authorizer.reviewOwn(question);
  }

  @Override
  public boolean grantsOwn(AccessQuestion question) {
    return self()
        .map(account -> grants.allow(account.namespace(), account.name(), question))
        .orElse(false);
  }

  @Override
  public Set<OwnRule> ownRules(String namespace) {
    return authorizer.ownRules(namespace);
  }

  @Override
  public Observation<String> ownUser() {
    return authorizer.ownUser();
  }

  private boolean stillHolds(@Nullable Refusal refusal, long revision) {
    if (refusal == null || refusal.revision() != revision || !grants.isComplete()) {
      return false;
    }
    Duration age = clock.get().minus(refusal.at());
    return age.compareTo(SETTLED) > 0 && age.compareTo(HOLDS) < 0;
  }

  private void forgetOld() {
    Duration now = clock.get();
    refusals.values().removeIf(refusal -> now.minus(refusal.at()).compareTo(HOLDS) > 0);
  }

  /** Who the operator is; asked until it is known, as it does not change. */
  private Optional<Account> self() {
    if (self == null && authorizer.ownUser() instanceof Observation.Found<String> found) {
      Matcher account = SERVICE_ACCOUNT.matcher(found.value());
      // Whoever is no ServiceAccount has groups that are not known here.
      self =
          account.matches() ? new Account(account.group(1), account.group(2)) : new Account("", "");
    }
    return Optional.ofNullable(self).filter(account -> !account.name().isEmpty());
  }
}
