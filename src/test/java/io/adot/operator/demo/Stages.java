package io.adot.operator.demo;

import io.adot.operator.testing.TestCluster;
import io.fabric8.kubeapitest.KubeAPIServerConfigBuilder;
import io.fabric8.kubeapitest.binary.BinaryManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the best stage that this machine has. */
final class Stages {
  private static final Logger LOG = LoggerFactory.getLogger(Stages.class);
  private static final List<String> PROGRAMS = List.of("etcd", "kube-apiserver");
  private static final int DOWNLOAD_SECONDS = 40;

  private final Path root;
  private final Screen screen;

  /**
   * Looks around.
   *
   * @param root of the project
   */
  Stages(Path root, Screen screen) {
    this.root = root;
    this.screen = screen;
  }

  /** A real API server if one can be had soon, else the mock server. */
  Stage best(DemoOptions options) throws IOException {
    if (options.mock()) {
      return new MockStage("--mock was given");
    }
    if (TestCluster.obstacle().isEmpty()) {
      screen.say("Starting a test cluster …");
      return new ClusterStage();
    }
    Optional<Path> programs = local().or(this::downloaded);
    if (programs.isEmpty()) {
      return new MockStage("there is no kube-apiserver in KUBEBUILDER_ASSETS or testcluster/bin");
    }
    screen.say("Starting kube-apiserver and etcd of " + programs.get() + " …");
    Path data = Files.createDirectories(root.resolve("target/demo"));
    return new BareStage(
        BareApiServer.start(
            programs.get(),
            Files.createTempDirectory(
                data,
                "api-",
                PosixFilePermissions.asFileAttribute(
                    PosixFilePermissions.fromString("rwx------")))));
  }

  private Optional<Path> local() {
    String assets = Optional.ofNullable(System.getenv("KUBEBUILDER_ASSETS")).orElse("");
    return List.of(assets.isEmpty() ? "/nowhere" : assets, "testcluster/bin").stream()
        .map(root::resolve)
        .filter(Stages::isComplete)
        .findFirst();
  }

  private static boolean isComplete(Path directory) {
    return PROGRAMS.stream().allMatch(name -> Files.isExecutable(directory.resolve(name)));
  }

  /** Where the download of fabric8's kube-api-test puts them; it is given up when it takes long. */
  private Optional<Path> downloaded() {
    screen.say("No API server here; trying a download, " + DOWNLOAD_SECONDS + " s at most …");
    BinaryManager manager =
        new BinaryManager(
            KubeAPIServerConfigBuilder.anAPIServerConfig()
                .withTestDir(root.resolve("target/kube-api-test").toString())
                .build());
    CompletableFuture<Path> download = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                manager.initAndDownloadIfRequired();
                download.complete(manager.binaries().getApiServer().toPath().getParent());
              } catch (RuntimeException failed) {
                download.completeExceptionally(failed);
              }
            },
            "download");
    thread.setDaemon(true);
    thread.start();
    try {
      return Optional.of(download.get(DOWNLOAD_SECONDS, TimeUnit.SECONDS))
          .filter(Stages::isComplete);
    } catch (ExecutionException | TimeoutException failed) {
      LOG.info("No API server could be downloaded", failed);
      return Optional.empty();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
