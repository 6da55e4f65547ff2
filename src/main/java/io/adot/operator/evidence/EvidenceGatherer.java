package io.adot.operator.evidence;

import io.adot.operator.preflight.AccessAnswer;
import io.adot.operator.preflight.AccessQuestion;
import io.adot.operator.preflight.Evidence;
import io.adot.operator.preflight.Observation;
import io.adot.operator.preflight.Questions;
import io.adot.operator.preflight.ServiceAccountFacts;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Gathers the evidence that collectors are judged by, in the background: whoever asks gets what is
 * known by now, and is told when there is more. Answers are checked again by themselves; nobody has
 * to ask for that.
 */
public final class EvidenceGatherer implements AutoCloseable {
  private static final String SELF = "self";
  private static final Duration RARELY = Duration.ofMinutes(10);

  /** How old answers are, at least, that are checked because the collector changed. */
  private static final Duration CLUSTER_AGE = Duration.ofSeconds(1);

  private static final Duration IAM_AGE = Duration.ofSeconds(5);

  /** Answers that come together make one call of the listener. */
  private static final Duration GATHERING = Duration.ofMillis(100);

  private final Background reviews;
  private final Background aws;
  private final EvidenceListener listener;
  private final RoleAwareReviewer access;
  private final ServiceAccounts serviceAccounts;
  private final Answers<AccessQuestion, AccessAnswer> operatorAccess;
  private final Answers<OnBehalf, AccessAnswer> collectorAccess;
  private final Answers<Account, Observation<ServiceAccountFacts>> accounts;
  private final Answers<String, Observation<String>> issuer;
  private final Answers<String, Observation<String>> operatorUser;
  private final InjectionAnswers injection;
  private final AwsAnswers iam;
  private final Map<CollectorKey, Cadence> cadences = new ConcurrentHashMap<>();
  private final Set<CollectorKey> toTell = ConcurrentHashMap.newKeySet();

  private record Account(String namespace, String name) {}

  private record OnBehalf(Account account, AccessQuestion question) {}

  /**
   * @param sources where to ask
   * @param reviews where the API server is asked; the gatherer closes it
   * @param aws where AWS is asked, apart so that its slowness delays nothing else; the gatherer
   *     closes it
   * @param listener is told of news
   */
  public EvidenceGatherer(
      EvidenceSources sources, Background reviews, Background aws, EvidenceListener listener) {
    this.reviews = reviews;
    this.aws = aws;
    this.listener = listener;
    this.serviceAccounts = sources.serviceAccounts();
    this.access = new RoleAwareReviewer(sources.grants(), sources.access(), reviews::now);
    operatorAccess =
        new Answers<>(
            reviews,
            new OperatorAccess(access, reviews::now)::ask,
            AnswerRules.access(),
            this::news);
    collectorAccess =
        new Answers<>(
            reviews,
            one -> access.review(one.account().namespace(), one.account().name(), one.question()),
            AnswerRules.access(),
            this::news);
    accounts =
        new Answers<>(
            reviews,
            one -> serviceAccounts.find(one.namespace(), one.name()),
            AnswerRules.lookup(),
            this::news);
    issuer =
        new Answers<>(reviews, one -> sources.issuer().url(), AnswerRules.lookup(), this::news);
    operatorUser =
        new Answers<>(reviews, one -> access.ownUser(), AnswerRules.lookup(), this::news);
    injection = new InjectionAnswers(sources, reviews, this::news);
    iam = new AwsAnswers(sources.iam(), sources.cluster(), aws, this::news);
  }

  /**
   * Says what is known now, and has the rest asked. Never blocks, never throws.
   *
   * @param collector whom it is about
   * @param questions what its checks need to know; those of earlier calls are replaced
   */
  public Evidence current(CollectorKey collector, Questions questions) {
    Cadence cadence = cadences.computeIfAbsent(collector, key -> Cadence.initial());
    Observation<ServiceAccountFacts> account =
        questions.expected(account(collector, questions, cadence));
    Set<String> aboutIssuer = questions.awsRequirements().isEmpty() ? Set.of() : Set.of(SELF);
    Observation<String> issuerUrl = orPending(issuer.ask(collector, aboutIssuer, RARELY).get(SELF));
    Set<String> aboutUser = questions.operatorAccess().isEmpty() ? Set.of() : Set.of(SELF);
    Map<OnBehalf, AccessAnswer> answers = access(collector, questions, cadence);
    AwsAnswers.Known known = iam.current(collector, questions, account, issuerUrl, cadence.iam());
    return new Evidence(
        operatorAccess.ask(collector, questions.operatorAccess(), cadence.cluster()),
        of(questions.serviceAccount(), answers),
        account,
        issuerUrl,
        known.role(),
        orPending(operatorUser.ask(collector, aboutUser, RARELY).get(SELF)),
        of(questions.allocator(), answers),
        injection.current(collector, questions, known.association()));
  }

