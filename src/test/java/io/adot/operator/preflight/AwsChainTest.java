package io.adot.operator.preflight;

import static io.adot.operator.preflight.AwsScene.LOGS;
import static org.assertj.core.api.Assertions.assertThat;

import io.adot.operator.api.Reason;
import io.adot.operator.aws.ActionOnResource;
import io.adot.operator.aws.Decision;
import io.adot.operator.aws.IamAnswer;
import io.adot.operator.aws.IamAnswer.ProviderLookup;
import io.adot.operator.aws.IamAnswer.RoleLookup;
import io.adot.operator.aws.IamQuestion;
import io.adot.operator.aws.PodIdentityAssociation;
import io.adot.operator.aws.PolicyWriter;
import io.adot.operator.aws.RoleArn;
import io.adot.operator.component.Assumption;
import io.adot.operator.component.AwsRequirement;
import io.adot.operator.preflight.Verdict.Outcome;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Roles that are assumed from the first one: by a component, or by EKS for an association. */
class AwsChainTest {
  private static final String EXTERNAL_ID = "us-west-2/123456789012/eks/other/adot/1";
  private static final String TARGET = "arn:aws:iam::123456789012:role/target";
  private static final String FOREIGN = "arn:aws:iam::999988887777:role/target";
  private static final String PODS =
      """
      {"Version": "2012-10-17", "Statement": {"Effect": "Allow",
       "Principal": {"Service": "pods.eks.amazonaws.com"},
       "Action": ["sts:AssumeRole", "sts:TagSession"]}}""";

  @Test
  void theTargetRoleIsTheOneThatNeedsThePermissions() {
    IamQuestion question = question(association(TARGET, true), LOGS);

    assertThat(question.actions())
        .containsExactly(
            new ActionOnResource("sts:AssumeRole", TARGET),
            new ActionOnResource("sts:TagSession", TARGET));
    assertThat(question.assumed().get(RoleArn.parse(TARGET).orElseThrow()))
        .extracting(ActionOnResource::action)
        .containsOnly("logs:PutLogEvents");
    assertThat(question(association(TARGET, false), LOGS).actions())
        .extracting(ActionOnResource::action)
        .containsExactly("sts:AssumeRole");
  }

  @Test
  void aComponentsOwnRoleIsAssumedFromTheTarget() {
    AwsRequirement third = LOGS.through("arn:aws:iam::1:role/x", Assumption.PLAIN);
    AwsRequirement needed = third.through(TARGET, new Assumption(EXTERNAL_ID, true));

    assertThat(needed.actions()).containsExactly("sts:AssumeRole");
    assertThat(needed.resources()).containsExactly("arn:aws:iam::1:role/x");
    assertThat(needed.assumeRoleArn()).isEqualTo(TARGET);
  }

