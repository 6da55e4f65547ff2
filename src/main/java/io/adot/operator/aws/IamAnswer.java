package io.adot.operator.aws;

import java.util.List;
import java.util.Map;

/**
 * What IAM answered. Each part may be unknown for itself: a denied call makes the others no less
 * true.
 *
 * @param role the role with its trust policy
 * @param provider the OIDC provider of the cluster's issuer in the role's account
 * @param decisions what the role may do; actions that were not asked because the role is unknown
 *     are absent
 * @param assumed what there is to know of roles that are assumed from there; those of other
 *     accounts are absent
 */
public record IamAnswer(
    RoleLookup role,
    ProviderLookup provider,
    Map<ActionOnResource, Decision> decisions,
    Map<RoleArn, IamAnswer> assumed) {

  /** Copies the maps. */
  public IamAnswer {
    decisions = Map.copyOf(decisions);
    assumed = Map.copyOf(assumed);
  }

  /** An answer about a role from which no other is assumed. */
  public IamAnswer(
      RoleLookup role, ProviderLookup provider, Map<ActionOnResource, Decision> decisions) {
    this(role, provider, decisions, Map.of());
  }

  /** Whether the role is there. */
  public sealed interface RoleLookup {
    /**
     * It is there.
     *
     * @param trustPolicy its trust policy as JSON text, decoded
     */
    record Found(String trustPolicy) implements RoleLookup {}

    /** IAM says that there is none of this name. */
    record Missing() implements RoleLookup {}

    /**
     * IAM has a role of this name, but under another path; STS goes by the whole ARN.
     *
     * @param arn its ARN
     */
    record OtherPath(String arn) implements RoleLookup {}

    /**
     * The operator's credentials are of another account, and IAM tells only of its own.
     *
     * @param operatorAccount the operator's account
     */
    record OtherAccount(String operatorAccount) implements RoleLookup {}

    /**
     * IAM could not be asked.
     *
     * @param why for people
     */
    record Unknown(String why) implements RoleLookup {}
  }

  /** Whether the cluster's OIDC provider is registered. */
  public sealed interface ProviderLookup {
    /**
     * It is registered.
     *
     * @param audiences the client ids it accepts; empty when only its being there is known
     */
    record Found(List<String> audiences) implements ProviderLookup {}

    /** It is not registered in the role's account. */
    record Missing() implements ProviderLookup {}

    /**
     * It could not be asked.
     *
     * @param why for people
     */
    record Unknown(String why) implements ProviderLookup {}
  }
}
