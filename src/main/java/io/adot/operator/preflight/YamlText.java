package io.adot.operator.preflight;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Scalars and lists in YAML's flow style, compact enough for a condition's message. */
final class YamlText {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z/][A-Za-z0-9._/-]*");
  private static final Pattern KEYWORD =
      Pattern.compile("true|false|null|yes|no|on|off|y|n", Pattern.CASE_INSENSITIVE);

  private YamlText() {}

  /** A string that YAML 1.1 and 1.2 read back as that string. */
  static String scalar(String text) {
    return PLAIN.matcher(text).matches() && !KEYWORD.matcher(text).matches()
        ? text
        : '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  static String list(List<String> texts) {
    return texts.stream().map(YamlText::scalar).collect(Collectors.joining(", ", "[", "]"));
  }
}
