package io.adot.operator.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DemoTest {
  private static final Path ROOT =
      Path.of(System.getProperty("basedir", System.getProperty("user.dir")));

  @Test
  void argumentsAreKnownOrRefused() {
    assertThat(DemoOptions.parse(List.of("--once"))).isEqualTo(new DemoOptions(true, false));
    assertThat(DemoOptions.parse(List.of())).isEqualTo(new DemoOptions(false, false));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DemoOptions.parse(List.of("--onse")))
        .withMessageContaining("--onse");
  }

  @Test
  void modulesComeInOrderWithTheirVariablesSet() throws IOException {
    List<HasMetadata> objects =
        ModuleManifests.read(
            ROOT.resolve("manifests/oss-metrics/adot"),
            Map.of(
                "ADOT_IAM_ROLE", "arn:aws:iam::111122223333:role/it", "AWS_REGION", "us-east-1"));

    assertThat(objects)
        .extracting(HasMetadata::getKind)
        .containsExactly(
            "ServiceAccount", "ClusterRole", "ClusterRoleBinding", "OpenTelemetryCollector");
    assertThat(objects.get(0).getMetadata().getAnnotations())
        .containsValue("arn:aws:iam::111122223333:role/it");
  }

  @Test
  void fixesAreFoundInAMessage() {
    String message =
        """
        role r does not admit it

        The trust policy:
        {
          "a": 1
        }

        Replace it:
        aws iam do --it""";

    assertThat(PrintedFix.of(message))
        .containsExactly(
            new PrintedFix("The trust policy", "{\n  \"a\": 1\n}\n"),
            new PrintedFix("Replace it", "aws iam do --it\n"));
    assertThat(PrintedFix.of("all is well")).isEmpty();
  }

  @Test
  void whatDoesNotFitGetsLinesOfItsOwn() {
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    Screen screen =
        new Screen(new PrintStream(written, true, StandardCharsets.UTF_8), false, false, 80);

    screen.happened("verdict", "it Ready", Screen.Tone.BAD, "False", "Because", "word ".repeat(40));

    assertThat(written.toString(StandardCharsets.UTF_8).lines())
        .hasSizeGreaterThan(2)
        .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80))
        .noneMatch(line -> line.contains("\u001b"));
  }
}
