package io.adot.operator.runtime;

import io.adot.operator.preflight.PreflightPolicy;
import io.adot.operator.render.Facts;
import java.util.Set;

/**
 * What an operator process was told at start.
 *
 * @param watchNamespaces namespaces whose collectors it looks after; empty for all
 * @param watchSelector label selector that collectors must match; empty for all
 * @param facts what rendering needs to know
 * @param preflight what follows from a false verdict where a collector does not say
 * @param issuer the cluster's OIDC issuer; empty to ask the API server
 * @param awsChecks whether IAM is asked at all
 * @param leaderElection whether several replicas elect one that acts
 * @param leaseNamespace the namespace of the Lease; empty for the operator's own
 * @param leaseName the name of the Lease; operators side by side need one each
 * @param healthPort port of {@code /healthz} and {@code /readyz}; 0 for any free one, negative for
 *     none
 * @param metricsPort port of {@code /metrics}; likewise
 * @param maxConcurrentReconciles how many collectors are worked on at once
 */
public record Settings(
    Set<String> watchNamespaces,
    String watchSelector,
    Facts facts,
    PreflightPolicy preflight,
    String issuer,
    boolean awsChecks,
    boolean leaderElection,
    String leaseNamespace,
    String leaseName,
    int healthPort,
    int metricsPort,
    int maxConcurrentReconciles) {

  /** The Lease where nobody names one; not the Go operator's, so that both can be told apart. */
  public static final String LEASE_NAME = "adot-operator";

  /** Copies the set. */
  public Settings {
    watchNamespaces = Set.copyOf(watchNamespaces);
  }

  /**
   * The settings of an operator that was told nothing and is embedded in another process: no ports,
   * no election.
   */
  public static Settings embedded() {
    return new Settings(
        Set.of(),
        "",
        Facts.defaults(),
        PreflightPolicy.WARN,
        "",
        true,
        false,
        "",
        LEASE_NAME,
        -1,
        -1,
        50);
  }

  /** The same, looking after these namespaces' collectors of this selector only. */
  public Settings watching(Set<String> namespaces, String selector) {
    return new Settings(
        namespaces,
        selector,
        facts,
        preflight,
        issuer,
        awsChecks,
        leaderElection,
        leaseNamespace,
        leaseName,
        healthPort,
        metricsPort,
        maxConcurrentReconciles);
  }

  /** The same with another policy. */
  public Settings withPreflight(PreflightPolicy policy) {
    return new Settings(
        watchNamespaces,
        watchSelector,
        facts,
        policy,
        issuer,
        awsChecks,
        leaderElection,
        leaseNamespace,
        leaseName,
        healthPort,
        metricsPort,
        maxConcurrentReconciles);
  }
}
