package io.adot.operator.preflight;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What matters of a ServiceAccount.
 *
 * @param annotations its annotations
 * @param automountToken {@code automountServiceAccountToken}; null when it does not say
 */
public record ServiceAccountFacts(
    Map<String, String> annotations, @Nullable Boolean automountToken) {

  /** Copies the map. */
  public ServiceAccountFacts {
    annotations = Map.copyOf(annotations);
  }
}
