package io.adot.operator.evidence;

import io.adot.operator.preflight.Observation;
import io.adot.operator.preflight.ServiceAccountFacts;

/** Looks ServiceAccounts up. Calls block; they never throw. */
@FunctionalInterface
public interface ServiceAccounts {

  /** What matters of a ServiceAccount: found, absent, or unknown for a reason. */
  Observation<ServiceAccountFacts> find(String namespace, String name);

  /** Whether changes are told, so that there is no need to look again for them. */
  default boolean isWatched() {
    return false;
  }
}
