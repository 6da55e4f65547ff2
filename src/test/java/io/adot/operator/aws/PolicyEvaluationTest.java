package io.adot.operator.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyEvaluationTest {
  private static final RoleArn ROLE =
      RoleArn.parse("arn:aws:iam::111122223333:role/adot").orElseThrow();
  private static final String WS = "arn:aws:aps:us-west-2:111122223333:workspace/ws-1";

  /** WS in a statement is the workspace that is asked for. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"Effect": "Allow", "Action": "aps:RemoteWrite", "Resource": "*"}                    | allowed
          {"Effect": "Allow", "Action": ["x:y", "APS:remotewrite"], "Resource": ["WS"]}        | allowed
          {"Effect": "Allow", "Action": "aps:Remote*", "Resource": "arn:aws:aps:*:*:workspace/*"} | allowed
          {"Effect": "Allow", "Action": "*", "Resource": "arn:aws:aps:us-west-?:*"}            | allowed
          {"Effect": "Allow", "Action": "aps:QueryMetrics", "Resource": "*"}                   | implicitdeny
          {"Effect": "Allow", "Action": "aps:RemoteWrite", "Resource": "WS-2"}                 | implicitdeny
          {"Effect": "Allow", "Action": "aps:RemoteWrite", "Resource": "ARN:aws:aps:us-west-2:111122223333:workspace/ws-1"} | implicitdeny
          {"Effect": "Allow", "NotAction": "iam:*", "Resource": "*"}                           | allowed
          {"Effect": "Allow", "NotAction": "aps:*", "Resource": "*"}                           | implicitdeny
          {"Effect": "Allow", "Action": "aps:*", "NotResource": "WS-2"}                        | allowed
          {"Effect": "Allow", "Action": "aps:*", "NotResource": "arn:aws:aps:*"}               | implicitdeny
          {"Effect": "Deny", "Action": "aps:*", "Resource": "*"}                               | explicitdeny
          [{"Effect": "Allow", "Action": "*", "Resource": "*"}, {"Effect": "Deny", "Action": "aps:*", "Resource": "WS"}] | explicitdeny
          [{"Effect": "Allow", "Action": "*", "Resource": "*"}, {"Effect": "Deny", "Action": "aps:*", "Resource": "WS-2"}] | allowed
          {"Effect": "Allow", "Action": "aps:*", "Resource": "*", "Condition": {"StringEquals": {"aws:RequestedRegion": "us-west-2"}}} | allowed
          {"Effect": "Allow", "Action": "aps:*", "Resource": "*", "Condition": {"StringEquals": {"aws:RequestedRegion": ["eu-west-1"]}}} | implicitdeny
          {"Effect": "Allow", "Action": "aps:*", "Resource": "*", "Condition": {"IpAddress": {"aws:SourceIp": "10.0.0.0/8"}}} | undecided
          [{"Effect": "Allow", "Action": "*", "Resource": "*"}, {"Effect": "Deny", "Action": "*", "Resource": "*", "Condition": {"StringNotEquals": {"aws:SourceVpc": "vpc-1"}}}] | undecided
          [{"Effect": "Allow", "Action": "aps:*", "Resource": "WS"}, {"Effect": "Allow", "Action": "aps:*", "Resource": "*", "Condition": {"IpAddress": {"aws:SourceIp": "10.0.0.0/8"}}}] | allowed
          {"Effect": "Allow", "Action": "aps:*", "Resource": "arn:aws:aps:*:*:workspace/${aws:PrincipalTag/ws}"} | undecided
          {"Effect": "Allow", "Action": "aps:*", "Resource": "arn:aws:s3:::${aws:PrincipalTag/ws}"} | implicitdeny
          {"Effect": "Allow", "Action": "aps:*", "Resource": "arn:aws:aps:*:${aws:PrincipalAccount}:workspace/*"} | allowed
          {"Effect": "Allow", "Action": "aps:*", "Resource": "arn:aws:aps:*:*:workspace/ws${*}"} | implicitdeny
          {"Effect": "Allow", "Action": "aps:*", "Resource": "*", "Condition": {"ArnLike": {"aws:PrincipalArn": "arn:aws:iam::*:role/ad?t"}}} | allowed
          {"Effect": "Allow", "Action": "aps:*", "Resource": "*", "Condition": {"ArnNotLike": {"aws:PrincipalArn": ["arn:aws:iam::*:role/ad?t", "arn:aws:iam::*:user/*"]}}} | implicitdeny
          {"Effect": "Allow", "Action": "aps:*", "Resource": "*", "Condition": {"ArnEquals": {"aws:PrincipalArn": "arn:aws:*:role/adot"}}} | undecided
          {"Effect": "Deny", "Action": "aps:*", "Resource": "*", "Condition": {"Bool": {"aws:SecureTransport": "false"}}} | implicitdeny
          {"Effect": "Nonsense"}                                                               | undecided
          """)
  void decides(String statements, String expected) {
    assertThat(decide(statements, "aps:RemoteWrite", WS)).isEqualTo(expected);
  }

  /** Without a version a policy is of the old one, which knows no variables. */
  @Test
  void replacesVariablesInTheNewVersionOnly() {
    String policy =
        """
        {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "*",
         "Resource": "arn:aws:aps:*:${aws:PrincipalAccount}:*"}}""";
    assertThat(decideDocument(policy)).isEqualTo("allowed");
    assertThat(decideDocument(policy.replace("2012-10-17", "2008-10-17")))
        .isEqualTo("implicitdeny");
  }

  private static String decideDocument(String policy) {
    return name(
        new PolicyEvaluation(
                ROLE, new RolePolicies(List.of(new NamedPolicy("p", policy)), Optional.empty(), ""))
            .decide(new ActionOnResource("aps:RemoteWrite", WS)));
  }

  /** What is only partly known is decided when the policy says the same of all it may be. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          arn:aws:logs:*:*:log-group:/aws/ci/*             | allowed
          arn:aws:logs:*:*:log-group:/aws/ci/perf:*        | allowed
          arn:aws:logs:*:*:log-group:/aws/ci/perf:log-stream:* | allowed
          arn:aws:logs:*:*:log-group:/aws/ci/perf:log-stream:ip-* | undecided
          arn:aws:logs:*:*:log-group:/aws/ci/perf          | implicitdeny
          arn:aws:logs:*:*:log-group:/aws/ci/perf:log-stream: | undecided
          arn:aws:logs:*:*:log-group:/aws/other:*          | implicitdeny
          """)
  void decidesOnStreamsThatAreNotKnown(String resource, String expected) {
    assertThat(
            decide(
                "{\"Effect\": \"Allow\", \"Action\": \"logs:*\", \"Resource\": \"%s\"}"
                    .formatted(resource),
                "logs:PutLogEvents",
                "arn:aws:logs:us-west-2:111122223333:log-group:/aws/ci/perf:log-stream:*"))
        .isEqualTo(expected);
  }

  @Test
  void knowsActionsWithoutResources() {
    String some = "{\"Effect\": \"Allow\", \"Action\": \"*\", \"Resource\": \"arn:aws:ec2:*:*:*\"}";
    assertThat(decide(some, "ec2:DescribeTags", "*")).isEqualTo("implicitdeny");
    assertThat(decide(some, "ec2:RunInstances", "*")).isEqualTo("undecided");
  }

  @Test
  void decidesNothingButDenialsByPoliciesOfWhichSomeAreMissing() {
    String allow = "{\"Effect\": \"Allow\", \"Action\": \"*\", \"Resource\": \"*\"}";
    assertThat(decide(allow, "denied")).isEqualTo("undecided");
    assertThat(decide("[]", "denied")).isEqualTo("undecided");
    assertThat(decide(allow.replace("Allow", "Deny"), "denied")).isEqualTo("explicitdeny");
  }

  private static String decide(String statements, String unreadable) {
    return name(
        new PolicyEvaluation(
                ROLE, new RolePolicies(policies(statements), Optional.empty(), unreadable))
            .decide(new ActionOnResource("aps:RemoteWrite", WS)));
  }

  private static String decide(String statements, String action, String resource) {
    return name(
        new PolicyEvaluation(ROLE, new RolePolicies(policies(statements), Optional.empty(), ""))
            .decide(new ActionOnResource(action, resource)));
  }

  private static List<NamedPolicy> policies(String statements) {
    return List.of(
        new NamedPolicy(
            "p",
            "{\"Version\": \"2012-10-17\", \"Statement\": "
                + statements.replace("\"WS", '"' + WS)
                + "}"));
  }

  private static String name(Decision decision) {
    return decision.getClass().getSimpleName().toLowerCase(Locale.ROOT);
  }
}
