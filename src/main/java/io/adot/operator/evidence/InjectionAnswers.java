package io.adot.operator.evidence;

import static io.adot.operator.evidence.EvidenceGatherer.orPending;

import io.adot.operator.aws.PodIdentityAssociation;
import io.adot.operator.preflight.Injection;
import io.adot.operator.preflight.Observation;
import io.adot.operator.preflight.Questions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** What the cluster has of what gives pods an identity in AWS. */
final class InjectionAnswers {
  private static final String WEBHOOK = "webhook";
  private static final String AGENT = "agent";
  private static final Duration RARELY = Duration.ofMinutes(10);

  private final Answers<String, Observation<String>> answers;

  /**
   * @param background where the API server is asked
   * @param changed is told who has a question whose answer changed
   */
  InjectionAnswers(EvidenceSources sources, Background background, Consumer<CollectorKey> changed) {
    answers =
        new Answers<>(
            background,
            one -> one.equals(AGENT) ? sources.agent().find() : sources.webhook().find(),
            AnswerRules.lookup(),
            changed);
  }

  /** Says what is known now, and has the rest asked. */
  Injection current(
      CollectorKey collector,
      Questions questions,
      Observation<PodIdentityAssociation> association) {
    Map<String, Observation<String>> known =
        answers.ask(collector, asked(questions, association), RARELY);
    return new Injection(
        association, orPending(known.get(WEBHOOK)), List.of(), orPending(known.get(AGENT)));
  }

  /** The agent matters only to who has an association. */
  private static Set<String> asked(
      Questions questions, Observation<PodIdentityAssociation> association) {
    if (questions.awsRequirements().isEmpty()) {
      return Set.of();
    }
    return association instanceof Observation.Found ? Set.of(WEBHOOK, AGENT) : Set.of(WEBHOOK);
  }

  void hasten(CollectorKey collector, Duration age) {
    answers.hasten(collector, age);
  }

  void forget(CollectorKey collector) {
    answers.ask(collector, Set.of(), RARELY);
  }

  int size() {
    return answers.size();
  }
}
