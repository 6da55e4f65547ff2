package io.adot.operator.evidence;

import io.adot.operator.preflight.Observation;

/**
 * Tells whether the cluster has the agent that hands out the credentials of EKS Pod Identity. Calls
 * block; they never throw.
 */
@FunctionalInterface
public interface PodIdentityAgent {

  /** What is wrong with it; empty text where it serves. */
  Observation<String> find();
}