  /** Sets how often this collector's answers are checked from now on. */
  public void pace(CollectorKey collector, Cadence cadence) {
    if (!cadence.equals(cadences.replace(collector, cadence))) {
      operatorAccess.pace(collector, cadence.cluster());
      collectorAccess.pace(collector, cadence.cluster());
      accounts.pace(collector, ofAccounts(cadence));
      iam.pace(collector, cadence.iam());
    }
  }

  /**
   * The collector was changed by somebody, who may have changed more than that: what is known for
   * it is checked, soon but not without measure.
   */
  public void collectorChanged(CollectorKey collector) {
    access.doubt();
    operatorAccess.hasten(collector, CLUSTER_AGE);
    collectorAccess.hasten(collector, CLUSTER_AGE);
    accounts.hasten(collector, CLUSTER_AGE);
    issuer.hasten(collector, CLUSTER_AGE);
    injection.hasten(collector, CLUSTER_AGE);
    iam.hasten(collector, IAM_AGE);
  }

  /** What the collector may do was changed: that is checked, as soon as after another change. */
  public void rolesChanged(CollectorKey collector) {
    collectorAccess.hasten(collector, CLUSTER_AGE);
  }

  /** Roles or bindings changed: what is not as they say now is asked again at once. */
  public void grantsChanged() {
    collectorAccess.refreshIf(
        (one, answer) ->
            access.isOutdated(
                one.account().namespace(), one.account().name(), one.question(), answer));
    operatorAccess.refreshIf(access::isOutdated);
  }

  /** A ServiceAccount came, went or changed: what is known of it is looked up again at once. */
  public void serviceAccountChanged(String namespace, String name) {
    accounts.refresh(new Account(namespace, name));
  }

  /** The collector is gone, or nothing is to be known of it any more. */
  public void forget(CollectorKey collector) {
    cadences.remove(collector);
    operatorAccess.ask(collector, Set.of(), RARELY);
    collectorAccess.ask(collector, Set.of(), RARELY);
    accounts.ask(collector, Set.of(), RARELY);
    issuer.ask(collector, Set.of(), RARELY);
    injection.forget(collector);
    operatorUser.ask(collector, Set.of(), RARELY);
    iam.forget(collector);
  }

  /** Stops asking. */
  @Override
  public void close() {
    reviews.close();
    aws.close();
  }

  /** How many questions are kept, of all kinds. */
  int size() {
    return operatorAccess.size()
        + collectorAccess.size()
        + accounts.size()
        + issuer.size()
        + injection.size()
        + operatorUser.size()
        + iam.size();
  }

  private Observation<ServiceAccountFacts> account(
      CollectorKey collector, Questions questions, Cadence cadence) {
    Account account = new Account(questions.namespace(), questions.serviceAccount());
    if (account.name().isEmpty()) {
      accounts.ask(collector, Set.of(), RARELY);
      return new Observation.Absent<>();
    }
    return orPending(accounts.ask(collector, Set.of(account), ofAccounts(cadence)).get(account));
  }

  /** Whose changes are told need not be asked for. */
  private Duration ofAccounts(Cadence cadence) {
    return serviceAccounts.isWatched() ? RARELY : cadence.cluster();
  }

  private Map<OnBehalf, AccessAnswer> access(
      CollectorKey collector, Questions questions, Cadence cadence) {
    Account own = new Account(questions.namespace(), questions.serviceAccount());
    Account allocator = new Account(questions.namespace(), questions.allocator());
    Set<OnBehalf> onBehalf = new HashSet<>();
    questions.collectorAccess().forEach(one -> onBehalf.add(new OnBehalf(own, one)));
    questions.allocatorAccess().forEach(one -> onBehalf.add(new OnBehalf(allocator, one)));
    return collectorAccess.ask(collector, onBehalf, cadence.cluster());
  }

  private static Map<AccessQuestion, AccessAnswer> of(
      String serviceAccount, Map<OnBehalf, AccessAnswer> access) {
    return access.entrySet().stream()
        .filter(answer -> answer.getKey().account().name().equals(serviceAccount))
        .collect(Collectors.toMap(answer -> answer.getKey().question(), Map.Entry::getValue));
  }

  static <T> Observation<T> orPending(@org.jspecify.annotations.Nullable Observation<T> known) {
    return known == null ? new Observation.Pending<>() : known;
  }

  private void news(CollectorKey collector) {
    if (toTell.add(collector)) {
      reviews.later(
          GATHERING,
          () -> {
            toTell.remove(collector);
            listener.changed(collector);
          });
    }
  }
}
