package io.adot.operator.preflight;

import static io.adot.operator.preflight.AwsScene.IDENTITY;
import static io.adot.operator.preflight.AwsScene.ISSUER;
import static io.adot.operator.preflight.AwsScene.LOGS;
import static io.adot.operator.preflight.AwsScene.REMOTE_WRITE;
import static io.adot.operator.preflight.AwsScene.ROLE;
import static org.assertj.core.api.Assertions.assertThat;

import io.adot.operator.api.Reason;
import io.adot.operator.aws.ActionOnResource;
import io.adot.operator.aws.Decision;
import io.adot.operator.aws.IamAnswer;
import io.adot.operator.aws.IamAnswer.ProviderLookup;
import io.adot.operator.aws.IamAnswer.RoleLookup;
import io.adot.operator.aws.IamQuestion;
import io.adot.operator.aws.PolicyWriter;
import io.adot.operator.component.AwsRequirement;
import io.adot.operator.component.Necessity;
import io.adot.operator.preflight.Verdict.Outcome;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class AwsIdentityCheckTest {
  private static final String TRUST = PolicyWriter.admitting("", IDENTITY);
  private static final ProviderLookup PROVIDER =
      new ProviderLookup.Found(List.of("sts.amazonaws.com"));

  @Test
  void needsNothingWhereNothingTalksToAws() {
    Verdict verdict =
        AwsScene.judge(Map.of(), List.of(), evidence(Map.of(), new Observation.Absent<>()));
    assertThat(verdict.outcome()).isEqualTo(Outcome.TRUE);
    assertThat(verdict.reason()).isEqualTo(Reason.NotRequired);
  }

  @Test
  void isTrueWhenAllIsInOrder() {
    Verdict verdict = judge(TRUST, PROVIDER, new Decision.Allowed(), LOGS);
    assertThat(verdict.outcome()).isEqualTo(Outcome.TRUE);
    assertThat(verdict.reason()).isEqualTo(Reason.IRSA);
    assertThat(verdict.message())
        .startsWith("ServiceAccount other/adot-collector has role " + ROLE);
    assertThat(verdict.fixes()).isEmpty();
  }

  @Test
  void doesNotJudgeWhatIsSetByHand() {
    Verdict verdict =
        AwsScene.judge(
            Map.of("AWS_ACCESS_KEY_ID", ""),
            List.of(LOGS),
            evidence(Map.of(), new Observation.Absent<>()));
    expect(verdict, Outcome.UNKNOWN, Reason.ManualCredentials, "AWS_ACCESS_KEY_ID");
  }

  @Test
  void readsTheVariablesAsTheCollectorDoes() {
    Verdict verdict =
        new Situation()
            .aws(LOGS)
            .env(
                "[{value: x}, {name: AWS_ACCESS_KEY_ID,"
                    + " valueFrom: {secretKeyRef: {name: s, key: k}}}]")
            .judged()
            .awsIdentity();
    expect(verdict, Outcome.UNKNOWN, Reason.ManualCredentials, "AWS_ACCESS_KEY_ID");
  }

  @Test
  void fallsBackToTheNode() {
    Verdict verdict =
        AwsScene.judge(Map.of(), List.of(LOGS), evidence(Map.of(), new Observation.Absent<>()));
    expect(verdict, Outcome.UNKNOWN, Reason.NodeRoleFallback, "the node's role will be used");
    assertThat(verdict.fixes().get(0).text())
        .startsWith("kubectl annotate serviceaccount -n other adot-collector --overwrite ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "ADOT_IAM_ROLE",
        "${ADOT_IAM_ROLE}",
        "<YOUR_ROLE>",
        "arn:aws:iam::1:role/x",
        "arn:aws:iam::123456789012:user/x",
        " arn:aws:iam::123456789012:role/x",
        "arn:aws:iam::123456789012:role/",
        "x\ny"
      })
  void namesAFaultyArnWithFieldValueAndFix(String written) {
    Verdict verdict =
        AwsScene.judge(
            Map.of(),
            List.of(LOGS),
            evidence(Map.of("eks.amazonaws.com/role-arn", written), new Observation.Absent<>()));
    expect(
        verdict,
        Outcome.FALSE,
        Reason.RoleArnInvalid,
        "annotation eks.amazonaws.com/role-arn is \"" + written.replace('\n', ' ') + "\"");
    assertThat(verdict.fixes()).hasSize(1);
  }

  @Test
  void repairsAnArnThatOnlyHasSpaces() {
    Verdict verdict =
        AwsScene.judge(
            Map.of(),
            List.of(LOGS),
            evidence(Map.of("eks.amazonaws.com/role-arn", ROLE + " "), new Observation.Absent<>()));
    assertThat(verdict.fixes().get(0).text()).endsWith("eks.amazonaws.com/role-arn=" + ROLE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://kubernetes.default.svc",
        "https://kubernetes.default.svc.cluster.local",
        "https://localhost:6443",
        "http://issuer.example.com",
        "nonsense"
      })
  void saysWhereIrsaIsNotApplicable(String issuer) {
    ServiceAccountFacts facts = facts(Map.of("eks.amazonaws.com/role-arn", ROLE));
    Verdict verdict =
        AwsScene.judge(
            Map.of(), List.of(LOGS), AwsScene.evidence(facts, issuer, new Observation.Absent<>()));
    expect(verdict, Outcome.UNKNOWN, Reason.AwsCheckSkipped, "IRSA is not applicable");
    assertThat(AwsQuestion.of("other", "adot-collector", List.of(LOGS), facts, issuer)).isEmpty();
  }

  @Test
  void waitsForWhatIsOnItsWay() {
    Evidence evidence =
        evidence(Map.of("eks.amazonaws.com/role-arn", ROLE), new Observation.Pending<>());
    assertThat(AwsScene.judge(Map.of(), List.of(LOGS), evidence).isPending()).isTrue();
  }

  @Test
  void saysWhyAwsCouldNotBeAsked() {
    Evidence evidence =
        evidence(Map.of("eks.amazonaws.com/role-arn", ROLE), new Observation.Unknown<>("no way"));
    expect(
        AwsScene.judge(Map.of(), List.of(LOGS), evidence),
        Outcome.UNKNOWN,
        Reason.AwsCheckSkipped,
        "no way");
  }

  @Test
  void tellsWhatIsWrongWithTheRole() {
    expect(
        judge(new RoleLookup.Missing()),
        Outcome.FALSE,
        Reason.RoleNotFound,
        "names role adot, which does not exist in account 123456789012");
    expect(
        judge(new RoleLookup.OtherPath("arn:aws:iam::123456789012:role/eks/adot")),
        Outcome.FALSE,
        Reason.RoleNotFound,
        "role/eks/adot");
    expect(
        judge(new RoleLookup.OtherAccount("999988887777")),
        Outcome.UNKNOWN,
        Reason.RoleOtherAccount,
        "999988887777");
    expect(
        judge(new RoleLookup.Unknown("throttled")),
        Outcome.UNKNOWN,
        Reason.AwsCheckSkipped,
        "throttled");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ABCDEF0123"      | OLD"                | FALSE   | TrustPolicyIssuerMismatch
          :other:          | :another:           | FALSE   | TrustPolicySubjectMismatch
          :adot-collector" | :collector"         | FALSE   | TrustPolicySubjectMismatch
          :adot-collector" | :*"                 | FALSE   | TrustPolicyWildcardInStringEquals
          "sts.amazonaws.com" | "sts.amazonaws.com.cn" | FALSE | TrustPolicyAudienceMismatch
          "oidc.eks.us     | "https://oidc.eks.us | FALSE  | TrustPolicyIssuerMismatch
          WithWebIdentity  | WithSAML            | FALSE   | TrustPolicyNoWebIdentity
          "Allow"          | "Deny"              | FALSE   | TrustPolicyDenied
          "StringEquals"   | "NumericEquals"     | UNKNOWN | AwsCheckSkipped
          """)
  void tellsWhatIsWrongWithTheTrustPolicy(
      String right, String wrong, Outcome outcome, Reason reason) {
    String trust = TRUST.replace(right, wrong);
    assertThat(trust).isNotEqualTo(TRUST);

    Verdict verdict = judge(trust, PROVIDER, new Decision.Allowed(), LOGS);

    expect(verdict, outcome, reason, "role adot");
    if (outcome == Outcome.FALSE) {
      assertThat(verdict.fixes()).extracting(Fix::form).contains(Fix.Form.POLICY, Fix.Form.COMMAND);
      String fixed = verdict.fixes().get(0).text();
      assertThat(judge(fixed, PROVIDER, new Decision.Allowed(), LOGS).outcome())
          .isEqualTo(Outcome.TRUE);
      assertThat(verdict.fixes().get(1).text())
          .startsWith("aws iam update-assume-role-policy --role-name adot --policy-document '{");
    }
  }

  @Test
  void leavesARoleForPodIdentityAlone() {
    String trust =
        """
        {"Statement": {"Effect": "Allow", "Principal": {"Service": "pods.eks.amazonaws.com"},
         "Action": ["sts:AssumeRole", "sts:TagSession"]}}""";
    assertThat(judge(trust, PROVIDER, new Decision.Allowed(), LOGS).outcome())
        .isEqualTo(Outcome.UNKNOWN);
  }

  @Test
  void tellsWhatIsWrongWithTheProvider() {
    Decision allowed = new Decision.Allowed();
    expect(
        judge(TRUST, new ProviderLookup.Missing(), allowed, LOGS),
        Outcome.FALSE,
        Reason.NoOidcProvider,
        "no OIDC provider");
    expect(
        judge(TRUST, new ProviderLookup.Found(List.of("x")), allowed, LOGS),
        Outcome.FALSE,
        Reason.TrustPolicyAudienceMismatch,
        "accepts audience x");
    expect(
        judge(TRUST, new ProviderLookup.Unknown("denied"), allowed, LOGS),
        Outcome.UNKNOWN,
        Reason.AwsCheckSkipped,
        "denied");
  }

  @Test
  void tellsWhatTheRoleMayNotDo() {
    expect(
        judge(TRUST, PROVIDER, new Decision.ImplicitDeny(), LOGS),
        Outcome.FALSE,
        Reason.MissingIamActions,
        "no policy allows role adot logs:PutLogEvents, needed by exporter awsemf");
    expect(
        judge(TRUST, PROVIDER, new Decision.ImplicitDeny(), REMOTE_WRITE),
        Outcome.UNKNOWN,
        Reason.MissingIamActions,
        "aps:RemoteWrite");
    expect(
        judge(TRUST, PROVIDER, new Decision.ExplicitDeny("stop"), REMOTE_WRITE),
        Outcome.FALSE,
        Reason.IamActionDenied,
        "denied by stop");
    expect(
        judge(TRUST, PROVIDER, new Decision.DeniedByBoundary(), LOGS),
        Outcome.FALSE,
        Reason.DeniedByPermissionsBoundary,
        "logs:PutLogEvents");
    expect(
        judge(TRUST, PROVIDER, new Decision.DeniedByOrganization(), LOGS),
        Outcome.FALSE,
        Reason.DeniedBySCP,
        "logs:PutLogEvents");
    expect(
        judge(TRUST, PROVIDER, new Decision.Undecided("throttled"), LOGS),
        Outcome.UNKNOWN,
        Reason.AwsCheckSkipped,
        "throttled");
  }

  @Test
  void grantsStreamsAlongWithTheirGroup() {
    Verdict verdict = judge(TRUST, PROVIDER, new Decision.ImplicitDeny(), LOGS);
    assertThat(verdict.fixes().get(0).text())
        .contains("arn:aws:logs:us-west-2:123456789012:log-group:/aws/ci\"")
        .contains("arn:aws:logs:us-west-2:123456789012:log-group:/aws/ci:*\"");
    assertThat(verdict.fixes().get(1).text())
        .matches("(?s)aws iam put-role-policy --role-name adot --policy-name adot-\\S+ .*");
  }

  @Test
  void neverFailsForWhatIsOptional() {
    AwsRequirement optional = withNecessity(LOGS, Necessity.OPTIONAL);
    Verdict advice = judge(TRUST, PROVIDER, new Decision.ImplicitDeny(), optional);
    assertThat(advice.outcome()).isEqualTo(Outcome.TRUE);
    assertThat(advice.message()).contains("Optional, and perhaps not allowed");

    String foreign = TRUST.replace("ABCDEF0123", "OLD");
    assertThat(judge(foreign, PROVIDER, new Decision.Allowed(), optional).outcome())
        .isEqualTo(Outcome.UNKNOWN);
  }

  @ParameterizedTest
  @MethodSource
  void provesNothingWhereTheIssuerIsNotKnownToBeOfEks(Observation<String> issuer, String why) {
    IamAnswer gone = new IamAnswer(new RoleLookup.Missing(), PROVIDER, Map.of());
    expect(
        judge(ROLE, issuer, new Observation.Found<>(gone)),
        Outcome.UNKNOWN,
        Reason.RoleNotFound,
        why);
    expect(
        judge("${ADOT_IAM_ROLE}", issuer, new Observation.Absent<>()),
        Outcome.UNKNOWN,
        Reason.RoleArnInvalid,
        why);
  }

  static Stream<Arguments> provesNothingWhereTheIssuerIsNotKnownToBeOfEks() {
    return Stream.of(
        Arguments.of(
            new Observation.Found<>("https://issuer.example.com"),
            "issuer https://issuer.example.com is not one of EKS"),
        Arguments.of(new Observation.Unknown<String>("forbidden"), "--oidc-issuer"),
        Arguments.of(new Observation.Absent<String>(), "--oidc-issuer"));
  }

  @Test
  void aFaultyArnWaitsForTheIssuerSinceItDecidesWhetherItIsAProof() {
    assertThat(
            judge("${ADOT_IAM_ROLE}", new Observation.Pending<>(), new Observation.Absent<>())
                .isPending())
        .isTrue();
  }

  private static Verdict judge(
      String role, Observation<String> issuer, Observation<IamAnswer> answer) {
    return AwsScene.judge(
        Map.of(),
        List.of(LOGS),
        AwsScene.evidence(
            new Observation.Found<>(facts(Map.of("eks.amazonaws.com/role-arn", role))),
            issuer,
            answer));
  }

  @Test
  void checksTheStepToAnAssumedRole() {
    AwsRequirement chained =
        new AwsRequirement(
            REMOTE_WRITE.component(),
            REMOTE_WRITE.actions(),
            REMOTE_WRITE.resources(),
            "us-west-2",
            "arn:aws:iam::999988887777:role/writer",
            Necessity.REQUIRED,
            true,
            "",
            "a test");
    assertThat(question(chained).actions())
        .containsExactly(
            new ActionOnResource("sts:AssumeRole", "arn:aws:iam::999988887777:role/writer"));
    expect(
        judge(TRUST, PROVIDER, new Decision.Allowed(), chained),
        Outcome.UNKNOWN,
        Reason.AwsCheckSkipped,
        "role/writer");
  }

  private static Verdict judge(RoleLookup lookup) {
    return judge(new IamAnswer(lookup, PROVIDER, Map.of()), LOGS);
  }

  private static Verdict judge(
      String trust, ProviderLookup provider, Decision decision, AwsRequirement requirement) {
    Map<ActionOnResource, Decision> decisions =
        question(requirement).actions().stream()
            .collect(Collectors.toMap(action -> action, action -> decision));
    return judge(new IamAnswer(new RoleLookup.Found(trust), provider, decisions), requirement);
  }

  private static Verdict judge(IamAnswer answer, AwsRequirement requirement) {
    return AwsScene.judge(question -> answer, ROLE, requirement);
  }

  private static IamQuestion question(AwsRequirement requirement) {
    return AwsQuestion.of(
            "other",
            "adot-collector",
            List.of(requirement),
            facts(Map.of("eks.amazonaws.com/role-arn", ROLE)),
            ISSUER)
        .orElseThrow();
  }

  private static Evidence evidence(Map<String, String> annotations, Observation<IamAnswer> answer) {
    return AwsScene.evidence(facts(annotations), ISSUER, answer);
  }

  private static ServiceAccountFacts facts(Map<String, String> annotations) {
    return new ServiceAccountFacts(annotations, null);
  }

  private static AwsRequirement withNecessity(AwsRequirement it, Necessity necessity) {
    return new AwsRequirement(
        it.component(),
        it.actions(),
        it.resources(),
        it.region(),
        it.assumeRoleArn(),
        necessity,
        it.resourcePolicies(),
        it.managedPolicy(),
        it.source());
  }

  private static void expect(Verdict verdict, Outcome outcome, Reason reason, String text) {
    assertThat(verdict.reason()).as(verdict.message()).isEqualTo(reason);
    assertThat(verdict.outcome()).as(verdict.message()).isEqualTo(outcome);
    assertThat(verdict.message()).contains(text);
    assertThat(verdict.message().lines().findFirst().orElseThrow()).hasSizeLessThanOrEqualTo(200);
    if (outcome == Outcome.FALSE) {
      assertThat(verdict.fixes()).isNotEmpty();
    }
  }
}
