package io.adot.operator.runtime;

import io.fabric8.kubernetes.client.extended.leaderelection.LeaderCallbacks;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfiguration;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfigurationBuilder;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What follows when this replica becomes the one that acts, or is no longer. Losing the Lease ends
 * the process, as another one acts now. JOSDK would end it also when it is stopped as asked, in the
 * middle of the shutdown, which then never ends.
 *
 * @param won is run when this replica leads
 * @param stopping whether it was asked to stop
 */
record Leadership(Runnable won, BooleanSupplier stopping) {
  private static final Logger LOG = LoggerFactory.getLogger(Leadership.class);

  LeaderElectionConfiguration by(String namespace, String lease) {
    return LeaderElectionConfigurationBuilder.aLeaderElectionConfiguration(lease)
        .withLeaseNamespace(namespace)
        .withIdentity(Version.instance() + "_" + UUID.randomUUID())
        .withExitOnStopLeading(false)
        .withLeaderCallbacks(
            new LeaderCallbacks(
                this::lead, this::lost, leader -> LOG.info("The leader is {}", leader)))
        .build();
  }

  private void lead() {
    LOG.info("Leading from now on");
    won.run();
  }

  private void lost() {
    if (!stopping.getAsBoolean()) {
      LOG.error("The Lease was lost; another replica acts now");
      new Thread(() -> System.exit(1), "exit").start();
    }
  }
}
