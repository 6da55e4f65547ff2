package io.adot.operator.demo;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The processes etcd and kube-apiserver, on loopback ports, with their data in one directory. */
final class BareApiServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(BareApiServer.class);
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Path directory;
  private final List<Process> processes = new ArrayList<>();

  private BareApiServer(Path directory) {
    this.directory = directory;
  }

  /**
   * Starts both and returns when the API server is ready.
   *
   * @param programs directory with {@code etcd} and {@code kube-apiserver}
   * @param directory empty; becomes theirs
   * @throws IOException when it does not become ready; what was started is stopped
   */
  static BareApiServer start(Path programs, Path directory) throws IOException {
    BareApiServer server = new BareApiServer(directory);
    try {
      server.run(programs);
      return server;
    } catch (IOException | RuntimeException failed) {
      server.close();
      throw failed;
    }
  }

  Path kubeconfig() {
    return directory.resolve("kubeconfig");
  }

  @Override
  public void close() {
    for (int i = processes.size() - 1; i >= 0; i--) {
      Process process = processes.get(i);
      process.destroy();
      try {
        if (!process.waitFor(5, TimeUnit.SECONDS)) {
          process.destroyForcibly();
        }
      } catch (InterruptedException interrupted) {
        process.destroyForcibly();
        Thread.currentThread().interrupt();
      }
    }
    removeData();
  }

  /** Logs stay, for they tell what went wrong. */
  private void removeData() {
    try (Stream<Path> files = Files.walk(directory.resolve("etcd"))) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
      Files.deleteIfExists(kubeconfig());
    } catch (IOException left) {
      LOG.debug("Data left behind", left);
    }
  }

  private void run(Path programs) throws IOException {
    String etcd = "http://127.0.0.1:" + freePort();
    String peers = "http://127.0.0.1:" + freePort();
    start(
        programs.resolve("etcd"),
        "--data-dir=" + directory.resolve("etcd"),
        "--unsafe-no-fsync",
        "--log-level=warn",
        "--listen-client-urls=" + etcd,
        "--advertise-client-urls=" + etcd,
        "--listen-peer-urls=" + peers,
        "--initial-advertise-peer-urls=" + peers,
        "--initial-cluster=default=" + peers);
    int port = freePort();
    Path key = write("accounts.key", newPrivateKey());
    String token = newToken();
    Path tokens = write("tokens.csv", token + ",demo,demo,\"system:masters\"\n");
    // The advertised address is one of documentation: no loopback address is taken for the
    // kubernetes Service. Without a certificate of ours the server makes its own.
    start(
        programs.resolve("kube-apiserver"),
        "--etcd-servers=" + etcd,
        "--bind-address=127.0.0.1",
        "--secure-port=" + port,
        "--advertise-address=192.0.2.1",
        "--cert-dir=" + directory.resolve("pki"),
        "--token-auth-file=" + tokens,
        "--anonymous-auth=false",
        "--authorization-mode=RBAC",
        "--allow-privileged",
        // Nobody makes the ServiceAccounts it asks for.
        "--disable-admission-plugins=ServiceAccount",
        "--service-cluster-ip-range=10.96.0.0/16",
        "--service-account-issuer=" + Stage.ISSUER,
        "--api-audiences=https://kubernetes.default.svc",
        "--service-account-key-file=" + key,
        "--service-account-signing-key-file=" + key);
    awaitReady(port, token);
  }

  private void start(Path program, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of(program.toString()));
    command.addAll(List.of(arguments));
    processes.add(
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(log(program).toFile())
            .start());
  }

  private Path log(Path program) {
    return directory.resolve(program.getFileName() + ".log");
  }

  private void awaitReady(int port, String token) throws IOException {
    Instant until = Instant.now().plus(PATIENCE);
    Path certificate = directory.resolve("pki/apiserver.crt");
    while (Instant.now().isBefore(until) && processes.stream().allMatch(Process::isAlive)) {
      if (Files.exists(certificate)) {
        write("kubeconfig", kubeconfig(port, token, Files.readString(certificate)));
        if (isReady()) {
          return;
        }
      }
      pause();
    }
    throw new IOException("kube-apiserver did not become ready; its log is in " + directory);
  }

  private boolean isReady() {
    Config config = Config.fromKubeconfig(kubeconfig().toFile());
    config.setRequestRetryBackoffLimit(0);
    try (KubernetesClient client = new KubernetesClientBuilder().withConfig(config).build()) {
      return "ok".equals(client.raw("/readyz"))
          && client.namespaces().withName("default").get() != null;
    } catch (KubernetesClientException notYet) {
      return false;
    }
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(200);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(directory.resolve(name), text);
  }

  private static String kubeconfig(int port, String token, String certificate) {
    return """
        apiVersion: v1
        kind: Config
        current-context: demo
        clusters:
          - name: demo
            cluster:
              server: https://127.0.0.1:%d
              certificate-authority-data: %s
        users:
          - name: demo
            user: {token: %s}
        contexts:
          - name: demo
            context: {cluster: demo, user: demo}
        """
        .formatted(port, Base64.getEncoder().encodeToString(certificate.getBytes()), token);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static String newPrivateKey() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      byte[] key = generator.generateKeyPair().getPrivate().getEncoded();
      return "-----BEGIN PRIVATE KEY-----\n%s\n-----END PRIVATE KEY-----\n"
          .formatted(Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static String newToken() {
    byte[] random = new byte[24];
    new SecureRandom().nextBytes(random);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
  }
}
