package io.adot.operator.preflight;

import static io.adot.operator.preflight.AwsScene.IDENTITY;
import static io.adot.operator.preflight.AwsScene.LOGS;
import static io.adot.operator.preflight.AwsScene.REMOTE_WRITE;
import static io.adot.operator.preflight.AwsScene.ROLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.adot.operator.api.Reason;
import io.adot.operator.aws.PolicyWriter;
import io.adot.operator.aws.SdkIam;
import io.adot.operator.component.AwsRequirement;
import io.adot.operator.component.Necessity;
import io.adot.operator.preflight.Verdict.Outcome;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.iam.IamClient;

/**
 * The AWS check against an IAM that is not ours: Moto, at {@code MOTO_ENDPOINT}. Roles, trust and
 * policies go over the wire; Moto simulates no policies, so they are read.
 */
class MotoIT {
  private static final @Nullable String ENDPOINT = System.getenv("MOTO_ENDPOINT");
  private static final StaticCredentialsProvider CREDENTIALS =
      StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test"));

  @BeforeAll
  static void needsMoto() {
    String missing = "no MOTO_ENDPOINT: start moto_server and set it to http://127.0.0.1:<port>";
    if (Boolean.getBoolean("moto.required")) {
      assertThat(ENDPOINT).as(missing).isNotNull();
    }
    assumeTrue(ENDPOINT != null, missing);
  }

  private final URI endpoint = URI.create(String.valueOf(ENDPOINT));
  private final IamClient admin =
      IamClient.builder()
          .endpointOverride(endpoint)
          .region(Region.US_EAST_1)
          .credentialsProvider(CREDENTIALS)
          .httpClientBuilder(UrlConnectionHttpClient.builder())
          .build();
  private final SdkIam iam = SdkIam.create(Optional.of(endpoint), CREDENTIALS);

  @BeforeEach
  void registersTheCluster() {
    forget();
    admin.createOpenIDConnectProvider(
        it ->
            it.url(AwsScene.ISSUER)
                .clientIDList("sts.amazonaws.com")
                .thumbprintList("9e99a48a9960b14926bb7f3b02e22da2b0ab7280"));
    admin.createRole(
        it -> it.roleName("adot").assumeRolePolicyDocument(PolicyWriter.admitting("", IDENTITY)));
  }

  @AfterEach
  void closes() {
    forget();
    iam.close();
    admin.close();
  }

  @Test
  void isTrueWithTheManagedPolicies() {
    attach("AmazonPrometheusRemoteWriteAccess");
    attach("CloudWatchAgentServerPolicy");

    Verdict verdict = judge(ROLE, LOGS, REMOTE_WRITE);

    assertThat(verdict.outcome()).as(verdict.message()).isEqualTo(Outcome.TRUE);
    assertThat(verdict.reason()).isEqualTo(Reason.IRSA);
  }

  @Test
  void tellsAWrongTrustPolicyAndItsFixWorks() {
    attach("CloudWatchAgentServerPolicy");
    String wrong = PolicyWriter.admitting("", IDENTITY).replace(":other:", ":another:");
    admin.updateAssumeRolePolicy(it -> it.roleName("adot").policyDocument(wrong));

    Verdict verdict = judge(ROLE, LOGS);

    expect(verdict, Outcome.FALSE, Reason.TrustPolicySubjectMismatch);
    admin.updateAssumeRolePolicy(
        it -> it.roleName("adot").policyDocument(verdict.fixes().get(0).text()));
    expect(judge(ROLE, LOGS), Outcome.TRUE, Reason.IRSA);
  }

  @Test
  void tellsTheTrustInAnotherCluster() {
    String wrong = PolicyWriter.admitting("", IDENTITY).replace("ABCDEF0123", "OLDCLUSTER");
    admin.updateAssumeRolePolicy(it -> it.roleName("adot").policyDocument(wrong));

    expect(judge(ROLE, LOGS), Outcome.FALSE, Reason.TrustPolicyIssuerMismatch);
  }

  @Test
  void tellsAMissingRole() {
    expect(judge(ROLE + "-gone", LOGS), Outcome.FALSE, Reason.RoleNotFound);
  }

  @Test
  void tellsARoleOfAnotherAccount() {
    expect(
        judge("arn:aws:iam::999988887777:role/adot", LOGS),
        Outcome.UNKNOWN,
        Reason.RoleOtherAccount);
  }

