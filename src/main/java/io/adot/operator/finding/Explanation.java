package io.adot.operator.finding;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;

/**
 * What a code means, for people.
 *
 * @param title in a few words, without a full stop
 * @param text what it means and why it matters; one paragraph
 * @param wrong an example of it, mostly YAML below {@code spec}
 * @param right the same as it should be
 * @param fix what to do about it in general; one sentence
 */
public record Explanation(String title, String text, String wrong, String right, String fix) {
  private static final String RESOURCE = "explanations.txt";

  /** Read when the first is asked for: the operator itself explains nothing. */
  private static final class Holder {
    private static final Map<FindingCode, Explanation> ALL = read();

    private Holder() {}
  }

  static Explanation of(FindingCode code) {
    Explanation explanation = Holder.ALL.get(code);
    if (explanation == null) {
      throw new IllegalStateException(code + " is missing from " + RESOURCE);
    }
    return explanation;
  }

  private static Map<FindingCode, Explanation> read() {
    Map<FindingCode, Explanation> all = new EnumMap<>(FindingCode.class);
    String[] sections = resource().split("(?m)^== ", -1);
    for (int i = 1; i < sections.length; i++) {
      String section = sections[i];
      String code = section.substring(0, section.indexOf(' '));
      all.put(FindingCode.valueOf(code), parse(section.substring(code.length() + 1)));
    }
    return all;
  }

  private static Explanation parse(String section) {
    int endOfTitle = section.indexOf('\n');
    int wrong = section.indexOf("\n-- wrong\n");
    int right = section.indexOf("\n-- right\n");
    int fix = section.indexOf("\n-- fix\n");
    return new Explanation(
        section.substring(0, endOfTitle).strip(),
        section.substring(endOfTitle, wrong).strip().replace('\n', ' '),
        section.substring(wrong + "\n-- wrong\n".length(), right).stripTrailing(),
        section.substring(right + "\n-- right\n".length(), fix).stripTrailing(),
        section.substring(fix + "\n-- fix\n".length()).strip());
  }

  private static String resource() {
    try (InputStream in = Explanation.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException(RESOURCE + " is missing from the jar");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
