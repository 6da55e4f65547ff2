package io.adot.operator.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import io.adot.operator.preflight.Fix;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class LastWordsTest {
  private static final String ROLE = "arn:aws:sts::111122223333:assumed-role/";

  static Stream<Arguments> signs() {
    return Stream.of(
        sign(
            "WebIdentityErr: failed to retrieve credentials caused by: AccessDenied: Not authorized"
                + " to perform sts:AssumeRoleWithWebIdentity status code: 403",
            "AWS does not give the role to this ServiceAccount"),
        sign(
            "InvalidIdentityToken: No OpenIDConnect provider found in your account for"
                + " https://oidc.eks.eu-west-1.amazonaws.com/id/ABC status code: 400",
            "does not know this cluster's OIDC provider"
                + " https://oidc.eks.eu-west-1.amazonaws.com/id/ABC"),
        sign("InvalidIdentityToken: Incorrect token audience", "audience is not among the client"),
        sign(
            denied(ROLE + "adot/adot-1", "because no identity-based policy allows the action"),
            "role adot may not aps:RemoteWrite on arn:aws:aps:eu-west-1:111122223333:workspace/ws-1:"
                + " none of its policies allows it"),
        sign(
            denied(ROLE + "eksctl-shop-NodeInstanceRole-X/i-0abc", ""),
            "the pod acts as its node (role eksctl-shop-NodeInstanceRole-X)"),
        sign(denied(ROLE + "nodes/i-0123456789abcdef0", ""), "the pod acts as its node"),
        sign(
            denied(ROLE + "adot/x", "with an explicit deny in a service control policy"),
            "a policy of the organization denies it"),
        sign(
            denied(ROLE + "adot/x", "with an explicit deny in a permissions boundary"),
            "its permissions boundary takes that away"),
        sign(
            denied(ROLE + "adot/x", "with an explicit deny in an identity-based policy"),
            "a policy denies it explicitly"),
        sign("no EC2 IMDS role found, operation error", "the pod has no AWS identity"),
        sign(
            "Get \"http://169.254.169.254/latest/api/token\": context deadline exceeded",
            "the pod has no AWS identity"),
        sign("Error: could not retrieve credential provider", "sigv4auth finds no AWS credentials"),
        sign("RegionDisabledException: STS", "AWS STS is switched off in this region"),
        sign(
            "dial tcp: lookup sts.eu-west-1.amazonaws.com on 10.100.0.10:53: no such host",
            "the name sts.eu-west-1.amazonaws.com is not resolved"),
        sign(
            "pods is forbidden: User \"system:serviceaccount:other:adot-collector\" cannot list"
                + " resource \"pods\" in API group \"\" at the cluster scope",
            "ServiceAccount other/adot-collector cannot list pods cluster-wide"),
        sign(
            "{\"error\":\"leases.coordination.k8s.io is forbidden: User"
                + " \\\"system:serviceaccount:a:b\\\" cannot update resource \\\"leases\\\" in API group"
                + " \\\"coordination.k8s.io\\\" in the namespace \\\"c\\\"\"}",
            "ServiceAccount a/b cannot update leases.coordination.k8s.io in namespace c"),
        sign(
            "forbidden: User \"system:serviceaccount:a:b\" cannot get path \"/metrics\"",
            "ServiceAccount a/b cannot get path /metrics cluster-wide"),
        sign(
            "'receivers' unknown type: \"k8s_cluster\" for id: \"k8s_cluster\" (valid values:"
                + " [otlp])",
            "nothing of the type k8s_cluster among its receivers"),
        sign(
            "* decoding failed due to the following error(s):\n\n'' has invalid keys: address",
            "does not know the keys address"),
        sign(
            "container has runAsNonRoot and image has non-numeric user (aoc), cannot verify user is"
                + " non-root",
            "spec.securityContext.runAsUser: 4317"),
        sign(
            "failed to start: listen tcp 0.0.0.0:4317: bind: address already in use",
            "port 4317 is taken"));
  }

  @ParameterizedTest
  @MethodSource("signs")
  void aSignTellsItsCause(String words, String cause) {
    assertThat(LastWords.diagnose("2026-01-01T00:00:00Z error x\n" + words + "\n\tat main.go:1\n"))
        .hasValueSatisfying(diagnosis -> assertThat(diagnosis.cause()).contains(cause));
  }

  @Test
  void wordsThatSayNothingKnownStayWithoutACause() {
    assertThat(LastWords.diagnose("")).isEmpty();
    assertThat(LastWords.diagnose("Everything is ready. Begin running and processing data."))
        .isEmpty();
  }

  @Test
  void whatCameLastCounts() {
    assertThat(
            LastWords.diagnose(
                "InvalidIdentityToken: Incorrect token audience\n"
                    + "listen tcp :8888: bind: address already in use"))
        .hasValueSatisfying(d -> assertThat(d.cause()).contains("port 8888 is taken"));
  }

  @Test
  void aRefusedListIsGrantedWithTheWatchThatFollows() {
    Fix fix =
        fix(
            "User \"system:serviceaccount:other:adot\" cannot list resource \"nodes/proxy\" in API"
                + " group \"\" at the cluster scope");

    assertThat(fix.form()).isEqualTo(Fix.Form.MANIFEST);
    assertThat(fix.text())
        .contains("kind: ClusterRole\n")
        .contains("{apiGroups: [\"\"], resources: [nodes/proxy], verbs: [list, watch]}")
        .contains("{kind: ServiceAccount, name: adot, namespace: other}");
  }

  @Test
  void whatAPolicyLacksIsWrittenAsOne() {
    Fix fix = fix(denied(ROLE + "adot/x", ""));

    assertThat(fix.form()).isEqualTo(Fix.Form.POLICY);
    assertThat(fix.text())
        .contains("aps:RemoteWrite", "arn:aws:aps:eu-west-1:111122223333:workspace/ws-1");
  }

  @Test
  void endlessWordsAreReadInLittleTime() {
    String words = "User \"system:serviceaccount:a:b\" cannot list ".repeat(200_000);

    assertThat(LastWords.diagnose(words)).isEmpty();
  }

  private static Fix fix(String words) {
    return LastWords.diagnose(words).orElseThrow().fixes().get(0);
  }

  private static String denied(String user, String why) {
    return "AccessDeniedException: User: "
        + user
        + " is not authorized to perform: aps:RemoteWrite on resource:"
        + " arn:aws:aps:eu-west-1:111122223333:workspace/ws-1 "
        + why;
  }

  private static Arguments sign(String words, String cause) {
    return Arguments.of(words, cause);
  }
}
