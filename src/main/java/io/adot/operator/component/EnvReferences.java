package io.adot.operator.component;

import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Environment references in a setting, resolved as far as the resource tells. Covers {@code
 * ${env:X}}, {@code ${X}}, {@code ${env:X:-default}} and the bare {@code $X} of ADOT before 0.41.
 */
final class EnvReferences {
  /** Stands for what cannot be resolved, as in IAM resources. */
  static final String UNKNOWN = "*";

  private static final Pattern REFERENCE =
      Pattern.compile(
          "\\$\\$|\\$\\{(?:env:)?([A-Za-z_][A-Za-z0-9_]*)(?::-[^}]*)?}|\\$\\{[^}]*}"
              + "|\\$([A-Za-z_][A-Za-z0-9_]*)");

  /** Set in every pod; with this value the address of the API server can be recognised. */
  private static final Map<String, String> IN_EVERY_POD =
      Map.of("KUBERNETES_SERVICE_HOST", "kubernetes.default.svc", "KUBERNETES_SERVICE_PORT", "443");

  private EnvReferences() {}

  /**
   * Resolves references.
   *
   * @param text a setting as it stands
   * @param env the variables whose values are known
   * @return the text with {@code $$} as {@code $}, and {@link #UNKNOWN} for each reference whose
   *     value is not known: a default counts for nothing, as the variable may come from a ConfigMap
   */
  static String resolve(String text, Map<String, String> env) {
    if (text.indexOf('$') < 0) {
      return text;
    }
    return REFERENCE
        .matcher(text)
        .replaceAll(reference -> Matcher.quoteReplacement(value(reference, env)));
  }

  private static String value(MatchResult reference, Map<String, String> env) {
    if (reference.group().equals("$$")) {
      return "$";
    }
    String name = reference.group(1) == null ? reference.group(2) : reference.group(1);
    if (name == null) {
      // $${1} and ${1} in relabelings are capture groups, not variables
      return reference.group().matches("\\$\\{\\d+}") ? reference.group() : UNKNOWN;
    }
    String known = env.get(name);
    return known != null ? known : IN_EVERY_POD.getOrDefault(name, UNKNOWN);
  }
}
