package io.adot.operator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.adot.operator.testing.Terminal;
import io.adot.operator.testing.mock.MockCluster;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A token that is no longer good, in every command that asks a cluster. */
class ExpiredCredentialsTest {
  private final MockCluster cluster = MockCluster.start();

  @TempDir private Path folder;

  @AfterEach
  void close() {
    cluster.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "preflight",
        "preflight gateway",
        "status",
        "status --watch",
        "status --wait",
        "doctor",
        "why pod",
        "diff",
        "diff gateway -n obs",
        "gather"
      })
  void isToldInALineThatSaysWhatHelps(String line) {
    cluster.failNext(request -> true, 401, 1000);

    Terminal.Answer answer = Terminal.on(cluster, folder).run(line.split(" "));

    assertThat(answer.exit()).isEqualTo(ExitCode.CLUSTER);
    assertThat(answer.out()).isEmpty();
    assertThat(answer.err())
        .contains("does not accept your credentials (HTTP 401)", "log in again")
        .hasLineCount(1);
  }
}
