package io.adot.operator.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AssumeTrustTest {
  private static final RoleArn ROLE =
      RoleArn.parse("arn:aws:iam::111122223333:role/eks/adot").orElseThrow();

  /** WHO is a statement that lets a principal of AWS assume the role. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          WHO arn:aws:iam::111122223333:role/eks/adot"}}           | allowed
          WHO arn:aws:iam::111122223333:root"}}                    | allowed
          WHO 111122223333"}}                                      | allowed
          WHO *"}}                                                 | allowed
          WHO arn:aws:iam::111122223333:role/adot"}}               | implicitdeny
          WHO arn:aws:iam::999900001111:root"}}                    | implicitdeny
          WHO arn:aws:sts::111122223333:assumed-role/adot/s"}}     | undecided
          WHO 111122223333"}, "Condition": {"StringEquals": {"sts:ExternalId": "x"}}} | undecided
          WHO 111122223333"}, "Condition": {"ArnLike": {"aws:PrincipalArn": "arn:aws:iam::*:role/eks/*"}}} | allowed
          WHO 111122223333"}, "Condition": {"ArnLike": {"aws:PrincipalArn": "arn:aws:iam::*:role/ecs/*"}}} | implicitdeny
          WHO *"}}, {"Effect": "Deny", "Action": "*", "Principal": {"AWS": "111122223333"}} | explicitdeny
          {"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"Service": "ec2.amazonaws.com"}} | implicitdeny
          {"Effect": "Allow", "Action": "sts:TagSession", "Principal": {"AWS": "*"}} | implicitdeny
          {"Effect": "Nonsense"}                                   | undecided
          """)
  void judges(String statements, String expected) {
    String policy =
        "{\"Version\": \"2012-10-17\", \"Statement\": ["
            + statements.replace(
                "WHO ",
                "{\"Effect\": \"Allow\", \"Action\": \"sts:AssumeRole\", \"Principal\": {\"AWS\": \"")
            + "]}";
    assertThat(AssumeTrust.judge(policy, ROLE).getClass().getSimpleName().toLowerCase(Locale.ROOT))
        .isEqualTo(expected);
    if (expected.equals("implicitdeny")) {
      assertThat(AssumeTrust.judge(PolicyWriter.admitting(policy, ROLE), ROLE))
          .isEqualTo(new Decision.Allowed());
    }
  }
}
