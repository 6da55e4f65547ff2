package io.adot.operator.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** How a command ended and what it said. */
public record CommandResult(List<String> command, int exit, String stdout, String stderr) {

  /** This result if the command succeeded, else an error that shows what it said. */
  public CommandResult orFail() {
    if (exit != 0) {
      throw new AssertionError(this);
    }
    return this;
  }

  @Override
  public String toString() {
    return "%s: exit %d%n%s%s".formatted(String.join(" ", command), exit, stdout, stderr);
  }

  /**
   * Runs a command to its end. Output goes through files, so what it leaves running can't hold us.
   */
  static CommandResult of(
      List<String> command, Map<String, String> environment, String stdin, Duration patience) {
    try {
      Path scratch = Files.createTempDirectory("command-");
      Path in = Files.writeString(scratch.resolve("in"), stdin);
      Path out = scratch.resolve("out");
      Path err = scratch.resolve("err");
      try {
        ProcessBuilder builder =
            new ProcessBuilder(command)
                .redirectInput(in.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        boolean ended = process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
        if (!ended) {
          process.destroyForcibly().waitFor();
        }
        CommandResult result =
            new CommandResult(command, process.exitValue(), read(out), read(err));
        if (!ended) {
          throw new AssertionError("no end after " + patience.toSeconds() + " s: " + result);
        }
        return result;
      } finally {
        for (Path file : List.of(in, out, err, scratch)) {
          Files.deleteIfExists(file);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while running " + command, e);
    }
  }

  private static String read(Path file) throws IOException {
    return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
  }
}
