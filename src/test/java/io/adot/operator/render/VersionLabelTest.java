package io.adot.operator.render;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VersionLabelTest {
  private static final String LEGAL = "([A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?)?";
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

  @Property
  void isLegalForEveryImage(@ForAll("images") String image) {
    assertThat(VersionLabel.of(image)).matches(LEGAL);
    assertThat(VersionLabel.asGoOperator(image)).matches(LEGAL);
  }

  /** References as the distribution specification has them: tags of up to 128 characters. */
  @Provide
  Arbitrary<String> images() {
    Arbitrary<String> registry = Arbitraries.of("", "localhost:5000/", "r.test/", "[::1]:443/a/");
    Arbitrary<String> first = Arbitraries.of("A", "z", "0", "_");
    Arbitrary<String> rest =
        Arbitraries.strings().withChars("Az09_.-").ofMinLength(0).ofMaxLength(127);
    Arbitrary<String> tag =
        Combinators.combine(first, rest).as((one, more) -> ":" + one + more).injectNull(0.2);
    Arbitrary<String> digest = Arbitraries.of("", "@" + DIGEST, "@sha512:" + "ab".repeat(64));
    return Combinators.combine(registry, tag, digest)
        .as((r, t, d) -> r + "otel/collector" + (t == null ? "" : t) + d);
  }
}
