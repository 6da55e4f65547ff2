package io.adot.operator.render;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class VersionLabelPropertiesTest {
  private static final String LEGAL = "([A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?)?";
  private static final String DIGEST = "sha256:" + "0123456789abcdef".repeat(4);

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
