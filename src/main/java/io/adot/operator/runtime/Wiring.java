package io.adot.operator.runtime;

import io.adot.operator.aws.Iam;
import io.adot.operator.converge.ApiObjectStore;
import io.adot.operator.converge.Converger;
import io.adot.operator.converge.ObjectStore;
import io.adot.operator.render.CollectorRbac;
import io.adot.operator.runtime.neighbour.NeighbourWatch;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The parts of one operator, each made once and given to those that need it. */
final class Wiring implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Wiring.class);

  private final KubernetesClient client;
  private final Settings settings;
  private final Clock clock = Clock.systemUTC();
  private final OperatorMetrics metrics = new OperatorMetrics(Version.current());
  private final Nudges nudges = new Nudges();
  private final Standing standing;
  private final PreflightDesk preflight;
  private final Announcer announcer;
  private final ObjectStore store;
  private final Sweep sweep;
  private final Apis apis;
  private final NamespaceWatch namespaces;
  private final CollectorReconciler reconciler;
  private final List<AutoCloseable> opened = new ArrayList<>();

  private Wiring(KubernetesClient client, Settings settings, Iam iam) {
    this.client = client;
    this.settings = settings;
    this.preflight = new PreflightDesk(client, settings, iam, nudges);
    EventRecorder events = new EventRecorder(client, Version.instance());
    String namespace = ownNamespace(client, settings);
    this.standing =
        Standing.of(settings, notice -> events.recordOfOurselves(namespace, notice, Instant.now()));
    this.announcer = new Announcer(new StatusWriter(client), events, metrics.collectors());
    this.store = new GuardedStore(new ApiObjectStore(client), standing);
    this.sweep = new Sweep(client, store);
    this.apis =
        Apis.explore(
            client,
            settings.watched().namespaces(),
            Children.kinds(settings.facts().collectorRbac()));
    this.namespaces = apis.namespaces(nudges);
    this.reconciler =
        new CollectorReconciler(
            nudges, new FinalizerRelease(client, standing, events, clock), apis, this::pass);
  }

  /**
   * Makes the parts and asks the cluster what it has.
   *
   * @param client stays the caller's to close
   * @param iam how IAM is asked; stays the caller's to close
   */
  static Wiring of(KubernetesClient client, Settings settings, Iam iam) {
    Wiring wiring = new Wiring(client, settings, iam);
    wiring.opened.addAll(List.of(wiring.preflight, wiring.sweep, wiring.namespaces));
    wiring.metrics.standing(wiring.standing);
    wiring.metrics.apis(wiring.apis.known());
    wiring.metrics.whenGone(wiring.reconciler::collectorGone);
    wiring.standing.whenChanged(
        () -> {
          wiring.reconciler.everyCollectorAgain();
          wiring.sweep.again();
        });
    return wiring;
  }

  private CollectorPass pass(Children children) {
    sweep.over(children::labelled);
    Converger converger =
        new Converger(
            store,
            children,
            Workloads::needs,
            Workloads::adopts,
            client.getKubernetesSerialization());
    CollectorRbac rbac = settings.facts().collectorRbac();
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
        clock);
  }

  /** Begins to look for another operator, where one would matter. */
  void lookForNeighbours() {
    if (!standing.acts()) {
      opened.add(
          NeighbourWatch.start(client, settings.watched().namespaces(), clock, standing::seen));
    }
  }

  /** This replica is the one that acts. */
  void lead() {
    standing.lead();
    sweep.begin();
  }

  OperatorMetrics metrics() {
    return metrics;
  }

  Nudges nudges() {
    return nudges;
  }

  Apis apis() {
    return apis;
  }

  CollectorReconciler reconciler() {
    return reconciler;
  }

  /** The namespace that the process runs in. */
  static String ownNamespace(KubernetesClient client, Settings settings) {
    String namespace = settings.election().namespace();
    return namespace.isEmpty() ? client.getNamespace() : namespace;
  }

  @Override
  public void close() {
    for (AutoCloseable one : opened) {
      try {
        one.close();
      } catch (Exception ignored) {
        LOG.debug("{} did not close", one, ignored);
      }
    }
  }
}
