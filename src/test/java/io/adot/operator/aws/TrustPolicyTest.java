package io.adot.operator.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.adot.operator.aws.TrustMismatch.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrustPolicyTest {
  private static final String HOST = "oidc.eks.us-west-2.amazonaws.com/id/ABCDEF0123";
  private static final String PROVIDER = "arn:aws:iam::111122223333:oidc-provider/" + HOST;
  private static final WebIdentity IDENTITY =
      new WebIdentity(
          RoleArn.parse("arn:aws:iam::111122223333:role/adot").orElseThrow(),
          "https://" + HOST,
          "system:serviceaccount:other:adot-collector",
          "sts.amazonaws.com");

  /** SUB, AUD and HOST in a condition stand for what this cluster's token has. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"StringEquals": {"HOST:sub": "SUB", "HOST:aud": "AUD"}}                  | admitted
          {"StringEquals": {"HOST:sub": ["x", "SUB"], "HOST:aud": ["AUD"]}}         | admitted
          {"StringEquals": {"HOST:SUB": "SUB"}}                                     | admitted
          {"stringequals": {"HOST:sub": "SUB"}}                                     | admitted
          {"StringLike": {"HOST:sub": "system:serviceaccount:other:*"}}             | admitted
          {"StringLike": {"HOST:sub": "system:serviceaccount:*:adot-collecto?"}}    | admitted
          {"StringEqualsIgnoreCase": {"HOST:sub": "SYSTEM:serviceaccount:other:adot-collector"}} | admitted
          {"StringEqualsIfExists": {"HOST:sub": "SUB"}}                             | admitted
          {"ForAnyValue:StringEquals": {"HOST:sub": ["SUB", "x"]}}                  | admitted
          {"ForAnyValue:StringLikeIfExists": {"HOST:sub": ["*:adot-*"]}}            | admitted
          {"ForAllValues:StringLike": {"HOST:sub": ["*:adot-*"]}}                   | admitted
          {"ForAllValues:StringEquals": {"x.example.com:sub": "SUB"}}               | admitted
          {"StringEqualsIfExists": {"x.example.com:sub": "y"}}                      | admitted
          {"StringNotEquals": {"HOST:sub": "y"}}                                    | admitted
          {"StringNotLike": {"x.example.com:sub": "y"}}                             | admitted
          {"Null": {"HOST:sub": "false"}, "StringEquals": {"HOST:sub": "SUB"}}      | admitted
          {"StringEquals": {"aws:FederatedProvider": "PROVIDER"}}                   | admitted
          {}                                                                        | admitted
          {"StringEquals": {"HOST:sub": "system:serviceaccount:other:x"}}           | SUBJECT
          {"StringLike": {"HOST:sub": "system:serviceaccount:another:*"}}           | SUBJECT
          {"StringEquals": {"HOST:sub": "SYSTEM:serviceaccount:other:adot-collector"}} | SUBJECT
          {"StringEquals": {"HOST:sub": []}}                                        | SUBJECT
          {"StringNotEquals": {"HOST:sub": "SUB"}}                                  | SUBJECT
          {"StringNotLike": {"HOST:sub": "system:*"}}                               | SUBJECT
          {"Null": {"HOST:sub": "true"}}                                            | SUBJECT
          {"StringEquals": {"HOST:sub": "x", "HOST:aud": "y"}}                      | SUBJECT
          {"StringEquals": {"HOST:sub": "SUB", "HOST:aud": "other"}}                | AUDIENCE
          {"StringEquals": {"HOST:sub": "system:serviceaccount:other:*"}}           | LITERAL_WILDCARD
          {"ForAnyValue:StringEquals": {"HOST:sub": ["system:serviceaccount:*"]}}   | LITERAL_WILDCARD
          {"StringEquals": {"https://HOST:sub": "SUB"}}                             | FOREIGN_KEY
          {"StringEquals": {"oidc.eks.us-west-2.amazonaws.com/id/OTHER:sub": "SUB"}} | FOREIGN_KEY
          {"StringEquals": {"aws:FederatedProvider": "arn:aws:iam::111122223333:oidc-provider/x"}} | FOREIGN_KEY
          {"IpAddress": {"aws:SourceIp": "10.0.0.0/8"}}                             | undecided
          {"StringEquals": {"sts:RoleSessionName": "x"}}                            | undecided
          {"StringEquals": {"HOST:amr": "x"}}                                       | undecided
          {"SomethingNew": {"HOST:sub": "SUB"}}                                     | undecided
          {"StringEquals": {"HOST:sub": "${aws:username}"}}                         | undecided
          {"Bool": {"aws:SecureTransport": "true"}, "StringEquals": {"HOST:sub": "x"}} | SUBJECT
          """)
  void judgesConditions(String condition, String expected) {
    assertThat(name(judge(statement("Allow", PROVIDER, condition)))).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"\"sts:AssumeRoleWithWebIdentity\"", "[\"a:b\", \"STS:assumerole*\"]", "\"*\""})
  void readsActionsAsTextOrList(String action) {
    String policy = statement("Allow", PROVIDER, "{}");
    assertThat(name(judge(policy.replace("\"sts:AssumeRoleWithWebIdentity\"", action))))
        .isEqualTo("admitted");
  }

  @Test
  void readsPrincipalsAsList() {
    String policy = statement("Allow", PROVIDER, "{}");
    assertThat(name(judge(policy.replace('"' + PROVIDER + '"', "[\"x\", \"" + PROVIDER + "\"]"))))
        .isEqualTo("admitted");
  }

  @Test
  void findsAnotherProvider() {
    String other = PROVIDER.replace("ABCDEF0123", "OLDCLUSTER");
    assertThat(judge(statement("Allow", other, "{}")))
        .isEqualTo(new TrustVerdict.OtherProvider(java.util.List.of(other)));
  }

  @Test
  void findsTheProviderOfAnotherAccountOrPartition() {
    assertThat(judge(statement("Allow", PROVIDER.replace("111122223333", "999988887777"), "{}")))
        .isInstanceOf(TrustVerdict.OtherProvider.class);
    assertThat(judge(statement("Allow", PROVIDER.replace("arn:aws:", "arn:aws-cn:"), "{}")))
        .isInstanceOf(TrustVerdict.OtherProvider.class);
  }

  @Test
  void findsThatNoWebIdentityIsTrusted() {
    assertThat(
            judge(
                """
                {"Statement": {"Effect": "Allow", "Principal": {"Service": "ec2.amazonaws.com"},
                 "Action": "sts:AssumeRole"}}"""))
        .isEqualTo(new TrustVerdict.NoWebIdentity(java.util.List.of("ec2.amazonaws.com")));
    assertThat(
            judge(
                statement("Allow", PROVIDER, "{}")
                    .replace("sts:AssumeRoleWithWebIdentity", "sts:AssumeRole")))
        .isInstanceOf(TrustVerdict.NoWebIdentity.class);
    assertThat(judge("{\"Statement\": []}")).isInstanceOf(TrustVerdict.NoWebIdentity.class);
  }

  @Test
  void letsADenialWin() {
    String allow = statement("Allow", PROVIDER, "{}");
    String deny =
        """
        {"Sid": "Stop", "Effect": "Deny", "Principal": "*", "Action": "*",
         "Condition": %s}""";
    assertThat(judge(both(allow, deny.formatted("{}"))))
        .isEqualTo(new TrustVerdict.Denied("Stop", 1));
    assertThat(
            name(
                judge(
                    both(
                        allow,
                        deny.formatted("{\"StringEquals\": {\"" + HOST + ":sub\": \"x\"}}")))))
        .isEqualTo("admitted");
    assertThat(
            name(
                judge(
                    both(
                        allow,
                        deny.formatted("{\"Bool\": {\"aws:SecureTransport\": \"false\"}}")))))
        .isEqualTo("undecided");
  }

  @Test
  void takesTheStatementThatComesClosest() {
    String far =
        statement(
            "Allow", PROVIDER, "{\"StringEquals\": {\"HOST:sub\": \"x\", \"HOST:aud\": \"y\"}}");
    String near =
        statement(
            "Allow", PROVIDER, "{\"StringEquals\": {\"HOST:sub\": \"SUB\", \"HOST:aud\": \"y\"}}");
    assertThat(name(judge(both(far, near)))).isEqualTo("AUDIENCE");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "not json",
        "{}",
        "{\"Statement\": 1}",
        "{\"Statement\": [null]}",
        "{\"Statement\": {\"Effect\": \"Allow\", \"Principal\": {\"Federated\": {}}, \"Action\": \"*\"}}",
        "{\"Statement\": {\"Effect\": \"Perhaps\", \"Action\": \"*\"}}"
      })
  void decidesNothingByWhatItCannotRead(String document) {
    assertThat(TrustPolicy.judge(document, IDENTITY)).isInstanceOf(TrustVerdict.Undecided.class);
  }

  @Test
  void warnsOfWhatIsLeftOpen() {
    assertThat(((TrustVerdict.Admitted) judge(statement("Allow", PROVIDER, "{}"))).weaknesses())
        .hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{\"Statement\": []}",
        "{\"Statement\": {\"Effect\": \"Deny\", \"Principal\": \"*\", \"Action\": \"*\"}}",
        "{\"Statement\": {\"Effect\": \"Allow\", \"Principal\": {\"Service\": \"ec2.amazonaws.com\"}, \"Action\": \"sts:AssumeRole\"}}"
      })
  void writesAPolicyThatAdmits(String existing) {
    String written = PolicyWriter.admitting(existing, IDENTITY);

    assertThat(TrustPolicy.judge(written, IDENTITY))
        .isEqualTo(new TrustVerdict.Admitted(java.util.List.of()));
    assertThat(PolicyWriter.admitting(written, IDENTITY)).isEqualTo(written);
    assertThat(written.contains("ec2.amazonaws.com")).isEqualTo(existing.contains("ec2"));
  }

  private static TrustVerdict judge(String document) {
    String filled =
        document
            .replace("\"SUB\"", '"' + IDENTITY.subject() + '"')
            .replace("\"AUD\"", '"' + IDENTITY.audience() + '"')
            .replace("\"PROVIDER\"", '"' + PROVIDER + '"')
            .replace("HOST:", HOST + ":");
    return TrustPolicy.judge(filled, IDENTITY);
  }

  private static String statement(String effect, String provider, String condition) {
    return """
    {"Version": "2012-10-17", "Statement": {"Effect": "%s", "Principal": {"Federated": "%s"},
     "Action": "sts:AssumeRoleWithWebIdentity", "Condition": %s}}"""
        .formatted(effect, provider, condition);
  }

  /** Two statements in one document, each given alone or in a document of its own. */
  private static String both(String first, String second) {
    return "{\"Statement\": [" + bare(first) + ", " + bare(second) + "]}";
  }

  private static String bare(String document) {
    int at = document.indexOf("\"Statement\": ");
    return at < 0
        ? document
        : document.substring(at + "\"Statement\": ".length(), document.length() - 1);
  }

  private static String name(TrustVerdict verdict) {
    if (verdict instanceof TrustVerdict.Mismatched mismatched) {
      Kind kind = mismatched.mismatches().get(0).kind();
      return kind.name();
    }
    return verdict.getClass().getSimpleName().toLowerCase(java.util.Locale.ROOT);
  }
}
