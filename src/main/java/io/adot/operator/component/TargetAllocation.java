package io.adot.operator.component;

import java.util.List;
import java.util.Optional;

/**
 * A target allocator that a collector asks for.
 *
 * @param running whether there is one; without it the collectors discover their targets themselves
 * @param monitors what it reads of the Prometheus operator; empty when it reads none of that
 */
public record TargetAllocation(boolean running, Optional<Monitors> monitors) {

  /** The one receiver whose targets it allocates. */
  static final String RECEIVER = "prometheus";

  /**
   * Discovery by the resources of the Prometheus operator.
   *
   * @param namespaces where it looks for them; empty for the whole cluster
   * @param secretNamespaces where the Secrets and ConfigMaps are that they refer to; empty for the
   *     allocator's own
   * @param probes whether it is told to use Probes
   * @param scrapeConfigs whether it is told to use ScrapeConfigs
   */
  public record Monitors(
      List<String> namespaces,
      List<String> secretNamespaces,
      boolean probes,
      boolean scrapeConfigs) {

    /** Copies the lists. */
    public Monitors {
      namespaces = List.copyOf(namespaces);
      secretNamespaces = List.copyOf(secretNamespaces);
    }
  }
}
