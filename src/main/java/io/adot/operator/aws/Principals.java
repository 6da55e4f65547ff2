package io.adot.operator.aws;

import java.util.List;
import java.util.Map;

/**
 * Whom a statement of a trust policy means.
 *
 * @param negated whether everybody else is meant ({@code NotPrincipal})
 * @param byType {@code Federated}, {@code Service}, {@code AWS} with their values; {@code "*"} is
 *     written as {@code AWS: "*"}
 */
record Principals(boolean negated, Map<String, List<String>> byType) {

  /** A statement without principals. */
  static final Principals NONE = new Principals(false, Map.of());

  Principals {
    byType = Map.copyOf(byType);
  }

  List<String> of(String type) {
    return byType.getOrDefault(type, List.of());
  }

  boolean everybody() {
    return of("AWS").contains("*");
  }
}
