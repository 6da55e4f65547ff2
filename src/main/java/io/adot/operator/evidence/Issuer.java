package io.adot.operator.evidence;

import io.adot.operator.preflight.Observation;

/** Tells who issues the cluster's ServiceAccount tokens. Calls block; they never throw. */
@FunctionalInterface
public interface Issuer {

  /** The issuer's URL with its scheme. */
  Observation<String> url();

  /** An issuer that is known from the operator's settings. */
  static Issuer known(String url) {
    return () -> new Observation.Found<>(url);
  }
}
