package io.adot.operator.testing;

import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.authentication.TokenRequest;
import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A throw-away cluster: a real API server with its controllers and scheduler, and nodes that only
 * pretend. It is what {@code testcluster/up} brings up, and ends with the JVM.
 */
public final class TestCluster implements AutoCloseable {

  private static final Path SCRIPTS =
      Path.of(System.getProperty("basedir", System.getProperty("user.dir"))).resolve("testcluster");
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final Path programs;
  private final Path directory;
  private final Config config;
  private final KubernetesClient admin;
  private final AuditLog audit;
  private final List<KubernetesClient> clients = new CopyOnWriteArrayList<>();
  private final Thread atExit = new Thread(this::down, "testcluster-down");

  private TestCluster(Path programs, Path directory) {
    this.programs = programs;
    this.directory = directory;
    this.config = Config.fromKubeconfig(kubeconfig().toFile());
    this.admin = client(config);
    this.audit = new AuditLog(directory.resolve("audit.log"), admin);
  }

  /** Why no cluster can be brought up here, if so. */
  public static Optional<String> obstacle() {
    CommandResult check = script("up", "--check");
    return check.exit() == 0 ? Optional.empty() : Optional.of(check.stderr().strip());
  }

  /** Brings one up; it ends with this JVM at the latest. */
  public static TestCluster up() {
    String programs = script("up", "--check").orFail().stdout().strip();
    Path directory = temporaryDirectory();
    String self = Long.toString(ProcessHandle.current().pid());
    script("up", "--dir", directory.toString(), "--while", self).orFail();
    TestCluster cluster = new TestCluster(Path.of(programs), directory);
    Runtime.getRuntime().addShutdownHook(cluster.atExit);
    return cluster;
  }

  /** A client that may do everything. */
  public KubernetesClient admin() {
    return admin;
  }

  /** A client that authenticates as the ServiceAccount, which exists, with a token of its own. */
  public KubernetesClient as(ServiceAccount account) {
    // Not derived from the admin's configuration: from there a refused client would refresh itself
    // to the admin's token.
    return client(
        new ConfigBuilder(Config.empty())
            .withMasterUrl(config.getMasterUrl())
            .withCaCertData(config.getCaCertData())
            .withNamespace(account.getMetadata().getNamespace())
            .withOauthToken(token(account))
            .build());
  }

  /** A token of the ServiceAccount, for the given audiences or else for the API server. */
  public String token(ServiceAccount account, String... audiences) {
    TokenRequest request =
        new TokenRequestBuilder()
            .withNewSpec()
            .withAudiences(audiences)
            .withExpirationSeconds(3600L)
            .endSpec()
            .build();
    return admin.serviceAccounts().resource(account).tokenRequest(request).getStatus().getToken();
  }

  /** The name of a new namespace in which pods can be created. */
  public String namespace() {
    Namespace namespace =
        admin
            .resource(
                new NamespaceBuilder()
                    .withNewMetadata()
                    .withGenerateName("test-")
                    .endMetadata()
                    .build())
            .create();
    String name = namespace.getMetadata().getName();
    await("the default ServiceAccount of " + name)
        .pollInterval(Duration.ofMillis(20))
        .until(() -> admin.serviceAccounts().inNamespace(name).withName("default").get() != null);
    return name;
  }

  /** The kubeconfig of the admin, for tools. */
  public Path kubeconfig() {
    return directory.resolve("kubeconfig");
  }

  /** The requests the API server has answered. */
  public AuditLog audit() {
    return audit;
  }

  /** Runs kubectl as the admin. */
  public CommandResult kubectl(String... arguments) {
    return kubectlReading("", arguments);
  }

  /**
   * Returns when a CRD is served. {@code kubectl wait} alone fails on one that is so new that it
   * has no conditions.
   *
   * @param crd its name, or {@code -f} and its file
   */
  public void established(String... crd) {
    List<String> arguments = new ArrayList<>(List.of("wait", "--for=condition=Established"));
    arguments.addAll(List.of(crd));
    await("the CRD is established")
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> kubectl(arguments.toArray(String[]::new)).orFail());
  }

  /** Runs kubectl as the admin with something on its standard input. */
  public CommandResult kubectlReading(String stdin, String... arguments) {
    return tool("kubectl", stdin, arguments);
  }

  /** Runs Helm as the admin. */
  public CommandResult helm(String... arguments) {
    return tool("helm", "", arguments);
  }

  @Override
  public void close() {
    Runtime.getRuntime().removeShutdownHook(atExit);
    clients.forEach(KubernetesClient::close);
    down();
  }

  private void down() {
    script("down", "--dir", directory.toString());
  }

  private KubernetesClient client(Config config) {
    KubernetesClient client = new KubernetesClientBuilder().withConfig(config).build();
    clients.add(client);
    return client;
  }

  private CommandResult tool(String name, String stdin, String... arguments) {
    List<String> command = new ArrayList<>(List.of(programs.resolve(name).toString()));
    command.addAll(List.of(arguments));
    Map<String, String> environment =
        Map.of(
            "KUBECONFIG", kubeconfig().toString(),
            "KUBECACHEDIR", directory.resolve("cache").toString(),
            "HELM_CACHE_HOME", directory.resolve("helm/cache").toString(),
            "HELM_CONFIG_HOME", directory.resolve("helm/config").toString(),
            "HELM_DATA_HOME", directory.resolve("helm/data").toString());
    return CommandResult.of(command, environment, stdin, PATIENCE);
  }

  private static CommandResult script(String name, String... arguments) {
    List<String> command = new ArrayList<>(List.of(SCRIPTS.resolve(name).toString()));
    command.addAll(List.of(arguments));
    return CommandResult.of(command, Map.of(), "", PATIENCE);
  }

  private static Path temporaryDirectory() {
    try {
      return Files.createTempDirectory("testcluster-");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
