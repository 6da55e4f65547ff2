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
import io.adot.operator.aws.PodIdentityAssociation;
import io.adot.operator.aws.PolicyWriter;
import io.adot.operator.aws.RoleArn;
import io.adot.operator.component.AwsRequirement;
import io.adot.operator.component.CollectorImage;
import io.adot.operator.component.Necessity;
import io.adot.operator.component.SpecEnv;
import io.adot.operator.preflight.Verdict.Outcome;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class AwsIdentityCheckTest {
  private static final String PODS =
      """
      {"Version": "2012-10-17", "Statement": {"Effect": "Allow",
       "Principal": {"Service": "pods.eks.amazonaws.com"},
       "Action": ["sts:AssumeRole", "sts:TagSession"]}}""";
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
            Map.of("AWS_ACCESS_KEY_ID", "AKIAEXAMPLE", "AWS_SECRET_ACCESS_KEY", "secret"),
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
                "[{value: x}, {name: AWS_SECRET_ACCESS_KEY, value: y}, {name: AWS_ACCESS_KEY_ID,"
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
    assertThat(AwsScene.question(facts, List.of(LOGS), issuer)).isEmpty();
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

  /** The mistakes that people make, each in words of its own (all but the last are False). */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          oidc-provider/oidc.eks.us-west-2.amazonaws.com/id/ABCDEF0123 | oidc-provider/oidc.eks.us-west-2.amazonaws.com/id/OLD | names another OIDC provider than this cluster's
          arn:aws:iam::123456789012:oidc | arn:aws:iam::999900001111:oidc | in another account than the role's
          arn:aws:iam::123456789012:oidc | arn:aws-cn:iam::123456789012:oidc | in another AWS partition than the role's
          :other:          | :another:                | the ServiceAccount of this name in another namespace
          :adot-collector" | :default-collector"      | another ServiceAccount of this namespace
          :other:adot-collector" | :a:b"              | it names another
          :adot-collector" | :adot-*"                 | use StringLike
          "oidc.eks.us-west-2 | "https://oidc.eks.us-west-2 | must not have a scheme
          ABCDEF0123:sub   | OLD:sub                  | is not of this cluster's OIDC provider
          "sts.amazonaws.com" | "kubernetes.default.svc" | it names another audience
          sts:AssumeRoleWithWebIdentity | sts:AssumeRole | admits no ServiceAccount
          Equals           | NotEquals                | and excludes it
          """)
  void hasWordsForEachMistake(String right, String wrong, String words) {
    String trust = TRUST.replace(right, wrong);
    assertThat(trust).isNotEqualTo(TRUST);

    Verdict verdict = judge(trust, PROVIDER, new Decision.Allowed(), LOGS);

    assertThat(verdict.outcome()).isEqualTo(Outcome.FALSE);
    assertThat(verdict.message()).contains(words);
    assertThat(judge(verdict.fixes().get(0).text(), PROVIDER, new Decision.Allowed(), LOGS))
        .extracting(Verdict::outcome)
        .isEqualTo(Outcome.TRUE);
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

  @Test
  void variablesThatAreNotReadLeaveADoubt() {
    AwsEnvironment pod =
        new AwsEnvironment(
            SpecEnv.of(List.of()), List.of("Secret aws"), Map.of(), Optional.empty());
    expect(
        AwsScene.judge(pod, List.of(LOGS), evidence(Map.of(), new Observation.Absent<>())),
        Outcome.UNKNOWN,
        Reason.EnvFromNotRead,
        "Secret aws");
    expect(
        AwsScene.judge(
            pod,
            List.of(LOGS),
            evidence(
                Map.of("eks.amazonaws.com/role-arn", ROLE),
                new Observation.Found<>(
                    new IamAnswer(new RoleLookup.Missing(), PROVIDER, Map.of())))),
        Outcome.UNKNOWN,
        Reason.RoleNotFound,
        "Secret aws (spec.envFrom) may set credentials");
  }

  @Test
  void withoutTheNodesRoleThereIsNothing() {
    Evidence evidence = evidence(Map.of(), new Observation.Absent<>());
    Map<String, String> env = Map.of("AWS_EC2_METADATA_DISABLED", "true");
    expect(
        AwsScene.judge(env, List.of(LOGS), evidence),
        Outcome.UNKNOWN,
        Reason.NoCredentials,
        "unless Pod Identity serves");
    expect(
        AwsScene.judge(env, List.of(LOGS), evidence.with(injection(new Observation.Absent<>()))),
        Outcome.FALSE,
        Reason.NoCredentials,
        "no association of Pod Identity");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          both                         | 0.43.0 | TRUE    | PodIdentity
          "sts:AssumeRole"             | 0.43.0 | FALSE   | PodIdentityTrustMissingTagSession
          "sts:AssumeRoleWithWebIdentity" | 0.43.0 | FALSE | PodIdentityTrustMissing
          both                         | 0.35.0 | FALSE   | PodIdentityUnsupported
          both                         | 0.36.0 | TRUE    | PodIdentity
          """)
  void judgesPodIdentity(String actions, String version, Outcome outcome, Reason reason) {
    String trust =
        """
        {"Version": "2012-10-17", "Statement": {"Effect": "Allow",
         "Principal": {"Service": "pods.eks.amazonaws.com"}, "Action": %s}}"""
            .formatted(actions.replace("both", "[\"sts:AssumeRole\", \"sts:TagSession\"]"));
    Verdict verdict = judgePodIdentity(trust, version);
    expect(verdict, outcome, reason, "adot");
    if (reason.name().startsWith("PodIdentityTrust")) {
      assertThat(judgePodIdentity(verdict.fixes().get(0).text(), version).reason())
          .isEqualTo(Reason.PodIdentity);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "cn-north-1.amazonaws.com.cn, arn:aws:iam::123456789012:role/adot, partition aws",
    "us-gov-west-1.amazonaws.com, arn:aws:iam::123456789012:role/adot, partition aws",
    "us-west-2.amazonaws.com, arn:aws-cn:iam::123456789012:role/adot, partition aws-cn"
  })
  void aRoleOfAnotherPartitionIsNone(String region, String arn, String text) {
    Observation<String> issuer =
        new Observation.Found<>("https://oidc.eks." + region + "/id/ABCDEF0123");
    expect(
        judge(arn, issuer, new Observation.Absent<>()), Outcome.FALSE, Reason.RoleArnInvalid, text);
  }

  /** What is wrong with the agent: {@code -} nothing. */
  @ParameterizedTest
  @CsvSource({
    "-, TRUE, PodIdentity, ''",
    "none of its pods is ready, UNKNOWN, PodIdentityAgentNotReady, kubectl describe daemonset",
    "absent, UNKNOWN, PodIdentityAgentMissing, aws eks create-addon --cluster-name eks --region us-west-2",
    "forbidden, TRUE, PodIdentity, ''"
  })
  void looksForTheAgentOfPodIdentity(String agent, Outcome outcome, Reason reason, String fix) {
    Observation<String> seen =
        switch (agent) {
          case "-" -> new Observation.Found<>("");
          case "absent" -> new Observation.Absent<>();
          case "forbidden" -> new Observation.Unknown<>("forbidden");
          default -> new Observation.Found<>(agent);
        };
    Verdict verdict =
        judgePodIdentity(
            PODS,
            "0.43.0",
            new Injection(
                new Observation.Found<>(association()),
                new Observation.Absent<>(),
                List.of(),
                seen));
    expect(verdict, outcome, reason, "adot");
    if (!fix.isEmpty()) {
      assertThat(verdict.fixes()).extracting(Fix::text).anyMatch(text -> text.startsWith(fix));
    }
  }

  private static Verdict judgePodIdentity(String trust, String version) {
    return judgePodIdentity(trust, version, injection(new Observation.Found<>(association())));
  }

  private static Verdict judgePodIdentity(String trust, String version, Injection injection) {
    AwsEnvironment pod =
        new AwsEnvironment(
            SpecEnv.of(List.of()),
            List.of(),
            Map.of(),
            Optional.of(CollectorImage.parse("x/aws-otel-collector:v" + version)));
    AwsSource source = AwsSource.of(pod, Map.of(), injection.association());
    Map<ActionOnResource, Decision> allowed =
        AwsQuestion.of(source, List.of(LOGS), ISSUER).orElseThrow().actions().stream()
            .collect(Collectors.toMap(action -> action, action -> new Decision.Allowed()));
    IamAnswer answer =
        new IamAnswer(
            new RoleLookup.Found(trust), new ProviderLookup.Unknown("not asked"), allowed);
    return AwsScene.judge(
        pod, List.of(LOGS), evidence(Map.of(), new Observation.Found<>(answer)).with(injection));
  }

  /** A pod has what EKS injected when it was made. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          -                                  | found   | FALSE
          AWS_ROLE_ARN=ROLE AWS_WEB_IDENTITY_TOKEN_FILE=t | found | TRUE
          AWS_ROLE_ARN=old AWS_WEB_IDENTITY_TOKEN_FILE=t  | found | FALSE
          AWS_ROLE_ARN=ROLE                  | found   | FALSE
          -                                  | none    | TRUE
          -                                  | unknown | UNKNOWN
          """)
  void podsHaveWhatTheirServiceAccountPromises(String env, String webhook, Outcome expected) {
    Map<String, String> variables =
        env == null
            ? Map.of()
            : Stream.of(
                    env.replace("ROLE ", ROLE + " ").replaceAll("=ROLE$", "=" + ROLE).split(" "))
                .collect(Collectors.toMap(it -> it.split("=")[0], it -> it.split("=")[1]));
    Observation<String> registered =
        switch (webhook) {
          case "found" -> new Observation.Found<>("pod-identity-webhook");
          case "none" -> new Observation.Absent<>();
          default -> new Observation.Unknown<>("forbidden");
        };
    Injection injection =
        new Injection(
            new Observation.Absent<>(),
            registered,
            List.of(
                new RunningPod("adot-1", "adot-collector", variables),
                new RunningPod("other-1", "somebody", Map.of())));
    Map<ActionOnResource, Decision> allowed =
        question(LOGS).actions().stream()
            .collect(Collectors.toMap(action -> action, action -> new Decision.Allowed()));
    Verdict verdict =
        AwsScene.judge(
            Map.of(),
            List.of(LOGS),
            evidence(
                    Map.of("eks.amazonaws.com/role-arn", ROLE),
                    new Observation.Found<>(
                        new IamAnswer(new RoleLookup.Found(TRUST), PROVIDER, allowed)))
                .with(injection));
    assertThat(verdict.outcome()).as(verdict.message()).isEqualTo(expected);
    if (expected != Outcome.TRUE) {
      expect(verdict, expected, Reason.PodsNotInjected, "adot-1");
      assertThat(verdict.fixes())
          .extracting(Fix::text)
          .containsExactly("kubectl rollout restart deployment/adot-collector -n other");
    }
  }

  private static PodIdentityAssociation association() {
    return new PodIdentityAssociation("a-1", "eks", "us-west-2", ROLE, "", true, false);
  }

  private static Injection injection(Observation<PodIdentityAssociation> association) {
    return new Injection(association, new Observation.Absent<>(), List.of());
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

  /** A second role in the same account: there, trusting the first, allowed what is needed. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          there   | 123456789012 | allowed | TRUE    | IRSA
          missing | 123456789012 | allowed | FALSE   | RoleNotFound
          there   | 999900001111 | allowed | FALSE   | AssumedRoleTrustMissing
          there   | 123456789012 | denied  | FALSE   | MissingIamActions
          denied  | 123456789012 | denied  | UNKNOWN | AwsCheckSkipped
          """)
  void checksAnAssumedRoleOfTheSameAccount(
      String lookup, String trusted, String permission, Outcome outcome, Reason reason) {
    String writer = "arn:aws:iam::123456789012:role/writer";
    AwsRequirement chained =
        new AwsRequirement(
            LOGS.component(),
            LOGS.actions(),
            LOGS.resources(),
            "",
            writer,
            Necessity.REQUIRED,
            false,
            "",
            "a test");
    IamQuestion question = question(chained);
    RoleArn assumed = RoleArn.parse(writer).orElseThrow();
    Decision decision =
        permission.equals("allowed") ? new Decision.Allowed() : new Decision.ImplicitDeny();
    RoleLookup role =
        switch (lookup) {
          case "there" ->
              new RoleLookup.Found(
                  """
                  {"Version": "2012-10-17", "Statement": {"Effect": "Allow",
                   "Principal": {"AWS": "arn:aws:iam::%s:root"}, "Action": "sts:AssumeRole"}}"""
                      .formatted(trusted));
          case "missing" -> new RoleLookup.Missing();
          default -> new RoleLookup.Unknown("the operator may not call iam:GetRole");
        };
    IamAnswer second =
        new IamAnswer(
            role,
            new ProviderLookup.Unknown("not asked"),
            question.assumed().get(assumed).stream()
                .collect(Collectors.toMap(action -> action, action -> decision)));
    IamAnswer answer =
        new IamAnswer(
            new RoleLookup.Found(TRUST),
            PROVIDER,
            question.actions().stream()
                .collect(Collectors.toMap(action -> action, action -> new Decision.Allowed())),
            Map.of(assumed, second));

    expect(judge(answer, chained), outcome, reason, "role");
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
    return AwsScene.question(
            facts(Map.of("eks.amazonaws.com/role-arn", ROLE)), List.of(requirement), ISSUER)
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
