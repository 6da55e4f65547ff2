package io.adot.operator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.adot.operator.Main;
import io.adot.operator.testing.Terminal;
import io.adot.operator.testing.Terminal.Answer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is named as input, there is a message and an exit code, in little memory. */
class UnreadableInputTest {
  private static final String GOOD =
      """
      receivers: {otlp: {protocols: {grpc: {endpoint: "0.0.0.0:4317"}}}}
      exporters: {debug: {}}
      service: {pipelines: {traces: {receivers: [otlp], exporters: [debug]}}}
      """;

  @TempDir private Path folder;

  @BeforeEach
  void oneGoodFile() throws IOException {
    Files.writeString(Files.createDirectory(folder.resolve("good")).resolve("a.yaml"), GOOD);
  }

  @Test
  void aLinkToItself() throws IOException {
    Files.createSymbolicLink(folder.resolve("loop.yaml"), Path.of("loop.yaml"));

    Answer answer = check("", "loop.yaml");

    assertThat(answer.exit()).isEqualTo(2);
    assertThat(answer.err()).startsWith("loop.yaml: Too many levels of symbolic links");
  }

  @Test
  void aFolderOfLinksThatLeadNowhereUpwardsAndToItself() throws Exception {
    Path good = folder.resolve("good");
    Files.createSymbolicLink(good.resolve("b.yaml"), Path.of("b.yaml"));
    Files.createSymbolicLink(good.resolve("gone.yaml"), Path.of("was-here.yaml"));
    Files.createSymbolicLink(good.resolve("up.yaml"), Path.of(".."));
    Files.createSymbolicLink(good.resolve("other.yml"), Path.of("a.yaml"));
    assertThat(run(List.of("mkfifo", good.resolve("pipe.yaml").toString())).exit()).isZero();

    Answer answer = check("", "good");

    assertThat(answer.exit()).isEqualTo(1);
    assertThat(answer.out())
        .contains("× good/b.yaml cannot be read: Too many levels of symbolic links")
        .contains("× good/gone.yaml cannot be read: there is no such file or folder")
        .contains("good/a.yaml:1:1", "good/other.yml:1:1", "2 collectors: 2 errors")
        .doesNotContain("up.yaml", "pipe.yaml");
  }

  @Test
  void whatNeverEnds() {
    assertThat(check("", "/dev/zero").all()).startsWith("× /dev/zero is no text");
    InputStream endless =
        new InputStream() {
          @Override
          public int read() {
            return 'a';
          }

          @Override
          public int read(byte[] into, int from, int length) {
            Arrays.fill(into, from, from + length, (byte) 'a');
            return length;
          }
        };
    Answer answer = check(endless, "-");
    assertThat(answer.exit()).isEqualTo(1);
    assertThat(answer.out()).startsWith("× stdin is too large: files of 16 MiB");
  }

  @Test
  void nothingAtAll() {
    assertThat(check("", "").err()).startsWith(": there is no such file or folder");
    assertThat(check("", "-").exit()).isEqualTo(2);
    assertThat(check("", "good/a.yaml/b").err()).startsWith("good/a.yaml/b: Not a directory");
  }

  @Test
  void filesWithoutPermissionToReadThem() throws Exception {
    Path locked = Files.writeString(folder.resolve("good/locked.yaml"), GOOD);
    Path closed = Files.createDirectory(folder.resolve("good/closed"));
    Files.setPosixFilePermissions(locked, Set.of());
    Files.setPosixFilePermissions(closed, Set.of());
    try {
      Answer named = runAsMortal("check", "-f", locked.toString());
      assertThat(named.exit()).isEqualTo(2);
      assertThat(named.err()).startsWith(locked + ": permission denied\n");

      Answer found = runAsMortal("check", "-f", folder.resolve("good").toString());
      assertThat(found.exit()).isEqualTo(1);
      assertThat(found.out())
          .contains("good/locked.yaml cannot be read: permission denied")
          .contains("good/closed cannot be read: permission denied")
          .contains("1 collector: 2 errors");
    } finally {
      Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rwx------"));
    }
  }

  @Test
  void fiveMegabytesNeedLittleMemory() throws Exception {
    LargeFile.write(folder.resolve("one.yaml"), 5_000_000);
    StringBuilder many = new StringBuilder(GOOD);
    for (int i = 0; many.length() < 5_000_000; i++) {
      many.append("---\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: c")
          .append(i)
          .append("}\ndata:\n  text: |\n    ")
          .append("some words ".repeat(50))
          .append('\n');
    }
    Files.writeString(folder.resolve("many.yaml"), many);

    Answer answer = run(java("check", "-f", folder + "/one.yaml", "-f", folder + "/many.yaml"));

    assertThat(answer.exit()).as(answer.all()).isEqualTo(1);
    assertThat(answer.out())
        .contains("one.yaml:1:1 is a document of more than 3 MiB", "1 collector: 1 error");
  }

  private Answer check(String stdin, String name) {
    return Terminal.offline(folder).runWith(stdin, "check", "-f", name);
  }

  private Answer check(InputStream stdin, String name) {
    return Terminal.offline(folder).runWith(stdin, "check", "-f", name);
  }

  /** Without the right of root to read everything. */
  private static Answer runAsMortal(String... arguments) throws Exception {
    List<String> command = new ArrayList<>();
    if (System.getProperty("user.name").equals("root")) {
      command.addAll(List.of("setpriv", "--bounding-set", "-dac_override,-dac_read_search"));
    }
    command.addAll(java(arguments));
    return run(command);
  }

  private static List<String> java(String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
    command.addAll(List.of(arguments));
    return command;
  }

  private static Answer run(List<String> command) throws Exception {
    Path out = Files.createTempFile("out", "");
    Path err = Files.createTempFile("err", "");
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    process.getOutputStream().close();
    assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
    return new Answer(process.exitValue(), Files.readString(out), Files.readString(err));
  }
}
