package io.adot.operator.runtime;

import io.adot.operator.api.v1beta1.OpenTelemetryCollector;
import io.adot.operator.aws.Iam;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.RegisteredController;
import io.javaoperatorsdk.operator.api.config.ControllerConfigurationOverrider;
import io.javaoperatorsdk.operator.processing.Controller;
import io.javaoperatorsdk.operator.processing.event.EventSourceRetriever;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One running operator: everything wired by constructors, started and stopped as a whole. */
public final class OperatorProcess implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(OperatorProcess.class);

  private final Settings settings;
  private final Wiring wiring;
  private final Operator operator;
  private final RegisteredController<OpenTelemetryCollector> controller;
  private final AtomicBoolean stopping = new AtomicBoolean();
  private final List<HttpEndpoint> opened = new ArrayList<>();

  private OperatorProcess(KubernetesClient client, Settings settings, Wiring wiring) {
    this.settings = settings;
    this.wiring = wiring;
    Leadership leadership = new Leadership(wiring::lead, stopping::get);
    this.operator =
        new Operator(
            overrider ->
                JosdkConfiguration.apply(
                    overrider, client, settings, wiring.metrics(), leadership));
    this.controller =
        operator.register(
            wiring.reconciler(),
            (ControllerConfigurationOverrider<OpenTelemetryCollector> overrider) ->
                JosdkConfiguration.apply(overrider, settings));
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
    Wiring wiring = Wiring.of(client, settings, iam);
    wiring.metrics().crdComplaints(complaints.size());
    OperatorProcess process = new OperatorProcess(client, settings, wiring);
    process.start();
    return process;
  }

  private void start() {
    try {
      wiring.lookForNeighbours();
      serve();
      operator.start();
    } catch (RuntimeException failed) {
      closeWhatWasOpened();
      throw failed;
    }
    if (!settings.election().enabled()) {
      wiring.lead();
    }
    wiring.apis().follow(wiring.reconciler().children(), eventSources(), wiring.nudges());
  }

  /** JOSDK hands this out to passes only, but informers come and go between them. */
  private EventSourceRetriever<OpenTelemetryCollector> eventSources() {
    return ((Controller<OpenTelemetryCollector>) controller).getEventSourceManager();
  }

  /** What {@code /metrics} answers, whether or not it is served. */
  public String metrics() {
    return wiring.metrics().scrape();
  }

  /**
   * Stops reconciling: what is under way may finish, nothing new begins. Collectors keep running.
   */
  @Override
  public void close() {
    stopping.set(true);
    wiring.apis().close();
    operator.stop();
    closeWhatWasOpened();
  }

  private void closeWhatWasOpened() {
    wiring.close();
    opened.forEach(HttpEndpoint::close);
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
                          200,
                          "text/plain; version=0.0.4; charset=utf-8",
                          wiring.metrics().scrape()))));
    }
  }

  private HttpEndpoint.Answer readiness() {
    // Starting returns when every informer has listed once; later gaps in a watch are no reason to
    // be unready.
    return operator.getRuntimeInfo().isStarted()
        ? HttpEndpoint.Answer.plain(200, "ok")
        : HttpEndpoint.Answer.plain(503, "the informers are not in sync yet");
  }
}
