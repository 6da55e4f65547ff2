package io.adot.operator.preflight;

import io.adot.operator.api.Reason;
import io.adot.operator.aws.IamAnswer.ProviderLookup;
import java.util.List;

/** The way by which a ServiceAccount comes to a role, and whether the role lets it. */
interface AwsTrust {

  /** The reason of a collector that has its role in this way. */
  Reason reason();

  /**
   * Judges a role.
   *
   * @param trustPolicy its trust policy
   * @param provider the cluster's OIDC provider in the role's account
   */
  List<Verdict> judge(String trustPolicy, ProviderLookup provider);

  /** The fix that makes the role; empty where not enough is known for that. */
  List<Fix> create();

  /** The fix that names another role, or one that is to be filled in. */
  Fix name(String arn);
}
