package io.adot.operator.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.adot.operator.api.ConditionType;
import io.adot.operator.api.Reason;
import io.adot.operator.testing.Collectors;
import io.adot.operator.testing.TestCluster;
import io.adot.operator.testing.Workshop;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * A module of the workshop in a namespace of its own, and what its collector's conditions say.
 *
 * @param cluster where it runs
 * @param namespace its namespace, in the place of the workshop's {@code other}
 * @param collector the name of its collector
 * @param account the name of its ServiceAccount
 */
record WorkshopModule(TestCluster cluster, String namespace, String collector, String account) {
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  /** The module {@code oss-metrics/adot}. */
  static WorkshopModule metrics(TestCluster cluster, String namespace, String role) {
    return new WorkshopModule(cluster, namespace, "adot", "adot-collector")
        .applied("oss-metrics/adot", role);
  }

  /** The module {@code container-insights/adot}. */
  static WorkshopModule containerInsights(TestCluster cluster, String namespace, String role) {
    return new WorkshopModule(cluster, namespace, "adot-container-ci", "adot-collector-ci")
        .applied("container-insights/adot", role);
  }

  /** The module {@code container-insights/adot-deployment}, which lives on the one before. */
  static WorkshopModule containerInsightsDeployment(TestCluster cluster, String namespace) {
    return new WorkshopModule(cluster, namespace, "adot-container-ci-deploy", "adot-collector-ci")
        .applied("container-insights/adot-deployment", "");
  }

  private WorkshopModule applied(String module, String role) {
    String text =
        new Workshop(cluster, "src/test/resources/workshop")
            .with("ADOT_IAM_ROLE", role)
            .with("ADOT_IAM_ROLE_CI", role)
            .text(module)
            .replace("namespace: other", "namespace: " + namespace)
            // Modules in other namespaces shall not take this one's binding.
            .replace("-role-binding", "-role-binding-" + namespace);
    cluster.kubectlReading(text, "apply", "-f-").orFail();
    return this;
  }

  /** {@code system:serviceaccount:…}. */
  String subject() {
    return "system:serviceaccount:" + namespace + ":" + account;
  }

  void annotateRole(String arn) {
    kubectl(
        "annotate", "serviceaccount", account, "--overwrite", "eks.amazonaws.com/role-arn=" + arn);
  }

  void patch(String json) {
    kubectl("patch", "otelcol", collector, "--type=merge", "-p", json);
  }

  /** Asks for a check now, as {@code docs/preflight.md} says. */
  void recheck() {
    kubectl(
        "annotate", "otelcol", collector, "--overwrite", "adot.io/recheck=" + System.nanoTime());
  }

  String kubectl(String... arguments) {
    String[] all = new String[arguments.length + 2];
    System.arraycopy(arguments, 0, all, 0, arguments.length);
    all[arguments.length] = "-n";
    all[arguments.length + 1] = namespace;
    return cluster.kubectl(all).orFail().stdout();
  }

  /** Waits for a verdict whose message has certain texts, and returns the message. */
  String expect(ConditionType type, String status, Reason reason, String... texts) {
    List<String> wanted =
        Stream.concat(Stream.of(status, reason.name()), Stream.of(texts)).toList();
    String message =
        await(type + " of " + collector + " to say " + wanted)
            .atMost(PATIENCE)
            .pollInterval(Duration.ofMillis(250))
            .until(
                () -> Collectors.condition(cluster, namespace, collector, type),
                condition ->
                    condition != null
                        && condition.getStatus().equals(status)
                        && condition.getReason().equals(reason.name())
                        && Stream.of(texts).allMatch(condition.getMessage()::contains))
            .getMessage();
    String firstLine = message.lines().findFirst().orElse("");
    assertThat(firstLine.length()).as(firstLine).isBetween(1, 200);
    return message;
  }

  String aws(String status, Reason reason, String... texts) {
    return expect(ConditionType.AwsIdentityReady, status, reason, texts);
  }

  String permissions(String status, Reason reason, String... texts) {
    return expect(ConditionType.PermissionsReady, status, reason, texts);
  }
}
