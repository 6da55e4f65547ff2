package io.adot.operator.evidence;

import io.adot.operator.preflight.AccessAnswer;
import io.adot.operator.preflight.AccessQuestion;
import io.adot.operator.preflight.Observation;
import java.util.Set;

/**
 * Asks the cluster's authorizer, once a call. Calls block; they never throw: what cannot be had is
 * unknown, with the reason.
 */
public interface AccessReviewer {

  /**
   * What a ServiceAccount may do.
   *
   * @param namespace the ServiceAccount's namespace
   * @param serviceAccount its name
   * @param question what it wants to do
   */
  AccessAnswer review(String namespace, String serviceAccount, AccessQuestion question);

  /** What the operator itself may do, for sure. */
  AccessAnswer reviewOwn(AccessQuestion question);

  /**
   * What the operator itself is known to be granted, in one call; a question that this does not
   * cover says nothing: the rules may be incomplete, as on EKS.
   */
  Set<OwnRule> ownRules(String namespace);

  /** Whether the operator itself is known, without asking, to be granted something. */
  default boolean grantsOwn(AccessQuestion question) {
    return false;
  }

  /** Who the operator is: {@code system:serviceaccount:adot-operator:adot-operator}. */
  Observation<String> ownUser();
}
