package io.adot.operator.runtime;

import io.adot.operator.api.v1beta1.OpenTelemetryCollector;
import io.adot.operator.aws.Iam;
import io.adot.operator.converge.ApiObjectStore;
import io.adot.operator.converge.Converger;
import io.adot.operator.converge.ObjectStore;
import io.adot.operator.render.CollectorRbac;
import io.adot.operator.runtime.neighbour.NeighbourWatch;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.RegisteredController;
import io.javaoperatorsdk.operator.api.config.ConfigurationServiceOverrider;
import io.javaoperatorsdk.operator.api.config.ControllerConfigurationOverrider;
import io.javaoperatorsdk.operator.processing.Controller;
import io.javaoperatorsdk.operator.processing.event.EventSourceRetriever;
import io.javaoperatorsdk.operator.processing.event.rate.LinearRateLimiter;
import io.javaoperatorsdk.operator.processing.retry.GenericRetry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One running operator: everything wired by constructors, started and stopped as a whole. */
public final class OperatorProcess implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(OperatorProcess.class);
  private static final Duration LONGEST_SYNC = Duration.ofSeconds(60);
  private static final Duration LONGEST_RETRY = Duration.ofMinutes(5);

  private final Settings settings;
  private final Operator operator;
  private final Apis apis;
  private final OperatorMetrics metrics;
  private final AtomicBoolean stopping;
  private final List<AutoCloseable> opened = new ArrayList<>();

  private OperatorProcess(
      Settings settings,
      Operator operator,
      Apis apis,
      OperatorMetrics metrics,
      AtomicBoolean stopping) {
    this.settings = settings;
    this.operator = operator;
    this.apis = apis;
    this.metrics = metrics;
    this.stopping = stopping;
  }

  /**
   * Starts an operator and returns when its informers are in sync.
   *
   * @param client stays the caller's to close
   * @param settings what it is told
   * @param iam how IAM is asked; stays the caller's to close
   * @throws io.javaoperatorsdk.operator.OperatorException when the CRD is missing or the API server
   *     cannot be reached
   */
  public static OperatorProcess start(KubernetesClient client, Settings settings, Iam iam) {
    List<String> complaints = CrdInspection.of(client);
    complaints.forEach(LOG::warn);
    OperatorMetrics metrics = new OperatorMetrics(Version.current());
    metrics.crdComplaints(complaints.size());
    AtomicBoolean stopping = new AtomicBoolean();
    Nudges nudges = new Nudges();
    PreflightDesk preflight = new PreflightDesk(client, settings, iam, nudges);
    EventRecorder events = new EventRecorder(client, Version.instance());
    String namespace = ownNamespace(client, settings);
    Standing standing =
        Standing.of(settings, notice -> events.recordOfOurselves(namespace, notice, Instant.now()));
    metrics.standing(standing);
    Announcer announcer = new Announcer(new StatusWriter(client), events, metrics.collectors());
    ObjectStore store = new GuardedStore(new ApiObjectStore(client), standing);
    Sweep sweep = new Sweep(client, store);
    CollectorRbac rbac = settings.facts().collectorRbac();
    Apis apis = Apis.explore(client, settings.watched().namespaces(), Children.kinds(rbac));
    metrics.apis(apis.known());
    NamespaceWatch namespaces = apis.namespaces(nudges);
    CollectorReconciler reconciler =
        new CollectorReconciler(
            nudges,
            new FinalizerRelease(client, standing, events, Clock.systemUTC()),
            apis,
            children -> {
              sweep.over(children::labelled);
              Converger converger =
                  new Converger(
                      store,
                      children,
                      Workloads::needs,
                      Workloads::adopts,
                      client.getKubernetesSerialization());
              return new CollectorPass(
                  settings,
                  standing,
                  children,
                  apis.known(),
                  namespaces,
                  converger,
                  new Roles(rbac, children, converger, sweep::ownerGone),
                  preflight,
                  announcer,
                  metrics,
                  Clock.systemUTC());
            });
    metrics.whenGone(reconciler::collectorGone);
    standing.whenChanged(
        () -> {
          reconciler.everyCollectorAgain();
          sweep.again();
        });
    Runnable lead =
        () -> {
          standing.lead();
          sweep.begin();
        };

    Operator operator =
        new Operator(
            overrider ->
                configure(
                    overrider, client, settings, metrics, new Leadership(lead, stopping::get)));
    RegisteredController<OpenTelemetryCollector> registered =
        operator.register(
            reconciler,
            (ControllerConfigurationOverrider<OpenTelemetryCollector> controller) ->
                configure(controller, settings));
    OperatorProcess process = new OperatorProcess(settings, operator, apis, metrics, stopping);
    process.opened.add(preflight);
    process.opened.add(sweep);
    process.opened.add(namespaces);
    if (!standing.acts()) {
      process.opened.add(
          NeighbourWatch.start(
              client, settings.watched().namespaces(), Clock.systemUTC(), standing::seen));
    }
    process.serve();
    try {
      operator.start();
    } catch (RuntimeException failed) {
      process.closeWhatWasOpened();
      throw failed;
    }
    if (!settings.election().enabled()) {
      lead.run();
    }
    apis.follow(reconciler.children(), eventSources(registered), nudges);
    return process;
  }

  /** JOSDK hands this out to passes only, but informers come and go between them. */
  private static EventSourceRetriever<OpenTelemetryCollector> eventSources(
      RegisteredController<OpenTelemetryCollector> registered) {
    return ((Controller<OpenTelemetryCollector>) registered).getEventSourceManager();
  }

  /** What {@code /metrics} answers, whether or not it is served. */
  public String metrics() {
    return metrics.scrape();
  }

  /**
   * Stops reconciling: what is under way may finish, nothing new begins. Collectors keep running.
   */
  @Override
  public void close() {
    stopping.set(true);
    apis.close();
    operator.stop();
    closeWhatWasOpened();
  }

  private void closeWhatWasOpened() {
    for (AutoCloseable one : opened) {
      try {
        one.close();
      } catch (Exception ignored) {
        LOG.debug("{} did not close", one, ignored);
      }
    }
  }

  private void serve() {
    if (settings.ports().health() >= 0) {
      opened.add(
          new HttpEndpoint(
              settings.ports().health(),
              "health",
              Map.of(
                  "/healthz",
                  () -> HttpEndpoint.Answer.plain(200, "ok"),
                  "/readyz",
                  this::readiness)));
    }
    if (settings.ports().metrics() >= 0) {
      opened.add(
          new HttpEndpoint(
              settings.ports().metrics(),
              "metrics",
              Map.of(
                  "/metrics",
                  () ->
                      new HttpEndpoint.Answer(
                          200, "text/plain; version=0.0.4; charset=utf-8", metrics.scrape()))));
    }
  }

  private HttpEndpoint.Answer readiness() {
    // Starting returns when every informer has listed once; later gaps in a watch are no reason to
    // be unready.
    return operator.getRuntimeInfo().isStarted()
        ? HttpEndpoint.Answer.plain(200, "ok")
        : HttpEndpoint.Answer.plain(503, "the informers are not in sync yet");
  }

  private static void configure(
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
          leadership.by(ownNamespace(client, settings), settings.election().lease()));
    }
  }

  private static String ownNamespace(KubernetesClient client, Settings settings) {
    String namespace = settings.election().namespace();
    return namespace.isEmpty() ? client.getNamespace() : namespace;
  }

  private static void configure(
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
        .withOnUpdateFilter(OperatorProcess::isNews)
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