  /** What the target's trust policy allows the association's role, and under which external id. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          ["sts:AssumeRole", "sts:TagSession"] |                          | allowed | TRUE  | PodIdentity
          ["sts:AssumeRole", "sts:TagSession"] | EXTERNAL                 | allowed | TRUE  | PodIdentity
          ["sts:AssumeRole", "sts:TagSession"] | another                  | allowed | FALSE | ExternalIdMismatch
          "sts:AssumeRole"                     |                          | allowed | FALSE | PodIdentityTrustMissingTagSession
          "sts:AssumeRoleWithWebIdentity"      |                          | allowed | FALSE | AssumedRoleTrustMissing
          ["sts:AssumeRole", "sts:TagSession"] |                          | denied  | FALSE | MissingIamActions
          """)
  void judgesTheTargetOfAnAssociation(
      String actions, String externalId, String permission, Outcome outcome, Reason reason) {
    String condition =
        externalId == null
            ? ""
            : ", \"Condition\": {\"StringEquals\": {\"sts:ExternalId\": \"%s\"}}"
                .formatted(externalId.replace("EXTERNAL", EXTERNAL_ID));
    String trust =
        """
        {"Version": "2012-10-17", "Statement": {"Effect": "Allow",
         "Principal": {"AWS": "%s"}, "Action": %s%s}}"""
            .formatted(AwsScene.ROLE, actions, condition);
    Decision decision =
        permission.equals("allowed") ? new Decision.Allowed() : new Decision.ImplicitDeny();

    Verdict verdict = judge(association(TARGET, true), trust, decision);

    assertThat(verdict.reason()).as(verdict.message()).isEqualTo(reason);
    assertThat(verdict.outcome()).isEqualTo(outcome);
    if (outcome == Outcome.FALSE && !permission.equals("denied")) {
      // What it says to do helps.
      assertThat(judge(association(TARGET, true), verdict.fixes().get(0).text(), decision))
          .extracting(Verdict::outcome)
          .isEqualTo(Outcome.TRUE);
    }
  }

  @Test
  void ofATargetInAnotherAccountItSaysWhatCannotBeRead() {
    PodIdentityAssociation association = association(FOREIGN, true);
    Verdict verdict = judge(association, "", new Decision.Allowed());

    assertThat(verdict.outcome()).isEqualTo(Outcome.UNKNOWN);
    assertThat(verdict.message())
        .contains(FOREIGN + ": it is not of the account of role adot")
        .contains("has to let role " + AwsScene.ROLE + " assume it and tag the session");
    assertThat(verdict.fixes())
        .extracting(Fix::text)
        .contains("aws iam get-role --role-name target");
  }

  /** What a component sends, and what the role takes. */
  @ParameterizedTest
  @CsvSource({
    "a, a, TRUE, IRSA",
    "a, b, FALSE, ExternalIdMismatch",
    "'', b, FALSE, ExternalIdMismatch",
    "x*, b, UNKNOWN, AwsCheckSkipped"
  })
  void comparesTheExternalIdOfAComponent(
      String sent, String expected, Outcome outcome, Reason reason) {
    AwsRequirement chained = LOGS.through(TARGET, new Assumption(sent, false));
    String trust =
        """
        {"Version": "2012-10-17", "Statement": {"Effect": "Allow",
         "Principal": {"AWS": "%s"}, "Action": "sts:AssumeRole",
         "Condition": {"StringEquals": {"sts:ExternalId": "%s"}}}}"""
            .formatted(AwsScene.ROLE, expected);
    String own = PolicyWriter.admitting("", AwsScene.IDENTITY);
    Verdict verdict =
        AwsScene.judge(
            question -> answer(question, own, trust, new Decision.Allowed()),
            AwsScene.ROLE,
            chained);

    assertThat(verdict.reason()).as(verdict.message()).isEqualTo(reason);
    assertThat(verdict.outcome()).isEqualTo(outcome);
    if (outcome == Outcome.FALSE) {
      assertThat(verdict.message()).contains("found: " + (sent.isEmpty() ? "none" : sent));
      assertThat(verdict.fixes()).extracting(Fix::text).containsExactly("external_id: b");
    }
  }

  private static PodIdentityAssociation association(String target, boolean tags) {
    return new PodIdentityAssociation(
        "a-1", "eks", "us-west-2", AwsScene.ROLE, target, tags, false, EXTERNAL_ID);
  }

  private static IamQuestion question(
      PodIdentityAssociation association, AwsRequirement... requirements) {
    return AwsQuestion.of(
            new AwsSource.PodIdentity(association), List.of(requirements), AwsScene.ISSUER)
        .orElseThrow();
  }

  private static Verdict judge(
      PodIdentityAssociation association, String trust, Decision decision) {
    IamAnswer answer = answer(question(association, LOGS), PODS, trust, decision);
    return AwsScene.judge(
        AwsEnvironment.EMPTY,
        List.of(LOGS),
        AwsScene.evidence(
                new ServiceAccountFacts(Map.of(), null),
                AwsScene.ISSUER,
                new Observation.Found<>(answer))
            .with(
                new Injection(
                    new Observation.Found<>(association), new Observation.Absent<>(), List.of())));
  }

  /** IAM's answer: it tells of roles of its own account only. */
  private static IamAnswer answer(
      IamQuestion question, String trust, String targetsTrust, Decision decision) {
    Map<RoleArn, IamAnswer> assumed =
        question.assumed().entrySet().stream()
            .filter(it -> it.getKey().account().equals(question.role().account()))
            .collect(
                Collectors.toMap(
                    Map.Entry::getKey,
                    it ->
                        new IamAnswer(
                            new RoleLookup.Found(targetsTrust),
                            new ProviderLookup.Unknown("not asked"),
                            it.getValue().stream()
                                .collect(Collectors.toMap(one -> one, one -> decision)))));
    return new IamAnswer(
        new RoleLookup.Found(trust),
        new ProviderLookup.Found(List.of("sts.amazonaws.com")),
        question.actions().stream()
            .collect(Collectors.toMap(one -> one, one -> new Decision.Allowed())),
        assumed);
  }
}
