package io.adot.operator.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AssumeTrustTest {
  private static final RoleArn ROLE =
      RoleArn.parse("arn:aws:iam::111122223333:role/eks/adot").orElseThrow();

  /** WHO is a statement that lets a principal of AWS assume the role; no external id is sent. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          WHO arn:aws:iam::111122223333:role/eks/adot"}}           | admitted
          WHO arn:aws:iam::111122223333:root"}}                    | admitted
          WHO 111122223333"}}                                      | admitted
          WHO *"}}                                                 | admitted
          WHO arn:aws:iam::111122223333:role/adot"}}               | nottrusted
          WHO arn:aws:iam::999900001111:root"}}                    | nottrusted
          WHO arn:aws:sts::111122223333:assumed-role/adot/s"}}     | undecided
          WHO 111122223333"}, "Condition": {"StringEquals": {"sts:ExternalId": "x"}}} | otherexternalid
          WHO 111122223333"}, "Condition": {"StringEquals": {"sts:ExternalId": "x", "aws:SourceIp": "::1"}}} | otherexternalid
          WHO 999900001111"}, "Condition": {"StringEquals": {"sts:ExternalId": "x"}}} | nottrusted
          WHO 111122223333"}, "Condition": {"ArnLike": {"aws:PrincipalArn": "arn:aws:iam::*:role/eks/*"}}} | admitted
          WHO 111122223333"}, "Condition": {"ArnLike": {"aws:PrincipalArn": "arn:aws:iam::*:role/ecs/*"}}} | nottrusted
          WHO 111122223333"}, "Condition": {"StringEquals": {"aws:PrincipalTag/team": "x"}}} | undecided
          WHO *"}}, {"Effect": "Deny", "Action": "*", "Principal": {"AWS": "111122223333"}} | denied
          {"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"Service": "ec2.amazonaws.com"}} | nottrusted
          {"Effect": "Allow", "Action": "sts:TagSession", "Principal": {"AWS": "*"}} | nottrusted
          {"Effect": "Nonsense"}                                   | undecided
          """)
  void judges(String statements, String expected) {
    expect(policy(statements), new AssumingRole(ROLE, Optional.of(""), false), expected);
  }

  /** What the role sends: {@code -} nothing, {@code ?} something that is not known. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          "StringEquals": {"sts:ExternalId": "a"}         | a | admitted
          "StringEquals": {"STS:externalid": ["b", "a"]}  | a | admitted
          "StringEquals": {"sts:ExternalId": "a"}         | b | otherexternalid
          "StringEquals": {"sts:ExternalId": "a"}         | - | otherexternalid
          "StringEquals": {"sts:ExternalId": "a"}         | ? | undecided
          "StringEqualsIfExists": {"sts:ExternalId": "a"} | - | admitted
          "StringLike": {"sts:ExternalId": "team-*"}      | team-a | admitted
          "StringLike": {"sts:ExternalId": "team-*"}      | a | otherexternalid
          "StringNotEquals": {"sts:ExternalId": "a"}      | b | admitted
          "Null": {"sts:ExternalId": "false"}             | a | admitted
          """)
  void comparesTheExternalId(String condition, String sent, String expected) {
    String policy = policy("WHO 111122223333\"}, \"Condition\": {%s}}".formatted(condition));
    Optional<String> externalId =
        switch (sent) {
          case "-" -> Optional.of("");
          case "?" -> Optional.empty();
          default -> Optional.of(sent);
        };
    expect(policy, new AssumingRole(ROLE, externalId, false), expected);
  }

  @ParameterizedTest
  @CsvSource({
    "'\"sts:AssumeRole\"', missingtagsession",
    "'[\"sts:AssumeRole\", \"sts:TagSession\"]', admitted",
    "'\"sts:*\"', admitted",
    "'\"sts:TagSession\"', nottrusted"
  })
  void aTaggedSessionHasToBeAllowedToo(String actions, String expected) {
    String policy = policy("WHO 111122223333\"}}").replace("\"sts:AssumeRole\"", actions);
    expect(policy, new AssumingRole(ROLE, Optional.of("region/111122223333/a"), true), expected);
  }

  private static void expect(String policy, AssumingRole who, String expected) {
    assertThat(AssumeTrust.judge(policy, who).getClass().getSimpleName().toLowerCase(Locale.ROOT))
        .isEqualTo(expected);
    if (!expected.equals("denied") && !expected.equals("undecided")) {
      String written = PolicyWriter.admitting(policy, who);
      assertThat(AssumeTrust.judge(written, who)).isEqualTo(new AssumeVerdict.Admitted());
      assertThat(PolicyWriter.admitting(written, who)).isEqualTo(written);
    }
  }

  private static String policy(String statements) {
    return "{\"Version\": \"2012-10-17\", \"Statement\": ["
        + statements.replace(
            "WHO ",
            "{\"Effect\": \"Allow\", \"Action\": \"sts:AssumeRole\", \"Principal\": {\"AWS\": \"")
        + "]}";
  }
}
