package io.adot.operator.testing;

import io.adot.operator.Main;
import io.adot.operator.cli.Connector;
import io.adot.operator.cli.Console;
import io.adot.operator.testing.mock.MockCluster;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Runs commands in a folder, as somebody without colours would, and gives what they answered. */
public final class Terminal {
  private final Path folder;
  private final Connector connector;

  private Terminal(Path folder, Connector connector) {
    this.folder = folder;
    this.connector = connector;
  }

  /**
   * What a command answered.
   *
   * @param exit its exit code
   * @param out its standard output
   * @param err its standard error
   */
  public record Answer(int exit, String out, String err) {
    /** All that was printed. */
    public String all() {
      return out + err;
    }
  }

  /** One whose cluster is a mock one, where it is the user {@code cli}. */
  public static Terminal on(MockCluster cluster, Path folder) {
    return new Terminal(folder, (kubeconfig, context) -> cluster.client("cli"));
  }

  /** One without a cluster. */
  public static Terminal offline(Path folder) {
    return new Terminal(
        folder,
        (kubeconfig, context) -> {
          throw new AssertionError("a cluster is asked");
        });
  }

  /** Runs a command with nothing to read. */
  public Answer run(String... arguments) {
    return runWith("", arguments);
  }

  /** Runs a command with a text to read. */
  public Answer runWith(String stdin, String... arguments) {
    return runWith(new ByteArrayInputStream(stdin.getBytes(StandardCharsets.UTF_8)), arguments);
  }

  /** Runs a command with something to read. */
  public Answer runWith(InputStream stdin, String... arguments) {
    return run(new Console(stdin, folder, false, connector), arguments);
  }

  /** Runs a command in other surroundings. */
  public static Answer run(Console console, String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int exit =
        Main.commandLine(console, arguments)
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err))
            .execute(arguments);
    return new Answer(exit, out.toString(), err.toString());
  }
}
