package io.adot.operator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.adot.operator.testing.Terminal;
import io.adot.operator.testing.mock.MockCluster;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GatherCommandTest {
  private static final String CONFIG_MAP = "namespaces/obs/core/configmaps/gateway.yaml";

  private final MockCluster cluster = MockCluster.start();

  @TempDir private Path folder;

  @BeforeEach
  void fill() {
    var admin = cluster.client("admin");
    admin
        .resource(
            new ConfigMapBuilder()
                .withNewMetadata()
                .withNamespace("obs")
                .withName("gateway")
                .addToLabels("app.kubernetes.io/managed-by", "opentelemetry-operator")
                .endMetadata()
                .withData(Map.of("collector.yaml", "exporters:\n  x: {token: s3cret}\n"))
                .build())
        .create();
    admin
        .resource(
            new SecretBuilder()
                .withNewMetadata()
                .withNamespace("obs")
                .withName("tokens")
                .addToLabels("app.kubernetes.io/managed-by", "opentelemetry-operator")
                .endMetadata()
                .build())
        .create();
  }

  @AfterEach
  void close() {
    cluster.close();
  }

  @Test
  void aFolderHasTheObjectsWithoutTheirSecrets() throws IOException {
    Terminal.Answer answer = run("gather", "-n", "obs", "-o", "out");

    assertThat(answer.exit()).isEqualTo(ExitCode.CLEAN);
    Path out = folder.resolve("out");
    assertThat(Files.readString(out.resolve(CONFIG_MAP)))
        .doesNotContain("s3cret")
        .contains("exporters");
    assertThat(Files.readString(out.resolve("left-out.txt")))
        .contains("Secrets were not read", "Hidden: ", "collector.yaml.exporters.x.token");
    assertThat(out.resolve("namespaces/obs/core/secrets")).doesNotExist();
    assertThat(answer.err()).contains("reading configmaps");
    assertThat(cluster.requests().by("cli"))
        .noneMatch(entry -> entry.request().path().contains("/secrets"));
  }

  @Test
  void aZipFileHasTheSame() throws IOException {
    assertThat(run("gather", "-n", "obs", "-o", "out.zip").exit()).isEqualTo(ExitCode.CLEAN);

    try (ZipFile zip = new ZipFile(folder.resolve("out.zip").toFile())) {
      assertThat(zip.getEntry(CONFIG_MAP)).isNotNull();
      assertThat(zip.getEntry("left-out.txt")).isNotNull();
    }
  }

  @Test
  void whatMayNotBeReadIsListed() throws IOException {
    cluster.failNext(request -> request.path().contains("/services"), 403, 100);

    assertThat(run("gather", "-n", "obs", "-o", "out").exit()).isEqualTo(ExitCode.CLEAN);

    assertThat(Files.readString(folder.resolve("out/left-out.txt"))).contains("Not read: services");
  }

  @Test
  void whatIsThereIsNotOverwritten() throws IOException {
    Files.createDirectory(folder.resolve("out"));

    Terminal.Answer answer = run("gather", "-o", "out");

    assertThat(answer.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(answer.err()).contains("out is there already");
  }

  private Terminal.Answer run(String... arguments) {
    return Terminal.on(cluster, folder).run(arguments);
  }
}
