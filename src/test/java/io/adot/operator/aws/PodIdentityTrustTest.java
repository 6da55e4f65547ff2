package io.adot.operator.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PodIdentityTrustTest {
  private static final PodIdentityAssociation ASSOCIATION =
      new PodIdentityAssociation(
          "a-1",
          "eks-workshop",
          "us-west-2",
          "arn:aws:iam::111122223333:role/adot",
          "",
          true,
          false);

  /** BOTH are the two actions, PODS the service, ALLOW a statement that lets it in. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          ALLOW, "Action": BOTH}                                                             | admitted
          ALLOW, "Action": "sts:*"}                                                          | admitted
          ALLOW, "Action": "sts:AssumeRole"}                                                 | missingtagsession
          ALLOW, "Action": "sts:AssumeRole"}, ALLOW, "Action": "sts:TagSession"}             | admitted
          ALLOW, "Action": "sts:TagSession"}                                                 | nottrusted
          ALLOW, "Action": BOTH, "Condition": {"StringEquals": {"aws:SourceAccount": "111122223333"}}} | admitted
          ALLOW, "Action": BOTH, "Condition": {"StringEquals": {"aws:SourceAccount": "999900001111"}}} | mismatched
          ALLOW, "Action": BOTH, "Condition": {"ArnEquals": {"aws:SourceArn": "arn:aws:eks:us-west-2:111122223333:cluster/eks-workshop"}}} | admitted
          ALLOW, "Action": BOTH, "Condition": {"ArnLike": {"aws:SourceArn": "arn:aws:eks:*:*:cluster/old"}}} | mismatched
          ALLOW, "Action": BOTH, "Condition": {"StringEquals": {"aws:RequestTag/kubernetes-namespace": "other", "aws:RequestTag/kubernetes-service-account": "adot-collector"}}} | admitted
          ALLOW, "Action": BOTH, "Condition": {"StringEquals": {"aws:RequestTag/kubernetes-namespace": "another"}}} | mismatched
          ALLOW, "Action": BOTH, "Condition": {"StringLike": {"aws:RequestTag/eks-cluster-name": "eks-*"}}} | admitted
          ALLOW, "Action": BOTH, "Condition": {"StringLike": {"aws:RequestTag/kubernetes-pod-name": "adot-*"}}} | undecided
          {"Effect": "Allow", "Principal": {"Service": "ec2.amazonaws.com"}, "Action": BOTH} | nottrusted
          {"Effect": "Allow", "Principal": {"Service": ["ec2.amazonaws.com", PODS]}, "Action": BOTH} | admitted
          {"Effect": "Allow", "Principal": "*", "Action": BOTH}                              | undecided
          ALLOW, "Action": BOTH}, {"Effect": "Deny", "Principal": {"Service": PODS}, "Action": "sts:TagSession"} | denied
          ALLOW, "Action": BOTH}, {"Effect": "Deny", "Principal": {"AWS": "arn:aws:iam::1:root"}, "Action": "*"} | admitted
          {"Effect": "Nonsense"}                                                             | undecided
          """)
  void judges(String statements, String expected) {
    String policy = policy(statements);
    PodIdentityVerdict verdict = PodIdentityTrust.judge(policy, principal(ASSOCIATION));
    assertThat(verdict.getClass().getSimpleName().toLowerCase(Locale.ROOT)).isEqualTo(expected);

    if (!expected.equals("undecided")) {
      String written = PolicyWriter.admitting(policy, principal(ASSOCIATION));
      assertThat(PodIdentityTrust.judge(written, principal(ASSOCIATION)))
          .isEqualTo(new PodIdentityVerdict.Admitted());
      assertThat(PolicyWriter.admitting(written, principal(ASSOCIATION))).isEqualTo(written);
    }
  }

  @Test
  void withoutSessionTagsNoneAreNeededNorThere() {
    PodIdentityAssociation untagged =
        new PodIdentityAssociation(
            "a-1", "eks-workshop", "us-west-2", ASSOCIATION.roleArn(), "", false, false);
    assertThat(
            PodIdentityTrust.judge(
                policy("ALLOW, \"Action\": \"sts:AssumeRole\"}"), principal(untagged)))
        .isEqualTo(new PodIdentityVerdict.Admitted());
    String tagged =
        "ALLOW, \"Action\": BOTH, \"Condition\": {\"StringEquals\": {\"aws:RequestTag/kubernetes-namespace\": \"other\"}}}";
    assertThat(PodIdentityTrust.judge(policy(tagged), principal(untagged)))
        .isEqualTo(
            new PodIdentityVerdict.Mismatched(
                List.of(
                    new TrustMismatch(
                        TrustMismatch.Kind.SUBJECT,
                        "StringEquals",
                        "aws:RequestTag/kubernetes-namespace",
                        List.of("other"),
                        ""))));
  }

  private static PodIdentityPrincipal principal(PodIdentityAssociation association) {
    return new PodIdentityPrincipal(
        RoleArn.parse(association.roleArn()).orElseThrow(), association, "other", "adot-collector");
  }

  private static String policy(String statements) {
    return """
        {"Version": "2012-10-17", "Statement": [%s]}"""
        .formatted(
            statements
                .replace("ALLOW", "{\"Effect\": \"Allow\", \"Principal\": {\"Service\": PODS}")
                .replace("PODS", "\"pods.eks.amazonaws.com\"")
                .replace("BOTH", "[\"sts:AssumeRole\", \"sts:TagSession\"]"));
  }
}
