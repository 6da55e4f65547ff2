package io.adot.operator.render;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VersionLabelTest {
  private static final String DIGEST = "sha256:" + "0123456789abcdef".repeat(4);

  @ParameterizedTest
  @CsvSource({
    "example.test/otel/collector:1.2.3-rc.1, 1.2.3-rc.1",
    "example.test/otel/collector, latest",
    "collector, latest",
    "localhost:5000/collector, latest",
    "localhost:5000/collector:7.7, 7.7",
    "collector:v0.40.0, v0.40.0",
    "collector:_odd-, odd",
    "collector:___, ''",
    "collector:V2.0_RC.1, V2.0_RC.1",
    "collector:.x-, x",
    "registry.test:5000/team/Collector:1.0_-, 1.0"
  })
  void isTheTag(String image, String label) {
    assertThat(VersionLabel.of(image)).isEqualTo(label);
  }

  @Test
  void isTheTagEvenWithADigest() {
    assertThat(VersionLabel.of("example.test/x:1.2.3@" + DIGEST)).isEqualTo("1.2.3");
  }

  @Test
  void isAsMuchOfTheDigestAsFitsWithoutATag() {
    String label = "0123456789abcdef".repeat(4).substring(0, 63);

    assertThat(VersionLabel.of("example.test/x@" + DIGEST)).isEqualTo(label);
    assertThat(VersionLabel.of("registry:5000/x@" + DIGEST)).isEqualTo(label);
  }

  @Test
  void isLatestWithoutAnImage() {
    assertThat(VersionLabel.of(null)).isEqualTo("latest");
    assertThat(VersionLabel.of("")).isEqualTo("latest");
  }

  @Test
  void isValidForTheLongestTag() {
    assertThat(VersionLabel.of("x:" + "a".repeat(62) + "-".repeat(66))).isEqualTo("a".repeat(62));
  }

  @ParameterizedTest
  @CsvSource({
    "example.test/x:1.2.3, 1.2.3",
    "example.test/x, latest",
    "localhost:5000/x:7.7, ''",
    "localhost:5000/x:7.7@sha256:00, latest",
    "localhost:5000/x, latest",
    "example.test/x:7.7@sha256:00, 7.7",
    "localhost:5000/x@sha256:00, 00"
  })
  void canBeTheGoOperatorsWhereThatIsValid(String image, String label) {
    assertThat(VersionLabel.asGoOperator(image)).isEqualTo(label);
  }
}
