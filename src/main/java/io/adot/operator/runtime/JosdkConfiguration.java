package io.adot.operator.runtime;

import io.adot.operator.api.v1beta1.OpenTelemetryCollector;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.api.config.ConfigurationServiceOverrider;
import io.javaoperatorsdk.operator.api.config.ControllerConfigurationOverrider;
import io.javaoperatorsdk.operator.processing.event.rate.LinearRateLimiter;
import io.javaoperatorsdk.operator.processing.retry.GenericRetry;
import java.time.Duration;
import java.util.Objects;

/** What JOSDK is told to do otherwise than by default. */
final class JosdkConfiguration {
  private static final Duration LONGEST_SYNC = Duration.ofSeconds(60);
  private static final Duration LONGEST_RETRY = Duration.ofMinutes(5);

  private JosdkConfiguration() {}

  /** Of the operator as a whole. */
  static void apply(
      ConfigurationServiceOverrider overrider,
      KubernetesClient client,
      Settings settings,
      OperatorMetrics metrics,
      Leadership leadership) {
    overrider
        .withKubernetesClient(client)
        .withCloseClientOnStop(false)
        .withMetrics(metrics)
        .withConcurrentReconciliationThreads(settings.maxConcurrentReconciles())
        .checkingCRDAndValidateLocalModel(false)
        .withUseSSAToPatchPrimaryResource(false)
        // A kind that may not be listed, as after an upgrade with an old ClusterRole, is told in
        // the
        // status of the collectors; it does not keep the operator from all others.
        .withStopOnInformerErrorDuringStartup(false)
        .withCacheSyncTimeout(LONGEST_SYNC)
        .withParseResourceVersions(true)
        .withPreviousAnnotationForDependentResources(false)
        .withCloneSecondaryResourcesWhenGettingFromCache(false)
        .withReconciliationTerminationTimeout(Duration.ofSeconds(10));
    if (settings.election().enabled()) {
      overrider.withLeaderElectionConfiguration(
          leadership.by(Wiring.ownNamespace(client, settings), settings.election().lease()));
    }
  }

  /** Of the controller: which collectors it looks after, and what makes a pass due. */
  static void apply(
      ControllerConfigurationOverrider<OpenTelemetryCollector> controller, Settings settings) {
    if (settings.watched().namespaces().isEmpty()) {
      controller.watchingAllNamespaces();
    } else {
      controller.settingNamespaces(settings.watched().namespaces());
    }
    if (!settings.watched().selector().isEmpty()) {
      controller.withLabelSelector(settings.watched().selector());
    }
    controller
        .withGenerationAware(false)
        // Without a finalizer of our own, JOSDK would not call for collectors that are being
        // deleted; but those of the Go operator wait for its finalizer to be taken off.
        .withTriggerReconcilerOnAllEvents(true)
        // Labels and annotations are copied to children, so they count; our own status writes do
        // not.
        .withOnUpdateFilter(JosdkConfiguration::isNews)
        .withRetry(
            new GenericRetry()
                .setInitialInterval(Duration.ofSeconds(1).toMillis())
                .setIntervalMultiplier(2)
                .setMaxInterval(LONGEST_RETRY.toMillis())
                .withoutMaxAttempts())
        .withRateLimiter(new LinearRateLimiter(Duration.ofSeconds(1), 10));
  }

  private static boolean isNews(OpenTelemetryCollector now, OpenTelemetryCollector before) {
    var after = now.getMetadata();
    var earlier = before.getMetadata();
    return !Objects.equals(after.getGeneration(), earlier.getGeneration())
        || !Objects.equals(after.getLabels(), earlier.getLabels())
        || !Objects.equals(after.getAnnotations(), earlier.getAnnotations())
        || !Objects.equals(after.getFinalizers(), earlier.getFinalizers())
        || !Objects.equals(after.getDeletionTimestamp(), earlier.getDeletionTimestamp());
  }
}
