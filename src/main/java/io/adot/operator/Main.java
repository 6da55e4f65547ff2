package io.adot.operator;

import io.adot.operator.aws.Iam;
import io.adot.operator.aws.SdkIam;
import io.adot.operator.cli.CommandTree;
import io.adot.operator.cli.Console;
import io.adot.operator.cli.OperatorOptions;
import io.adot.operator.runtime.OperatorProcess;
import io.adot.operator.runtime.Settings;
import io.adot.operator.runtime.Version;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Starts the operator. Exit codes: 0 stopped as asked, 1 could not start, 2 wrong usage. */
@Command(
    name = Main.NAME,
    mixinStandardHelpOptions = true,
    versionProvider = Main.Versions.class,
    sortOptions = false,
    description = "Verifies and runs OpenTelemetry collectors; without a command, as the operator.",
    subcommands = Main.Run.class)
public final class Main implements Callable<Integer> {
  static final String NAME = "adot-operator";

  private static final int TRIES_OF_A_REQUEST = 3;
  private static final int REQUEST_TIMEOUT_MILLIS = 10_000;

  @Mixin private final OperatorOptions options = new OperatorOptions();

  /** Parses the command line and runs. */
  public static void main(String... args) {
    System.exit(commandLine(Console.system(), args).execute(args));
  }

  /**
   * What answers a command line.
   *
   * @param console what surrounds the commands
   * @param args the command line
   */
  public static CommandLine commandLine(Console console, String... args) {
    return CommandTree.of(Main::new, new Versions(), console, args)
        .setCommandName(System.getProperty("adot.command", NAME));
  }

  @Override
  public Integer call() throws InterruptedException {
    return run(options);
  }

  private static int run(OperatorOptions options) throws InterruptedException {
    // Wrong usage is told before anything is tried.
    Settings settings = options.settings();
    Optional<URI> iamEndpoint = options.iamEndpoint();
    options.configureLogging();
    Logger log = LoggerFactory.getLogger(Main.class);
    try (KubernetesClient client = client();
        Iam iam = SdkIam.create(iamEndpoint)) {
      Optional<String> obstacle = obstacle(client);
      if (obstacle.isPresent()) {
        log.error("The operator could not start: {}", obstacle.get());
        return 1;
      }
      OperatorProcess operator = OperatorProcess.start(client, settings, iam);
      CountDownLatch stopped = new CountDownLatch(1);
      Runtime.getRuntime()
          .addShutdownHook(
              new Thread(
                  () -> {
                    operator.close();
                    stopped.countDown();
                  },
                  "shutdown"));
      log.info("adot-operator {} is running", Version.current());
      stopped.await();
      return 0;
    } catch (RuntimeException failed) {
      // What a person needs is the cause; the trace is for those who ask for it.
      log.error("The operator could not start: {}", rootMessage(failed));
      log.debug("The operator could not start", failed);
      return 1;
    }
  }

  private static KubernetesClient client() {
    Config config =
        new ConfigBuilder(Config.autoConfigure(null))
            .withUserAgent("adot-operator/" + Version.current())
            .withRequestTimeout(REQUEST_TIMEOUT_MILLIS)
            .withRequestRetryBackoffLimit(TRIES_OF_A_REQUEST)
            .withMaxConcurrentRequests(512)
            .withMaxConcurrentRequestsPerHost(512)
            .build();
    return new KubernetesClientBuilder().withConfig(config).build();
  }

  /** Asks the one thing that every client may, so that a wrong address or token is told plainly. */
  private static Optional<String> obstacle(KubernetesClient client) {
    try {
      client.getKubernetesVersion();
      return Optional.empty();
    } catch (KubernetesClientException unreachable) {
      return Optional.of(
          "the API server at "
              + client.getMasterUrl()
              + " cannot be reached: "
              + rootMessage(unreachable));
    }
  }

  private static String rootMessage(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    String message = root.getMessage();
    return message == null ? root.getClass().getSimpleName() : message;
  }

  /** The operator by its name. */
  @Command(
      name = "run",
      mixinStandardHelpOptions = true,
      sortOptions = false,
      description = "Runs the operator, as no command at all does.")
  static final class Run implements Callable<Integer> {
    @Mixin private final OperatorOptions options = new OperatorOptions();

    @Override
    public Integer call() throws InterruptedException {
      return run(options);
    }
  }

  /** What {@code --version} prints. */
  static final class Versions implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"adot-operator " + Version.current(), "Java " + Runtime.version()};
    }
  }
}
