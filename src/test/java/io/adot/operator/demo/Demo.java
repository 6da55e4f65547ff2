package io.adot.operator.demo;

import io.adot.operator.aws.Iam;
import io.adot.operator.runtime.OperatorProcess;
import io.adot.operator.runtime.Settings;
import io.adot.operator.testing.CollectorCrd;
import io.adot.operator.testing.WorkloadPlayer;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shows the main job on an API server of its own. Started by {@code ./demo}, which compiles and
 * says what the terminal can do.
 */
public final class Demo {
  private static final Logger LOG = LoggerFactory.getLogger(Demo.class);
  private static final Duration MOMENT = Duration.ofMillis(800);

  private final DemoOptions options;
  private final Path root;
  private final Screen screen;
  private final Deque<AutoCloseable> opened = new ArrayDeque<>();

  private Demo(DemoOptions options, Path root, Screen screen) {
    this.options = options;
    this.root = root;
    this.screen = screen;
  }

  /** Exits with 0 when everything went as it should, 1 when not, 2 for unknown arguments. */
  public static void main(String[] arguments) throws InterruptedException {
    PrintStream out =
        new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
    Screen screen =
        new Screen(
            out,
            Boolean.getBoolean("demo.colour"),
            Boolean.getBoolean("demo.unicode"),
            Integer.getInteger("demo.width", 120));
    DemoOptions options;
    try {
      options = DemoOptions.parse(List.of(arguments));
    } catch (IllegalArgumentException unknown) {
      screen.failure(unknown.getMessage());
      System.exit(2);
      return;
    }
    Demo demo = new Demo(options, Path.of("").toAbsolutePath(), screen);
    Runtime.getRuntime().addShutdownHook(new Thread(demo::close, "curtain"));
    System.exit(demo.run());
  }

  private int run() throws InterruptedException {
    try {
      Stage stage = open(new Stages(root, screen).best(options));
      prologue(stage);
      KubernetesClient client = stage.client("demo");
      CollectorCrd.install(client);
      PlayedAws aws = open(new PlayedAws());
      if (stage.needsPlayer()) {
        open(WorkloadPlayer.start(stage.client("player"), MOMENT));
      }
      Iam iam = open(aws.client());
      open(OperatorProcess.start(stage.client("operator"), Settings.embedded(), iam));
      open(new Narrator(stage.client("narrator"), screen));
      new Acts(root, client, aws, screen).play();
      epilogue(stage);
      if (!options.once()) {
        new CountDownLatch(1).await();
      }
      return 0;
    } catch (DemoFailure failure) {
      screen.failure(failure.getMessage() + "\nThe operator's log: target/demo/operator.log");
    } catch (IOException | RuntimeException | AssertionError failure) {
      LOG.error("The demo broke off", failure);
      screen.failure("The demo broke off: " + failure + "\nMore is in target/demo/operator.log");
    }
    return 1;
  }

  private void prologue(Stage stage) {
    screen.act(
        "What you see, and what is played",
        "Everything is on this machine: no kubeconfig, cluster or AWS account of yours is touched.");
    screen.fact("API server", stage.apiServer());
    screen.fact("Pods", stage.pods());
    screen.fact(
        "IAM",
        "played by this process: roles and policies are evaluated as documents; no token is issued and no metric is written");
    screen.fact("Operator", "real, in this process; its log is in target/demo/operator.log");
    stage
        .kubeconfig()
        .ifPresent(file -> screen.fact("kubeconfig", file + " (yours is not touched)"));
  }

  private void epilogue(Stage stage) {
    screen.success("All three acts went as they should.");
    if (options.once()) {
      return;
    }
    screen.say("");
    screen.say(
        stage.kubeconfig().isEmpty()
            ? "kubectl can't talk to the mock server; ./demo --build makes a real API server."
            : """
              Look around, in another terminal:
                %s
                kubectl get otelcol -A
                kubectl describe otelcol -n other adot
                kubectl delete deployment -n other adot-collector   # is back at once
                kubectl explain otelcol.spec
              """
                .formatted(stage.preparation()));
    screen.say("What happens is told here, until Ctrl-C.\n");
  }

  private synchronized <T extends AutoCloseable> T open(T resource) {
    opened.push(resource);
    return resource;
  }

  /** Last opened, first closed. */
  private synchronized void close() {
    while (!opened.isEmpty()) {
      try {
        opened.pop().close();
      } catch (Exception failure) {
        LOG.debug("Not closed", failure);
      }
    }
  }
}
