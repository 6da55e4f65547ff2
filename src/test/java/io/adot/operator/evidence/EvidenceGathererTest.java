package io.adot.operator.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import io.adot.operator.aws.Iam;
import io.adot.operator.aws.IamAnswer;
import io.adot.operator.component.AwsRequirement;
import io.adot.operator.component.KubernetesRule.Resource;
import io.adot.operator.component.Necessity;
import io.adot.operator.config.ComponentId;
import io.adot.operator.config.ComponentKind;
import io.adot.operator.preflight.AccessAnswer;
import io.adot.operator.preflight.AccessQuestion;
import io.adot.operator.preflight.Evidence;
import io.adot.operator.preflight.Observation;
import io.adot.operator.preflight.Questions;
import io.adot.operator.preflight.ServiceAccountFacts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EvidenceGathererTest {
  private static final CollectorKey ADOT = new CollectorKey("other", "adot");
  private static final AccessAnswer ALLOWED = new AccessAnswer.Allowed();
  private static final AccessAnswer DENIED = new AccessAnswer.Denied();
  private static final AccessQuestion LIST_PODS =
      new AccessQuestion("", "list", Resource.of("", "pods"));
  private static final AccessQuestion PATCH_CONFIGMAPS =
      new AccessQuestion("other", "patch", Resource.of("", "configmaps"));
  private static final String ROLE = "arn:aws:iam::123456789012:role/adot";

  private final FakeCluster cluster = new FakeCluster();
  private final ManualBackground time = new ManualBackground();
  private final ManualBackground awsTime = new ManualBackground();
  private final List<CollectorKey> told = new ArrayList<>();
  private final FakeRoles roles = new FakeRoles();
  private int iamCalls;
  private Iam iam =
      question -> {
        iamCalls++;
        return new IamAnswer(
            new IamAnswer.RoleLookup.Missing(), new IamAnswer.ProviderLookup.Missing(), Map.of());
      };
  private final EvidenceGatherer gatherer =
      new EvidenceGatherer(
          new EvidenceSources(cluster, roles, cluster, cluster, question -> iam.ask(question)),
          time,
          awsTime,
          told::add);

  @Test
  void whatIsNotKnownIsAskedInTheBackground() {
    cluster.answers.put(LIST_PODS, ALLOWED);

    Evidence first = ask(LIST_PODS);
    assertThat(cluster.asked).isEmpty();
    assertThat(first.collectorAccess()).isEmpty();
    assertThat(first.serviceAccount()).isInstanceOf(Observation.Pending.class);

    time.passSeconds(1);
    assertThat(told).containsExactly(ADOT);
    assertThat(ask(LIST_PODS).collectorAccess()).containsEntry(LIST_PODS, ALLOWED);
    assertThat(ask(LIST_PODS).serviceAccount()).isInstanceOf(Observation.Found.class);
    assertThat(cluster.asked)
        .containsExactlyInAnyOrder("review other/adot-collector list", "find other/adot-collector");
  }

  @Test
  void whatTheTargetAllocatorMayDoIsAskedAndToldApart() {
    cluster.answers.put(LIST_PODS, ALLOWED);
    Questions questions =
        new Questions(
            "other",
            "adot-collector",
            Optional.empty(),
            Set.of(),
            Set.of(),
            List.of(),
            "adot-targetallocator",
            Set.of(LIST_PODS));
    gatherer.current(ADOT, questions);
    time.passSeconds(1);

    Evidence evidence = gatherer.current(ADOT, questions);
    assertThat(evidence.allocatorAccess()).containsEntry(LIST_PODS, ALLOWED);
    assertThat(evidence.collectorAccess()).isEmpty();
    assertThat(cluster.asked).contains("review other/adot-targetallocator list");
  }

  @Test
  void aDenialCountsAfterThreeMoreDenials() {
    ask(LIST_PODS);
    time.passMillis(999);
    assertThat(cluster.count("review")).isEqualTo(3);
    assertThat(ask(LIST_PODS).collectorAccess()).isEmpty();

    time.passMillis(1);
    assertThat(cluster.count("review")).isEqualTo(4);
    assertThat(ask(LIST_PODS).collectorAccess()).containsEntry(LIST_PODS, DENIED);
  }

  @Test
  void aBindingThatArrivesMeanwhileCounts() {
    ask(LIST_PODS);
    time.passMillis(300);
    cluster.answers.put(LIST_PODS, ALLOWED);
    time.passMillis(200);

    assertThat(ask(LIST_PODS).collectorAccess()).containsEntry(LIST_PODS, ALLOWED);
  }

  @Test
  void whatMayNotBeAskedIsUnknown() {
    AccessAnswer unknown = new AccessAnswer.Unknown("the operator may not ask");
    cluster.answers.put(LIST_PODS, unknown);
    ask(LIST_PODS);
    time.passSeconds(4);

    assertThat(ask(LIST_PODS).collectorAccess()).containsEntry(LIST_PODS, unknown);
  }

  @Test
  void answersAreCheckedAgainWithoutBeingForgottenAndOnlyNewsAreTold() {
    cluster.answers.put(LIST_PODS, ALLOWED);
    ask(LIST_PODS);
    time.passSeconds(1);
    told.clear();

    time.passSeconds(58);
    assertThat(cluster.count("review")).isEqualTo(1);
    time.passSeconds(2);
    assertThat(cluster.count("review")).isEqualTo(2);
    assertThat(told).isEmpty();

    cluster.answers.put(LIST_PODS, DENIED);
    time.pass(Duration.ofMillis(59_500));
    assertThat(ask(LIST_PODS).collectorAccess()).containsEntry(LIST_PODS, ALLOWED);
    assertThat(told).isEmpty();
    time.passSeconds(1);
    assertThat(ask(LIST_PODS).collectorAccess()).containsEntry(LIST_PODS, DENIED);
    assertThat(told).containsExactly(ADOT);
  }

  @Test
  void aMomentWithoutAnswersChangesNothing() {
    cluster.answers.put(LIST_PODS, ALLOWED);
    ask(LIST_PODS);
    time.passSeconds(1);
    told.clear();

    cluster.answers.put(LIST_PODS, new AccessAnswer.Unknown("gone"));
    time.passSeconds(60);
    cluster.answers.put(LIST_PODS, ALLOWED);
    time.passSeconds(10);

    assertThat(ask(LIST_PODS).collectorAccess()).containsEntry(LIST_PODS, ALLOWED);
    assertThat(told).isEmpty();
  }

  @Test
  void aHeldCollectorIsAskedForEveryFiveSeconds() {
    roles.complete = false;
    ask(LIST_PODS);
    time.passSeconds(2);
    gatherer.pace(ADOT, new Cadence(Duration.ofSeconds(5), Duration.ofSeconds(60)));
    told.clear();

    cluster.answers.put(LIST_PODS, ALLOWED);
    time.passSeconds(5);

    assertThat(told).containsExactly(ADOT);
    assertThat(ask(LIST_PODS).collectorAccess()).containsEntry(LIST_PODS, ALLOWED);
  }

  @Test
  void whatRolesGrantIsNeverAsked() {
    roles.grant(LIST_PODS, PATCH_CONFIGMAPS);
    Questions questions = questions(Set.of(PATCH_CONFIGMAPS), Set.of(LIST_PODS), List.of());

    gatherer.current(ADOT, questions);
    time.pass(Duration.ofMinutes(30));

    assertThat(gatherer.current(ADOT, questions).collectorAccess())
        .containsEntry(LIST_PODS, ALLOWED);
    assertThat(gatherer.current(ADOT, questions).operatorAccess())
        .containsEntry(PATCH_CONFIGMAPS, ALLOWED);
    assertThat(cluster.asked).noneMatch(line -> line.contains("review"));
    assertThat(cluster.count("ownRules")).isZero();
  }

  @Test
  void whatRolesRefuseIsConfirmedAndThenLeftInPeace() {
    ask(LIST_PODS);
    time.passSeconds(2);
    assertThat(ask(LIST_PODS).collectorAccess()).containsEntry(LIST_PODS, DENIED);
    assertThat(cluster.count("review")).isEqualTo(4);

    time.pass(Duration.ofMinutes(9));
    assertThat(cluster.count("review")).isEqualTo(4);

    // Another authorizer allows it now, which no role tells.
    cluster.answers.put(LIST_PODS, ALLOWED);
    time.pass(Duration.ofMinutes(3));
    assertThat(ask(LIST_PODS).collectorAccess()).containsEntry(LIST_PODS, ALLOWED);
  }

  @Test
  void aRefusalIsAskedForAgainWhenSomebodyChangesTheCollector() {
    ask(LIST_PODS);
    time.passSeconds(60);
    cluster.answers.put(LIST_PODS, ALLOWED);

    gatherer.collectorChanged(ADOT);
    time.passSeconds(1);

    assertThat(ask(LIST_PODS).collectorAccess()).containsEntry(LIST_PODS, ALLOWED);
  }

  @Test
  void aRoleThatComesOrGoesIsNoticedAtOnce() {
    ask(LIST_PODS);
    time.passSeconds(20);
    told.clear();

    roles.grant(LIST_PODS);
    gatherer.grantsChanged();
    time.passMillis(100);
    assertThat(told).containsExactly(ADOT);
    assertThat(ask(LIST_PODS).collectorAccess()).containsEntry(LIST_PODS, ALLOWED);

    told.clear();
    roles.revoke(LIST_PODS);
    gatherer.grantsChanged();
    time.passSeconds(2);
    assertThat(told).containsExactly(ADOT);
    assertThat(ask(LIST_PODS).collectorAccess()).containsEntry(LIST_PODS, DENIED);
  }

  @Test
  void aRoleThatConcernsNobodyAsksNothing() {
    roles.grant(LIST_PODS);
    ask(LIST_PODS);
    time.passSeconds(2);
    int before = cluster.asked.size();

    roles.grant(PATCH_CONFIGMAPS);
    gatherer.grantsChanged();
    time.passSeconds(2);

    assertThat(cluster.asked).hasSize(before);
  }

  @Test
  void whileRolesAreNotAllKnownARefusalIsAskedForAgainEachMinute() {
    roles.complete = false;
    ask(LIST_PODS);
    time.passSeconds(2);
    long before = cluster.count("review");

    time.passSeconds(60);

    assertThat(cluster.count("review")).isGreaterThan(before);
  }

  @Test
  void accountsWhoseChangesAreToldAreNotLookedUpAgain() {
    cluster.watched = true;
    roles.grant(LIST_PODS);
    ask(LIST_PODS);
    time.pass(Duration.ofMinutes(9));

    assertThat(cluster.count("find")).isEqualTo(1);
  }

  @Test
  void whatTheRulesTellIsNotAskedAndWhatTheyLeaveOutIs() {
    AccessQuestion create =
        new AccessQuestion("other", "create", Resource.of("apps", "deployments"));
    AccessQuestion delete =
        new AccessQuestion("other", "delete", Resource.of("apps", "deployments"));
    cluster.ownRules.add(new OwnRule(List.of("apps"), List.of("*"), List.of("create")));
    cluster.ownAnswers.put(PATCH_CONFIGMAPS, ALLOWED);
    Questions questions = questions(Set.of(create, delete, PATCH_CONFIGMAPS), Set.of(), List.of());

    gatherer.current(ADOT, questions);
    time.passSeconds(2);

    assertThat(gatherer.current(ADOT, questions).operatorAccess())
        .containsEntry(create, ALLOWED)
        .containsEntry(PATCH_CONFIGMAPS, ALLOWED)
        .containsEntry(delete, DENIED);
    assertThat(cluster.count("ownRules")).isEqualTo(1);
    assertThat(cluster.count("reviewOwn create")).isZero();
    assertThat(gatherer.current(ADOT, questions).operatorUser())
        .isEqualTo(new Observation.Found<>("system:serviceaccount:adot-operator:adot-operator"));
  }

  @Test
  void aChangedServiceAccountIsLookedUpAtOnce() {
    cluster.account = new Observation.Absent<>();
    ask(LIST_PODS);
    time.passSeconds(2);
    assertThat(ask(LIST_PODS).serviceAccount()).isInstanceOf(Observation.Absent.class);
    told.clear();

    cluster.account = new Observation.Found<>(new ServiceAccountFacts(Map.of(), true));
    gatherer.serviceAccountChanged("other", "adot-collector");
    time.passSeconds(1);

    assertThat(told).containsExactly(ADOT);
    assertThat(ask(LIST_PODS).serviceAccount()).isEqualTo(cluster.account);
  }

  @Test
  void whatAChangedCollectorAsksIsCheckedSoonEvenIfOthersKnowTheAnswer() {
    cluster.answers.put(LIST_PODS, ALLOWED);
    Questions questions = questions(Set.of(), Set.of(LIST_PODS), List.of());
    gatherer.current(new CollectorKey("other", "another"), questions);
    time.passSeconds(10);
    cluster.asked.clear();

    gatherer.current(ADOT, questions);
    gatherer.collectorChanged(ADOT);
    time.passSeconds(1);

    assertThat(cluster.asked)
        .containsExactlyInAnyOrder("review other/adot-collector list", "find other/adot-collector");
  }

  @Test
  void iamIsAskedOnceItIsKnownWhatToAskAndDelaysNothingElse() {
    cluster.answers.put(LIST_PODS, ALLOWED);
    cluster.account =
        new Observation.Found<>(
            new ServiceAccountFacts(Map.of("eks.amazonaws.com/role-arn", ROLE), null));
    Questions questions = questions(Set.of(), Set.of(LIST_PODS), List.of(remoteWrite()));

    assertThat(gatherer.current(ADOT, questions).iam()).isInstanceOf(Observation.Pending.class);
    time.passSeconds(1);
    Evidence meanwhile = gatherer.current(ADOT, questions);
    assertThat(meanwhile.iam()).isInstanceOf(Observation.Pending.class);
    assertThat(meanwhile.issuer()).isEqualTo(cluster.issuer);
    assertThat(meanwhile.collectorAccess()).containsEntry(LIST_PODS, ALLOWED);

    told.clear();
    awsTime.passSeconds(1);
    time.passSeconds(1);
    assertThat(told).containsExactly(ADOT);
    assertThat(gatherer.current(ADOT, questions).iam()).isInstanceOf(Observation.Found.class);
    assertThat(iamCalls).isEqualTo(1);

    awsTime.passSeconds(60);
    assertThat(iamCalls).isEqualTo(2);
    awsTime.passSeconds(600);
    assertThat(iamCalls).isEqualTo(12);
  }

  @Test
  void collectorsWithOneRoleAskIamOnce() {
    cluster.account =
        new Observation.Found<>(
            new ServiceAccountFacts(Map.of("eks.amazonaws.com/role-arn", ROLE), null));

    askAll(200);

    assertThat(iamCalls).isEqualTo(1);
  }

  @Test
  void rolesThatWereAskedForTogetherAreCheckedOneAfterTheOther() {
    cluster.accounts =
        name ->
            new Observation.Found<>(
                new ServiceAccountFacts(Map.of("eks.amazonaws.com/role-arn", ROLE + name), null));
    askAll(200);
    assertThat(iamCalls).isEqualTo(200);

    for (int second = 0; second < 180; second++) {
      int before = iamCalls;
      awsTime.passSeconds(1);
      assertThat(iamCalls - before).as("in one second").isLessThanOrEqualTo(12);
    }
    assertThat(iamCalls).isEqualTo(800);
  }

  /** Has collectors judged, each with a ServiceAccount of its own, until IAM has answered. */
  private void askAll(int collectors) {
    for (int round = 0; round < 2; round++) {
      for (int i = 0; i < collectors; i++) {
        gatherer.current(
            new CollectorKey("other", "c" + i),
            new Questions(
                "other", "c" + i, Optional.empty(), Set.of(), Set.of(), List.of(remoteWrite())));
      }
      time.passSeconds(1);
    }
    awsTime.passMillis(0);
  }

  @Test
  void aFailingIamIsUnknown() {
    iam =
        question -> {
          throw new IllegalStateException("broken");
        };
    cluster.account =
        new Observation.Found<>(
            new ServiceAccountFacts(Map.of("eks.amazonaws.com/role-arn", ROLE), null));
    Questions questions = questions(Set.of(), Set.of(), List.of(remoteWrite()));
    gatherer.current(ADOT, questions);
    time.passSeconds(1);
    gatherer.current(ADOT, questions);
    awsTime.passSeconds(4);

    assertThat(gatherer.current(ADOT, questions).iam()).isInstanceOf(Observation.Unknown.class);
  }

  @Test
  void withoutARoleThereIsNothingToAskIam() {
    Questions questions = questions(Set.of(), Set.of(), List.of(remoteWrite()));
    gatherer.current(ADOT, questions);
    time.passSeconds(1);

    assertThat(gatherer.current(ADOT, questions).iam()).isInstanceOf(Observation.Absent.class);
  }

  @Test
  void aForgottenCollectorLeavesNothing() {
    cluster.account =
        new Observation.Found<>(
            new ServiceAccountFacts(Map.of("eks.amazonaws.com/role-arn", ROLE), null));
    Questions questions =
        questions(Set.of(PATCH_CONFIGMAPS), Set.of(LIST_PODS), List.of(remoteWrite()));
    gatherer.current(ADOT, questions);
    time.passSeconds(3);
    gatherer.current(ADOT, questions);
    awsTime.passSeconds(3);
    assertThat(gatherer.size()).isEqualTo(7);

    gatherer.forget(ADOT);
    int before = cluster.asked.size();
    time.pass(Duration.ofHours(1));
    awsTime.pass(Duration.ofHours(1));

    assertThat(gatherer.size()).isZero();
    assertThat(cluster.asked).hasSize(before);
    assertThat(iamCalls).isEqualTo(1);
  }

  @Test
  void questionsThatAreNoLongerPutAreDropped() {
    ask(LIST_PODS);
    time.passSeconds(2);
    AccessQuestion other = new AccessQuestion("", "watch", Resource.of("", "pods"));
    ask(other);
    time.passSeconds(2);
    cluster.asked.clear();

    time.passSeconds(61);

    assertThat(cluster.asked).isNotEmpty().noneMatch(line -> line.endsWith("list"));
  }

  private Evidence ask(AccessQuestion question) {
    return gatherer.current(ADOT, questions(Set.of(), Set.of(question), List.of()));
  }

  private static Questions questions(
      Set<AccessQuestion> operator, Set<AccessQuestion> collector, List<AwsRequirement> aws) {
    return new Questions("other", "adot-collector", Optional.empty(), operator, collector, aws);
  }

  private static AwsRequirement remoteWrite() {
    return new AwsRequirement(
        ComponentId.parse(ComponentKind.EXPORTER, "prometheusremotewrite"),
        List.of("aps:RemoteWrite"),
        List.of("arn:aws:aps:eu-west-1:123456789012:workspace/ws-1"),
        "eu-west-1",
        "",
        Necessity.REQUIRED,
        true,
        "AmazonPrometheusRemoteWriteAccess",
        "a test");
  }
}
