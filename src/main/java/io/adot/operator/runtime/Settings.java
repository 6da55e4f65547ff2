package io.adot.operator.runtime;

import io.adot.operator.preflight.PreflightPolicy;
import io.adot.operator.render.Facts;
import java.util.Set;

/**
 * What an operator process was told at start. A new setting joins the part that it belongs to;
 * {@link #embedded()} and the command line are the only places that make parts from nothing.
 *
 * @param watched which collectors it looks after
 * @param facts what rendering needs to know
 * @param checks what is checked before a collector is trusted to run
 * @param election how replicas agree on the one that acts
 * @param ports where it is asked how it fares
 * @param maxConcurrentReconciles how many collectors are worked on at once
 */
public record Settings(
    Watched watched,
    Facts facts,
    Checks checks,
    Election election,
    Ports ports,
    int maxConcurrentReconciles) {

  /**
   * Which collectors an operator looks after.
   *
   * @param namespaces their namespaces; empty for all
   * @param selector a label selector that they must match; empty for all
   */
  public record Watched(Set<String> namespaces, String selector) {
    /** Copies the set. */
    public Watched {
      namespaces = Set.copyOf(namespaces);
    }
  }

  /**
   * What is checked before a collector is trusted to run.
   *
   * @param policy what follows from a false verdict where a collector does not say
   * @param issuer the cluster's OIDC issuer; empty to ask the API server
   * @param aws whether IAM is asked at all
   * @param cluster the cluster's name in EKS, by which Pod Identity is looked up; empty not to
   */
  public record Checks(PreflightPolicy policy, String issuer, boolean aws, String cluster) {
    /** Checks in a cluster whose name is not known. */
    public Checks(PreflightPolicy policy, String issuer, boolean aws) {
      this(policy, issuer, aws, "");
    }
  }

  /**
   * How replicas agree on the one that acts.
   *
   * @param enabled whether they do
   * @param namespace the namespace of the Lease; empty for the operator's own
   * @param lease the name of the Lease; operators side by side need one each
   */
  public record Election(boolean enabled, String namespace, String lease) {
    /** The Lease where nobody names one; not the Go operator's, so that both can be told apart. */
    public static final String DEFAULT_LEASE = "adot-operator";
  }

  /**
   * Where an operator is asked how it fares; a port of 0 is any free one, a negative one none.
   *
   * @param health of {@code /healthz} and {@code /readyz}
   * @param metrics of {@code /metrics}
   */
  public record Ports(int health, int metrics) {}

  /**
   * The settings of an operator that was told nothing and is embedded in another process: no ports,
   * no election.
   */
  public static Settings embedded() {
    return new Settings(
        new Watched(Set.of(), ""),
        Facts.defaults(),
        new Checks(PreflightPolicy.WARN, "", true),
        new Election(false, "", Election.DEFAULT_LEASE),
        new Ports(-1, -1),
        50);
  }

  /** The same, looking after these namespaces' collectors of this selector only. */
  public Settings watching(Set<String> namespaces, String selector) {
    return new Settings(
        new Watched(namespaces, selector), facts, checks, election, ports, maxConcurrentReconciles);
  }

  /** The same with other facts. */
  public Settings with(Facts others) {
    return new Settings(watched, others, checks, election, ports, maxConcurrentReconciles);
  }

  /** The same with other checks. */
  public Settings with(Checks others) {
    return new Settings(watched, facts, others, election, ports, maxConcurrentReconciles);
  }

  /** The same with another election. */
  public Settings with(Election other) {
    return new Settings(watched, facts, checks, other, ports, maxConcurrentReconciles);
  }
}
