package io.adot.operator.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;

class GlobTest {

  @Property(tries = 500)
  void matchesAsARegularExpressionWould(
      @ForAll @Chars({'a', 'b', '*', '?'}) @StringLength(max = 8) String pattern,
      @ForAll @CharRange(from = 'a', to = 'b') @StringLength(max = 8) String text) {
    String regex = pattern.replace("*", ".*").replace("?", ".");
    assertThat(Glob.of(pattern, RequestContext.UNKNOWN).matches(text) == Truth.YES)
        .isEqualTo(Pattern.matches(regex, text));
  }

  /** Whatever a partly known text turns out to be, a certain answer stays true. */
  @Property(tries = 500)
  void neverContradictsItself(
      @ForAll @Chars({'a', 'b', '*', '?'}) @StringLength(max = 6) String pattern,
      @ForAll @Chars({'a', 'b', '*'}) @StringLength(max = 5) String partlyKnown,
      @ForAll @CharRange(from = 'a', to = 'b') @StringLength(max = 3) String filling) {
    Truth before = Glob.of(pattern, RequestContext.UNKNOWN).covers(partlyKnown);
    Truth after =
        Glob.of(pattern, RequestContext.UNKNOWN).matches(partlyKnown.replace("*", filling));
    assertThat(before).isIn(after, Truth.MAYBE);
  }
}
