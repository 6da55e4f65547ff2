package io.adot.operator.preflight;

import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What matters of a ServiceAccount.
 *
 * @param annotations its annotations
 * @param automountToken {@code automountServiceAccountToken}; null when it does not say
 */
public record ServiceAccountFacts(
    Map<String, String> annotations, @Nullable Boolean automountToken) {

  /** RFC 1123 subdomain. */
  private static final Pattern NAME =
      Pattern.compile(
          "(?=.{1,253}$)[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*");

  /** Copies the map. */
  public ServiceAccountFacts {
    annotations = Map.copyOf(annotations);
  }

  /** Whether a ServiceAccount can have this name. */
  public static boolean isName(String text) {
    return NAME.matcher(text).matches();
  }
}
