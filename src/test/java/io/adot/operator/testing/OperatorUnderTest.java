package io.adot.operator.testing;

import static org.awaitility.Awaitility.await;

import io.adot.operator.aws.Iam;
import io.adot.operator.aws.IamAnswer;
import io.adot.operator.aws.IamQuestion;
import io.adot.operator.runtime.OperatorProcess;
import io.adot.operator.runtime.Settings;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;

/**
 * The operator in this JVM, on a real API server, as the ServiceAccount and with the ClusterRole of
 * {@code operator/}: a permission that is missing there is missing here.
 */
public final class OperatorUnderTest implements AutoCloseable {
  private static final Path INSTALLATION = Path.of("operator");
  private static final List<String> WITHOUT_THE_DEPLOYMENT =
      List.of("namespace.yaml", "serviceaccount.yaml", "rbac.yaml", "leader-election.yaml");

  private final KubernetesClient client;
  private final OperatorProcess process;

  private OperatorUnderTest(KubernetesClient client, OperatorProcess process) {
    this.client = client;
    this.process = process;
  }

  /** Installs the CRD and the operator's rights. */
  public static void install(TestCluster cluster) {
    cluster.kubectl("apply", "--server-side", "-k", "crd").orFail();
    for (String file : WITHOUT_THE_DEPLOYMENT) {
      cluster.kubectl("apply", "-f", INSTALLATION.resolve(file).toString()).orFail();
    }
    cluster.established("crd", "opentelemetrycollectors.opentelemetry.io");
  }

  /** Starts the operator; {@link #install} goes before. */
  public static OperatorUnderTest start(TestCluster cluster, Settings settings, Iam iam) {
    KubernetesClient client = cluster.as(account());
    return new OperatorUnderTest(client, OperatorProcess.start(client, settings, iam));
  }

  /** Starts an operator that has no AWS to ask; {@link #install} goes before. */
  public static OperatorUnderTest start(TestCluster cluster, Settings settings) {
    return startAs(account(), cluster, settings);
  }

  /** Starts an operator that has no AWS to ask, with the rights of another ServiceAccount. */
  public static OperatorUnderTest startAs(
      ServiceAccount account, TestCluster cluster, Settings settings) {
    KubernetesClient client = cluster.as(account);
    return new OperatorUnderTest(
        client, OperatorProcess.start(client, settings, OperatorUnderTest::noAws));
  }

  private static IamAnswer noAws(IamQuestion question) {
    String none = "this test has no AWS";
    return new IamAnswer(
        new IamAnswer.RoleLookup.Unknown(none),
        new IamAnswer.ProviderLookup.Unknown(none),
        Map.of());
  }

  /** The user name under which the operator's requests stand in the audit log. */
  public static String user() {
    ServiceAccount account = account();
    return "system:serviceaccount:"
        + account.getMetadata().getNamespace()
        + ":"
        + account.getMetadata().getName();
  }

  /** How many passes over collectors have ended well since the start. */
  public long passes() {
    return (long) metric("reconciliations_success_total");
  }

  /** How many collectors the metrics show with a condition of that type, whatever its status. */
  public long collectorsWith(String condition) {
    return process
        .metrics()
        .lines()
        .filter(line -> line.startsWith("otelcol_operator_resource_condition{"))
        .filter(line -> line.contains("type=\"" + condition + "\""))
        .count();
  }

  /** Waits until three seconds go by without a pass. */
  public void awaitRest() {
    long[] last = {-1};
    await("the operator to be at rest")
        .atMost(CollectorNamespace.PATIENCE)
        .pollInterval(Duration.ofSeconds(3))
        .until(
            () -> {
              long before = last[0];
              last[0] = passes();
              return last[0] == before;
            });
  }

  /** The value of a metric without labels. */
  public double metric(String name) {
    return series(name + " ").sum();
  }

  private DoubleStream series(String start) {
    return process
        .metrics()
        .lines()
        .filter(line -> line.startsWith(start))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)));
  }

  @Override
  public void close() {
    process.close();
    client.close();
  }

  /** The ServiceAccount that the operator runs as. */
  public static ServiceAccount account() {
    try {
      HasMetadata account =
          new KubernetesSerialization()
              .unmarshal(Files.readString(INSTALLATION.resolve("serviceaccount.yaml")));
      return (ServiceAccount) account;
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
