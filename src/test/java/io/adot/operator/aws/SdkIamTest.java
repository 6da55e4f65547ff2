package io.adot.operator.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.adot.operator.aws.IamAnswer.ProviderLookup;
import io.adot.operator.aws.IamAnswer.RoleLookup;
import io.adot.operator.testing.IamStub;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;

class SdkIamTest {
  private static final String ROLE = "arn:aws:iam::111122223333:role/eks/adot";
  private static final String ISSUER = "https://oidc.eks.us-west-2.amazonaws.com/id/ABCDEF0123";
  private static final String PROVIDER =
      "arn:aws:iam::111122223333:oidc-provider/oidc.eks.us-west-2.amazonaws.com/id/ABCDEF0123";
  private static final String WORKSPACE = "arn:aws:aps:us-west-2:111122223333:workspace/ws-1";
  private static final ActionOnResource WRITE = new ActionOnResource("aps:RemoteWrite", WORKSPACE);
  private static final String TRUST = "{\"Statement\": [], \"Id\": \"a+b%20ü c\"}";
  private static final String ALLOW_WRITE =
      """
      {"Statement": {"Effect": "Allow", "Action": "aps:RemoteWrite", "Resource": "*"}}""";
  private static final String DENY_WRITE =
      """
      {"Statement": {"Sid": "No", "Effect": "Deny", "Action": "aps:*", "Resource": "*"}}""";
  private static final AwsCredentialsProvider CREDENTIALS =
      StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test"));

  private final IamStub stub = IamStub.start();

  @AfterEach
  void stop() {
    stub.close();
  }

  @Test
  void tellsRoleProviderAndDecisions() {
    stub.role(ROLE, TRUST)
        .inline(ROLE, "write", ALLOW_WRITE)
        .provider(PROVIDER, "sts.amazonaws.com");

    IamAnswer answer = ask(WRITE, new ActionOnResource("xray:PutTraceSegments", "*"));

    assertThat(answer.role()).isEqualTo(new RoleLookup.Found(TRUST));
    assertThat(answer.provider()).isEqualTo(new ProviderLookup.Found(List.of("sts.amazonaws.com")));
    assertThat(answer.decisions())
        .containsEntry(WRITE, new Decision.Allowed())
        .containsEntry(
            new ActionOnResource("xray:PutTraceSegments", "*"), new Decision.ImplicitDeny());
  }

