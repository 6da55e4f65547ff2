package io.adot.operator.runtime;

import io.adot.operator.api.v1beta1.OpenTelemetryCollector;
import io.adot.operator.aws.Iam;
import io.adot.operator.converge.ApiObjectStore;
import io.adot.operator.converge.Converger;
import io.adot.operator.render.CollectorRbac;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderCallbacks;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.RegisteredController;
import io.javaoperatorsdk.operator.api.config.ConfigurationServiceOverrider;
import io.javaoperatorsdk.operator.api.config.ControllerConfigurationOverrider;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfiguration;
import io.javaoperatorsdk.operator.api.config.LeaderElectionConfigurationBuilder;
import io.javaoperatorsdk.operator.processing.Controller;
import io.javaoperatorsdk.operator.processing.event.EventSourceRetriever;
import io.javaoperatorsdk.operator.processing.event.rate.LinearRateLimiter;
import io.javaoperatorsdk.operator.processing.retry.GenericRetry;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
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
  private final PreflightDesk preflight;
  private final Sweep sweep;
  private final Apis apis;
  private final OperatorMetrics metrics;
  private final AtomicBoolean stopping;
  private final List<AutoCloseable> endpoints = new ArrayList<>();

  private OperatorProcess(
      Settings settings,
      Operator operator,
      PreflightDesk preflight,
      Sweep sweep,
      Apis apis,
      OperatorMetrics metrics,
      AtomicBoolean stopping) {
    this.settings = settings;
    this.operator = operator;
    this.preflight = preflight;
    this.sweep = sweep;
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
    Announcer announcer =
        new Announcer(
            new StatusWriter(client), new EventRecorder(client, Version.instance()), metrics);
    ApiObjectStore store = new ApiObjectStore(client);
    Sweep sweep = new Sweep(client, store);
    CollectorRbac rbac = settings.facts().collectorRbac();
    Apis apis = Apis.explore(client, settings.watched().namespaces(), Children.kinds(rbac));
    metrics.apis(apis.known());
    CollectorReconciler reconciler =
        new CollectorReconciler(
            nudges,
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
                  children,
                  apis.known(),
                  converger,
                  new Roles(rbac, children, converger, sweep),
                  preflight,
                  announcer,
                  metrics,
                  Clock.systemUTC());
            });
    metrics.whenGone(reconciler::collectorGone);

    Operator operator =
        new Operator(overrider -> configure(overrider, client, settings, metrics, sweep, stopping));
    RegisteredController<OpenTelemetryCollector> registered =
        operator.register(
            reconciler,
            (ControllerConfigurationOverrider<OpenTelemetryCollector> controller) ->
                configure(controller, settings));
    OperatorProcess process =
        new OperatorProcess(settings, operator, preflight, sweep, apis, metrics, stopping);
    process.serve();
    try {
      operator.start();
    } catch (RuntimeException failed) {
      preflight.close();
      sweep.close();
      throw failed;
    }
    if (!settings.election().enabled()) {
      sweep.begin();
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
    preflight.close();
    sweep.close();
    for (AutoCloseable endpoint : endpoints) {
      try {
        endpoint.close();
      } catch (Exception ignored) {
        LOG.debug("An endpoint did not close", ignored);
      }
    }
  }

  private void serve() {
    if (settings.ports().health() >= 0) {
      endpoints.add(
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
      endpoints.add(
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
      Sweep sweep,
      AtomicBoolean stopping) {
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
      overrider.withLeaderElectionConfiguration(election(client, settings, sweep, stopping));
    }
  }

  /**
   * Losing the Lease ends the process, as another one acts now. JOSDK would end it also when it is
   * stopped as asked, in the middle of the shutdown, which then never ends.
   */
  private static LeaderElectionConfiguration election(
      KubernetesClient client, Settings settings, Sweep sweep, AtomicBoolean stopping) {
    Runnable lost =
        () -> {
          if (!stopping.get()) {
            LOG.error("The Lease was lost; another replica acts now");
            new Thread(() -> System.exit(1), "exit").start();
          }
        };
    String namespace = settings.election().namespace();
    return LeaderElectionConfigurationBuilder.aLeaderElectionConfiguration(
            settings.election().lease())
        .withLeaseNamespace(namespace.isEmpty() ? client.getNamespace() : namespace)
        .withIdentity(Version.instance() + "_" + UUID.randomUUID())
        .withExitOnStopLeading(false)
        .withLeaderCallbacks(
            new LeaderCallbacks(
                () -> {
                  LOG.info("Leading from now on");
                  sweep.begin();
                },
                lost,
                leader -> LOG.info("The leader is {}", leader)))
        .build();
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
        || !Objects.equals(after.getDeletionTimestamp(), earlier.getDeletionTimestamp());
  }
}
