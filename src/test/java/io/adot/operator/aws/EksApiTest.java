package io.adot.operator.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.adot.operator.testing.IamStub;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;

/** Associations of EKS Pod Identity over the wire, and all that may go wrong there. */
class EksApiTest {
  private static final String LIST = "ListPodIdentityAssociations";
  private static final String DESCRIBE = "DescribePodIdentityAssociation";
  private static final String ROLE = "arn:aws:iam::111122223333:role/adot";
  private static final PodIdentityQuestion QUESTION =
      new PodIdentityQuestion("eks-workshop", "us-west-2", "other", "adot-collector");

  private final IamStub stub = IamStub.start();
  private final SdkIam iam =
      SdkIam.create(
          Optional.of(stub.endpoint()),
          StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")),
          Duration.ofMillis(500));

  @BeforeEach
  void hasAnAssociation() {
    associate("{\"roleArn\": \"" + ROLE + "\"}");
  }

  @AfterEach
  void stop() {
    iam.close();
    stub.close();
  }

  @Test
  void findsAnAssociation() {
    assertThat(iam.association(QUESTION))
        .isEqualTo(
            new PodIdentityLookup.Found(
                new PodIdentityAssociation(
                    "eks-workshop_other_adot-collector",
                    "eks-workshop",
                    "us-west-2",
                    ROLE,
                    "",
                    true,
                    false)));
    assertThat(stub.calls()).containsExactly(LIST, DESCRIBE);
  }

  @Test
  void readsWhatChangesTheSession() {
    associate(
        """
        {"roleArn": "%s", "targetRoleArn": "arn:aws:iam::999988887777:role/b",
         "disableSessionTags": true, "policy": "{}", "externalId": "us-west-2/1/eks/other/adot/x"}"""
            .formatted(ROLE));
    PodIdentityAssociation found =
        ((PodIdentityLookup.Found) iam.association(QUESTION)).association();
    assertThat(found.targetRoleArn()).isEqualTo("arn:aws:iam::999988887777:role/b");
    assertThat(found.externalId()).isEqualTo("us-west-2/1/eks/other/adot/x");
    assertThat(found.sessionTags()).isFalse();
    assertThat(found.sessionPolicy()).isTrue();
  }

  @Test
  void knowsThatThereIsNone() {
    assertThat(iam.association(new PodIdentityQuestion("eks-workshop", "us-west-2", "other", "x")))
        .isEqualTo(new PodIdentityLookup.None());
  }

  @Test
  void aClusterThatEksDoesNotKnowIsUnknown() {
    assertThat(why(new PodIdentityQuestion("typo", "us-west-2", "other", "x")))
        .isEqualTo("No cluster found for name: typo.");
    assertThat(why(new PodIdentityQuestion("../x?y", "us-west-2", "other", "x")))
        .isEqualTo("No cluster found for name: ../x?y.");
  }

  @ParameterizedTest
  @ValueSource(strings = {LIST, DESCRIBE})
  void saysWhyItIsUnknown(String call) {
    stub.healed().denyingEks(call);
    assertThat(why(QUESTION)).startsWith("the operator may not call eks:" + call);
    stub.healed().throttling(call);
    assertThat(why(QUESTION)).contains("eks:" + call);
    stub.healed().breaking(call);
    assertThat(why(QUESTION)).contains("HTTP 500");
    stub.healed().garbling(call);
    assertThat(why(QUESTION)).contains("cannot be understood");
    stub.healed().emptying(call);
    assertThat(why(QUESTION)).contains("cannot be understood");
    stub.healed().hanging(call);
    assertThat(why(QUESTION)).contains("did not answer in time");
  }

  @Test
  void nobodyThereOrNoCredentialsIsUnknown() {
    SdkIam nobody =
        SdkIam.create(
            Optional.of(URI.create("http://127.0.0.1:1")),
            StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")));
    assertThat(nobody.association(QUESTION)).isInstanceOf(PodIdentityLookup.Unknown.class);
    SdkIam without =
        SdkIam.create(
            Optional.of(stub.endpoint()),
            () -> {
              throw SdkClientException.create("Unable to load credentials from any provider");
            });
    assertThat(without.association(QUESTION))
        .isEqualTo(new PodIdentityLookup.Unknown("the operator has no AWS credentials"));
    nobody.close();
    without.close();
  }

  private void associate(String description) {
    stub.association("eks-workshop", "other", "adot-collector", description);
  }

  private String why(PodIdentityQuestion question) {
    return ((PodIdentityLookup.Unknown) iam.association(question)).why();
  }
}