  @Test
  void readsThePoliciesPageByPageWhereSimulationIsDenied() {
    stub.role(ROLE, TRUST).denying("SimulatePrincipalPolicy").pagesOf(1);
    stub.inline(ROLE, "a", "{\"Statement\": []}").inline(ROLE, "b", "{\"Statement\": []}");
    stub.attach(ROLE, "arn:aws:iam::aws:policy/First", "{\"Statement\": []}");
    stub.attach(ROLE, "arn:aws:iam::aws:policy/Second", ALLOW_WRITE);

    assertThat(ask(WRITE).decisions()).containsEntry(WRITE, new Decision.Allowed());
    assertThat(stub.calls())
        .contains("ListRolePolicies", "GetRolePolicy", "ListAttachedRolePolicies")
        .contains("GetPolicy", "GetPolicyVersion");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void tellsWhoDenies(boolean simulated) {
    stub.role(ROLE, TRUST).inline(ROLE, "write", ALLOW_WRITE).inline(ROLE, "stop", DENY_WRITE);
    if (!simulated) {
      stub.denying("SimulatePrincipalPolicy");
    }

    assertThat(ask(WRITE).decisions().get(WRITE)).isEqualTo(new Decision.ExplicitDeny("stop (No)"));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void seesThePermissionsBoundary(boolean simulated) {
    stub.role(ROLE, TRUST).inline(ROLE, "write", ALLOW_WRITE);
    stub.boundary(ROLE, "arn:aws:iam::111122223333:policy/bound", "{\"Statement\": []}");
    if (!simulated) {
      stub.breaking("SimulatePrincipalPolicy");
    }

    assertThat(ask(WRITE).decisions()).containsEntry(WRITE, new Decision.DeniedByBoundary());
  }

  @Test
  void seesTheOrganization() {
    stub.role(ROLE, TRUST).inline(ROLE, "write", ALLOW_WRITE).organizationDenies("aps:RemoteWrite");

    assertThat(ask(WRITE).decisions()).containsEntry(WRITE, new Decision.DeniedByOrganization());
  }

  /** It also misses keys of statements that don't matter, which only the policies tell. */
  @Test
  void trustsASimulationThatMissesAKeyWhereThePoliciesSayTheSame() {
    stub.role(ROLE, TRUST).inline(ROLE, "write", ALLOW_WRITE).simulationMisses("aws:SourceVpc");
    Decision undecided =
        new Decision.Undecided("it depends on what is not known beforehand: aws:SourceVpc");

    assertThat(ask(WRITE).decisions()).containsEntry(WRITE, new Decision.Allowed());

    stub.organizationDenies("aps:RemoteWrite");
    assertThat(ask(WRITE).decisions()).containsEntry(WRITE, undecided);
  }

  @Test
  void trustsNoSimulationThatMissesAKeyWhereThePoliciesCannotBeRead() {
    stub.role(ROLE, TRUST).inline(ROLE, "write", ALLOW_WRITE).simulationMisses("aws:SourceVpc");
    stub.denying("ListRolePolicies");

    assertThat(ask(WRITE).decisions())
        .containsEntry(
            WRITE,
            new Decision.Undecided("it depends on what is not known beforehand: aws:SourceVpc"));
  }

  @Test
  void looksIntoThePoliciesWhenSimulationDeniesAResourceThatIsPartlyKnown() {
    ActionOnResource somewhere =
        new ActionOnResource("aps:RemoteWrite", "arn:aws:aps:us-west-2:111122223333:workspace/*");
    stub.role(ROLE, TRUST);
    stub.inline(ROLE, "write", ALLOW_WRITE.replace("\"*\"", '"' + WORKSPACE + '"'));

    assertThat(ask(somewhere).decisions().get(somewhere)).isInstanceOf(Decision.Undecided.class);
  }

  @Test
  void looksAtRolesThatAreAssumedInTheSameAccount() {
    String next = "arn:aws:iam::111122223333:role/next";
    RoleArn near = RoleArn.parse(next).orElseThrow();
    RoleArn far = RoleArn.parse("arn:aws:iam::999988887777:role/far").orElseThrow();
    stub.role(ROLE, TRUST).role(next, TRUST).inline(next, "write", ALLOW_WRITE);
    try (SdkIam iam = SdkIam.create(Optional.of(stub.endpoint()), CREDENTIALS)) {
      IamAnswer answer =
          iam.ask(
              new IamQuestion(
                  RoleArn.parse(ROLE).orElseThrow(),
                  ISSUER,
                  List.of(),
                  Map.of(near, List.of(WRITE), far, List.of(WRITE))));

      assertThat(answer.assumed()).containsOnlyKeys(near);
      assertThat(answer.assumed().get(near).role()).isEqualTo(new RoleLookup.Found(TRUST));
      assertThat(answer.assumed().get(near).decisions())
          .containsEntry(WRITE, new Decision.Allowed());
    }
  }

  @Test
  void tellsThatTheRoleIsMissing() {
    assertThat(ask(WRITE).role()).isEqualTo(new RoleLookup.Missing());
    assertThat(ask(WRITE).decisions()).isEmpty();
  }

  @Test
  void doesNotTakeAnotherAccountsAnswerForTheRoles() {
    stub.account("999988887777");
    assertThat(ask(WRITE).role()).isEqualTo(new RoleLookup.OtherAccount("999988887777"));

    stub.role("arn:aws:iam::999988887777:role/eks/adot", TRUST);
    assertThat(ask(WRITE).role()).isEqualTo(new RoleLookup.OtherAccount("999988887777"));

    stub.denying("GetRole");
    assertThat(ask(WRITE).role()).isEqualTo(new RoleLookup.OtherAccount("999988887777"));
  }

  @Test
  void tellsThatTheRoleHasAnotherPath() {
    stub.role("arn:aws:iam::111122223333:role/adot", TRUST);

    assertThat(ask(WRITE).role())
        .isEqualTo(new RoleLookup.OtherPath("arn:aws:iam::111122223333:role/adot"));
  }

  @Test
  void callsNothingMissingWhoseAccountIsNotKnown() {
    stub.breaking("GetCallerIdentity");

    assertThat(ask(WRITE).role()).isInstanceOf(RoleLookup.Unknown.class);
  }

  @Test
  void tellsThatTheProviderIsMissing() {
    stub.role(ROLE, TRUST);

    assertThat(ask(WRITE).provider()).isEqualTo(new ProviderLookup.Missing());
  }

  @Test
  void listsProvidersWhereItMayNotReadOne() {
    stub.role(ROLE, TRUST).denying("GetOpenIDConnectProvider");
    assertThat(ask(WRITE).provider()).isEqualTo(new ProviderLookup.Missing());

    stub.provider(PROVIDER, "sts.amazonaws.com");
    assertThat(ask(WRITE).provider()).isEqualTo(new ProviderLookup.Found(List.of()));

    stub.denying("ListOpenIDConnectProviders");
    assertThat(ask(WRITE).provider()).isInstanceOf(ProviderLookup.Unknown.class);
  }

  @Test
  void goesOnWithoutTheRole() {
    stub.role(ROLE, TRUST).inline(ROLE, "write", ALLOW_WRITE).provider(PROVIDER).denying("GetRole");

    IamAnswer answer = ask(WRITE);

    assertThat(whyUnknown(answer)).contains("may not call iam:GetRole");
    assertThat(answer.provider()).isInstanceOf(ProviderLookup.Found.class);
    assertThat(answer.decisions()).containsEntry(WRITE, new Decision.Allowed());
  }

  @Test
  void decidesNothingByPoliciesItMayNotRead() {
    stub.role(ROLE, TRUST).inline(ROLE, "write", ALLOW_WRITE);
    stub.denying("SimulatePrincipalPolicy", "ListAttachedRolePolicies");

    assertThat(ask(WRITE).decisions().get(WRITE)).isInstanceOf(Decision.Undecided.class);
  }

  @Test
  void saysThatAwsThrottles() {
    assertThat(whyUnknown(ask(stub.throttling("GetRole")))).isEqualTo("AWS throttles iam:GetRole");
  }

  @Test
  void saysThatSimulationIsThrottledAndReadsNothingInstead() {
    stub.role(ROLE, TRUST).throttling("SimulatePrincipalPolicy");

    assertThat(ask(WRITE).decisions())
        .containsEntry(WRITE, new Decision.Undecided("AWS throttles iam:SimulatePrincipalPolicy"));
    assertThat(stub.calls()).doesNotContain("ListRolePolicies");
  }

  @Test
  void saysThatAwsDoesNotAnswerInTime() {
    stub.hanging("GetRole");

    assertThat(whyUnknown(ask(Duration.ofMillis(400), stub.endpoint(), CREDENTIALS)))
        .isEqualTo("iam:GetRole did not answer in time");
  }

  @Test
  void saysThatAwsCannotBeReached() {
    URI nobody = stub.endpoint();
    stub.close();

    assertThat(whyUnknown(ask(Duration.ofSeconds(10), nobody, CREDENTIALS)))
        .startsWith("iam:GetRole did not reach AWS");
  }

  @Test
  void saysThatThereAreNoCredentials() {
    AwsCredentialsProvider none =
        () -> {
          throw SdkClientException.create(
              "Unable to load credentials from any of the providers in the chain");
        };

    assertThat(whyUnknown(ask(Duration.ofSeconds(10), stub.endpoint(), none)))
        .isEqualTo("the operator has no AWS credentials");
  }

  @Test
  void saysThatCredentialsAreNotAccepted() {
    assertThat(whyUnknown(ask(stub.refusingCredentials("GetRole"))))
        .isEqualTo("AWS does not accept the operator's credentials (InvalidClientTokenId)");
  }

  @Test
  void saysThatAnAnswerCannotBeUnderstood() {
    assertThat(whyUnknown(ask(stub.garbling("GetRole")))).contains("cannot be understood");
    assertThat(whyUnknown(ask(stub.emptying("GetRole")))).contains("cannot be understood");
    assertThat(whyUnknown(ask(stub.breaking("GetRole")))).contains("HTTP 500");
  }

  @Test
  void survivesNonsenseInEveryOtherCall() {
    stub.role(ROLE, "%zz").provider(PROVIDER).inline(ROLE, "a", "nonsense");
    for (String call :
        List.of("SimulatePrincipalPolicy", "GetOpenIDConnectProvider", "ListRolePolicies")) {
      stub.garbling(call);
      assertThat(ask(WRITE).decisions()).containsOnlyKeys(WRITE);
      stub.emptying(call);
      assertThat(ask(WRITE).decisions()).containsOnlyKeys(WRITE);
    }
  }

  @Test
  void asksNobodyAboutAPartitionThatDoesNotExist() {
    IamQuestion question =
        new IamQuestion(
            RoleArn.parse("arn:aws-nowhere:iam::111122223333:role/adot").orElseThrow(),
            ISSUER,
            List.of(WRITE));

    try (SdkIam iam = SdkIam.create(Optional.of(stub.endpoint()), CREDENTIALS)) {
      assertThat(whyUnknown(iam.ask(question))).contains("no AWS partition aws-nowhere");
    }
    assertThat(stub.calls()).isEmpty();
  }

  private IamAnswer ask(IamStub ignored) {
    return ask(WRITE);
  }

  private IamAnswer ask(ActionOnResource... actions) {
    try (SdkIam iam = SdkIam.create(Optional.of(stub.endpoint()), CREDENTIALS)) {
      return iam.ask(question(actions));
    }
  }

  private static IamAnswer ask(Duration timeout, URI endpoint, AwsCredentialsProvider credentials) {
    try (SdkIam iam = SdkIam.create(Optional.of(endpoint), credentials, timeout)) {
      return iam.ask(question(WRITE));
    }
  }

  private static IamQuestion question(ActionOnResource... actions) {
    return new IamQuestion(RoleArn.parse(ROLE).orElseThrow(), ISSUER, List.of(actions));
  }

  private static String whyUnknown(IamAnswer answer) {
    assertThat(answer.role()).isInstanceOf(RoleLookup.Unknown.class);
    return ((RoleLookup.Unknown) answer.role()).why();
  }
}
