package io.adot.operator.evidence;

import static io.adot.operator.evidence.EvidenceGatherer.orPending;

import io.adot.operator.aws.Iam;
import io.adot.operator.aws.IamAnswer;
import io.adot.operator.aws.IamQuestion;
import io.adot.operator.aws.PodIdentityAssociation;
import io.adot.operator.aws.PodIdentityLookup;
import io.adot.operator.aws.PodIdentityQuestion;
import io.adot.operator.preflight.Observation;
import io.adot.operator.preflight.Questions;
import io.adot.operator.preflight.ServiceAccountFacts;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** What AWS answers: which role Pod Identity gives, and then, what there is to know of the role. */
final class AwsAnswers {
  private final String cluster;
  private final Answers<IamQuestion, Observation<IamAnswer>> roles;
  private final Answers<PodIdentityQuestion, Observation<PodIdentityAssociation>> associations;

  /**
   * @param cluster the cluster's name in EKS; empty when it is not known
   * @param background where AWS is asked
   * @param changed is told who has a question whose answer changed
   */
  AwsAnswers(Iam iam, String cluster, Background background, Consumer<CollectorKey> changed) {
    this.cluster = cluster;
    roles =
        new Answers<>(
            background,
            question -> new Observation.Found<>(iam.ask(question)),
            AnswerRules.lookup(),
            changed,
            Answers::spread);
    associations =
        new Answers<>(
            background,
            question -> observed(iam.association(question)),
            AnswerRules.lookup(),
            changed,
            Answers::spread);
  }

  /**
   * What is known.
   *
   * @param role the collector's role
   * @param association the association of its ServiceAccount
   */
  record Known(Observation<IamAnswer> role, Observation<PodIdentityAssociation> association) {}

  /** Says what is known now, and has the rest asked. */
  Known current(
      CollectorKey collector,
      Questions questions,
      Observation<ServiceAccountFacts> account,
      Observation<String> issuer,
      Duration every) {
    if (questions.awsRequirements().isEmpty()) {
      forget(collector);
      return new Known(new Observation.Absent<>(), new Observation.Absent<>());
    }
    Observation<PodIdentityAssociation> association =
        association(collector, questions, issuer, every);
    return new Known(role(collector, questions, account, association, issuer, every), association);
  }

  void pace(CollectorKey collector, Duration every) {
    roles.pace(collector, every);
    associations.pace(collector, every);
  }

  void hasten(CollectorKey collector, Duration age) {
    roles.hasten(collector, age);
    associations.hasten(collector, age);
  }

  void forget(CollectorKey collector) {
    roles.ask(collector, Set.of(), Duration.ZERO);
    associations.ask(collector, Set.of(), Duration.ZERO);
  }

  int size() {
    return roles.size() + associations.size();
  }

  private Observation<PodIdentityAssociation> association(
      CollectorKey collector, Questions questions, Observation<String> issuer, Duration every) {
    Optional<PodIdentityQuestion> question =
        cluster.isEmpty() ? Optional.empty() : questions.podIdentity(cluster, urlOrEmpty(issuer));
    Map<PodIdentityQuestion, Observation<PodIdentityAssociation>> known =
        associations.ask(collector, question.map(Set::of).orElse(Set.of()), every);
    if (question.isPresent()) {
      return orPending(known.get(question.get()));
    }
    if (cluster.isEmpty()) {
      return new Observation.Unknown<>(
          "the operator does not know the name of the cluster (--cluster-name)");
    }
    return issuer instanceof Observation.Pending
        ? new Observation.Pending<>()
        : new Observation.Unknown<>("the cluster's issuer is not known to be one of EKS");
  }

  private Observation<IamAnswer> role(
      CollectorKey collector,
      Questions questions,
      Observation<ServiceAccountFacts> account,
      Observation<PodIdentityAssociation> association,
      Observation<String> issuer,
      Duration every) {
    boolean open =
        Stream.of(account, association, issuer).anyMatch(Observation.Pending.class::isInstance);
    Optional<IamQuestion> question =
        !open && account instanceof Observation.Found<ServiceAccountFacts> found
            ? questions.iam(found.value(), association, urlOrEmpty(issuer))
            : Optional.empty();
    Map<IamQuestion, Observation<IamAnswer>> known =
        roles.ask(collector, question.map(Set::of).orElse(Set.of()), every);
    if (question.isPresent()) {
      return orPending(known.get(question.get()));
    }
    return open ? new Observation.Pending<>() : new Observation.Absent<>();
  }

  private static Observation<PodIdentityAssociation> observed(PodIdentityLookup lookup) {
    if (lookup instanceof PodIdentityLookup.Found found) {
      return new Observation.Found<>(found.association());
    }
    return lookup instanceof PodIdentityLookup.Unknown unknown
        ? new Observation.Unknown<>(unknown.why())
        : new Observation.Absent<>();
  }

  private static String urlOrEmpty(Observation<String> url) {
    return url instanceof Observation.Found<String> found ? found.value() : "";
  }
}
