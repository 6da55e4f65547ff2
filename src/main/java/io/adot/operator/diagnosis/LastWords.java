package io.adot.operator.diagnosis;

import java.util.Comparator;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads the last words of a collector, or any of its log lines. */
public final class LastWords {
  /** As much as a container's termination message may hold, times sixteen. */
  private static final int LONGEST = 64 * 1024;

  private LastWords() {}

  /**
   * A sign of one cause.
   *
   * @param pattern how it reads in the log; matches in linear time
   * @param meaning what it says
   */
  record Signature(Pattern pattern, Function<MatchResult, Diagnosis> meaning) {

    static Signature of(String regex, Function<MatchResult, Diagnosis> meaning) {
      return new Signature(Pattern.compile(regex), meaning);
    }

    /** The last place where it is found. */
    Optional<MatchResult> in(String text) {
      Matcher matcher = pattern.matcher(text);
      Optional<MatchResult> last = Optional.empty();
      while (matcher.find()) {
        last = Optional.of(matcher.toMatchResult());
      }
      return last;
    }
  }

  private record Sign(MatchResult place, Signature signature) {}

  /**
   * Tells the cause of a failure. Pure, never throws.
   *
   * @param words log lines or a termination message; of a long text only the end counts
   * @return the cause that the last sign in the text stands for; empty when there is none that is
   *     known
   */
  public static Optional<Diagnosis> diagnose(String words) {
    String end = words.length() <= LONGEST ? words : words.substring(words.length() - LONGEST);
    return Stream.concat(AwsSignatures.ALL.stream(), ClusterSignatures.ALL.stream())
        .flatMap(signature -> signature.in(end).map(place -> new Sign(place, signature)).stream())
        // What ended it comes last; one sentence may hold two signs, then the first to begin
        // is the more telling one of those that end together.
        .max(
            Comparator.<Sign>comparingInt(sign -> sign.place().end())
                .thenComparingInt(sign -> -sign.place().start()))
        .map(sign -> sign.signature().meaning().apply(sign.place()));
  }
}
