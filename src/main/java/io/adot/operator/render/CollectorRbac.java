package io.adot.operator.render;

import java.util.Locale;

/** Which roles the operator makes for collectors. */
public enum CollectorRbac {
  /** None: what is missing is told, with what to apply. */
  NONE,
  /** A Role in the collector's own namespace; what it needs elsewhere is told. */
  NAMESPACED,
  /**
   * A Role in each namespace that the configuration is confined to, and a ClusterRole for what it
   * needs in the whole cluster.
   */
  CLUSTER;

  /** As it is written on the command line. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
