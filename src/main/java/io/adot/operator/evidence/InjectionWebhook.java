package io.adot.operator.evidence;

import io.adot.operator.preflight.Observation;

/**
 * Tells whether the cluster has the webhook with which EKS gives pods an identity. Calls block;
 * they never throw.
 */
@FunctionalInterface
public interface InjectionWebhook {

  /** The webhook's name. */
  Observation<String> find();
}