  @Test
  void tellsAMalformedArn() {
    expect(judge("", LOGS), Outcome.FALSE, Reason.RoleArnInvalid);
  }

  @Test
  void tellsAMissingProvider() {
    attach("CloudWatchAgentServerPolicy");
    admin.deleteOpenIDConnectProvider(it -> it.openIDConnectProviderArn(IDENTITY.providerArn()));

    expect(judge(ROLE, LOGS), Outcome.FALSE, Reason.NoOidcProvider);
  }

  @Test
  void tellsAnExplicitDenial() {
    attach("AmazonPrometheusRemoteWriteAccess");
    admin.putRolePolicy(
        it ->
            it.roleName("adot")
                .policyName("stop")
                .policyDocument(
                    """
                    {"Version": "2012-10-17", "Statement": [
                     {"Effect": "Deny", "Action": "aps:*", "Resource": "*"}]}"""));

    Verdict verdict = judge(ROLE, REMOTE_WRITE);

    expect(verdict, Outcome.FALSE, Reason.IamActionDenied);
    assertThat(verdict.message()).contains("denied by stop");
  }

  @Test
  void tellsAMissingActionAndItsFixWorks() {
    Verdict verdict = judge(ROLE, LOGS);

    expect(verdict, Outcome.FALSE, Reason.MissingIamActions);
    admin.putRolePolicy(
        it ->
            it.roleName("adot")
                .policyName("granted")
                .policyDocument(verdict.fixes().get(0).text()));
    expect(judge(ROLE, LOGS), Outcome.TRUE, Reason.IRSA);
  }

  @Test
  void looksAtARoleThatIsAssumedInTurn() {
    String writer = "arn:aws:iam::" + AwsScene.ACCOUNT + ":role/writer";
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
    admin.putRolePolicy(
        it ->
            it.roleName("adot")
                .policyName("step")
                .policyDocument(
                    """
                    {"Version": "2012-10-17", "Statement": [
                     {"Effect": "Allow", "Action": "sts:AssumeRole", "Resource": "*"}]}"""));
    expect(judge(ROLE, chained), Outcome.FALSE, Reason.RoleNotFound);

    String nobody = PolicyWriter.admitting("", IDENTITY);
    admin.createRole(it -> it.roleName("writer").assumeRolePolicyDocument(nobody));
    Verdict verdict = judge(ROLE, chained);
    expect(verdict, Outcome.FALSE, Reason.AssumedRoleTrustMissing);

    admin.updateAssumeRolePolicy(
        it -> it.roleName("writer").policyDocument(verdict.fixes().get(0).text()));
    Verdict missing = judge(ROLE, chained);
    expect(missing, Outcome.FALSE, Reason.MissingIamActions);

    admin.putRolePolicy(
        it ->
            it.roleName("writer")
                .policyName("granted")
                .policyDocument(missing.fixes().get(0).text()));
    expect(judge(ROLE, chained), Outcome.TRUE, Reason.IRSA);
  }

  private Verdict judge(String role, AwsRequirement... requirements) {
    return AwsScene.judge(iam, role, requirements);
  }

  private void attach(String managedPolicy) {
    admin.attachRolePolicy(
        it -> it.roleName("adot").policyArn("arn:aws:iam::aws:policy/" + managedPolicy));
  }

  /** Leaves nothing behind and relies on nothing left: Moto lives longer than a test. */
  private void forget() {
    for (var role : admin.listRoles().roles()) {
      String name = role.roleName();
      admin
          .listRolePolicies(it -> it.roleName(name))
          .policyNames()
          .forEach(policy -> admin.deleteRolePolicy(it -> it.roleName(name).policyName(policy)));
      admin
          .listAttachedRolePolicies(it -> it.roleName(name))
          .attachedPolicies()
          .forEach(
              policy ->
                  admin.detachRolePolicy(it -> it.roleName(name).policyArn(policy.policyArn())));
      admin.deleteRole(it -> it.roleName(name));
    }
    admin
        .listOpenIDConnectProviders()
        .openIDConnectProviderList()
        .forEach(
            it -> admin.deleteOpenIDConnectProvider(one -> one.openIDConnectProviderArn(it.arn())));
  }

  private static void expect(Verdict verdict, Outcome outcome, Reason reason) {
    assertThat(verdict.reason()).as(verdict.message()).isEqualTo(reason);
    assertThat(verdict.outcome()).as(verdict.message()).isEqualTo(outcome);
  }
}
