package io.adot.operator.cli;

import io.adot.operator.api.v1beta1.OpenTelemetryCollector;
import io.adot.operator.cli.Report.Level;
import io.adot.operator.cli.Report.Line;
import io.adot.operator.runtime.neighbour.Glance;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What another operator does or has left in a cluster; each throws what the API server refuses. */
final class ForeignChecks {
  private static final String GO_FINALIZER = "opentelemetrycollector.opentelemetry.io/finalizer";

  private final KubernetesClient client;

  ForeignChecks(KubernetesClient client) {
    this.client = client;
  }

  List<Line> webhooks() {
    var registration = client.admissionRegistration().v1();
    List<Line> lines =
        Stream.concat(
                registration.validatingWebhookConfigurations().list().getItems().stream()
                    .flatMap(
                        it ->
                            it.getWebhooks().stream()
                                .filter(one -> one.getRules().toString().contains("opentelemetry"))
                                .map(one -> webhook(it, one.getClientConfig().getCaBundle()))),
                registration.mutatingWebhookConfigurations().list().getItems().stream()
                    .flatMap(
                        it ->
                            it.getWebhooks().stream()
                                .filter(one -> one.getRules().toString().contains("opentelemetry"))
                                .map(one -> webhook(it, one.getClientConfig().getCaBundle()))))
            .distinct()
            .toList();
    return lines.isEmpty()
        ? List.of(
            line(Level.OK, "Webhooks", "None", "none on collectors; this operator needs none", ""))
        : lines;
  }

  private static Line webhook(HasMetadata configuration, String authority) {
    String name = configuration.getKind() + " " + configuration.getMetadata().getName();
    return authority == null || authority.isEmpty()
        ? line(
            Level.ERROR,
            "Webhooks",
            "NoAuthority",
            name + " has no caBundle, so writes of collectors fail",
            "this operator needs none: kubectl delete "
                + configuration.getKind().toLowerCase(Locale.ROOT)
                + " "
                + configuration.getMetadata().getName())
        : line(
            Level.WARNING,
            "Webhooks",
            "Foreign",
            name + " of another operator acts on collectors",
            "remove it once that operator is gone");
  }

  List<Line> neighbours() {
    return List.of(
        Glance.of(client, Instant.now())
            .map(
                proof ->
                    line(
                        Level.WARNING,
                        "Other operators",
                        "AnotherOperator",
                        "the Go operator is at work ("
                            + proof
                            + "), so this one stands aside unless it has a watch selector",
                        "scale the Go operator to 0, see docs/neighbours.md"))
            .orElseGet(
                () ->
                    line(
                        Level.OK,
                        "Other operators",
                        "None",
                        "the Go operator is not at work",
                        "")));
  }

  List<Line> finalizers() {
    List<OpenTelemetryCollector> collectors =
        client.resources(OpenTelemetryCollector.class).inAnyNamespace().list().getItems();
    List<Line> lines =
        collectors.stream()
            .filter(one -> one.getMetadata().getFinalizers().contains(GO_FINALIZER))
            .map(
                one ->
                    line(
                        Level.WARNING,
                        "Collectors",
                        "OldFinalizer",
                        CollectorChoice.fullName(one)
                            + " has the Go operator's finalizer, so that a deletion would hang",
                        "the operator takes it off once it acts; by hand: kubectl -n "
                            + one.getMetadata().getNamespace()
                            + " patch otelcol "
                            + one.getMetadata().getName()
                            + " --type=merge -p '{\"metadata\":{\"finalizers\":null}}'"))
            .toList();
    return lines.isEmpty()
        ? List.of(
            line(
                Level.OK,
                "Collectors",
                "Counted",
                collectors.size() + " in the cluster, none with an old finalizer",
                ""))
        : lines;
  }

  private static Line line(Level level, String section, String code, String text, String advice) {
    return Report.live(level, section, code, text, advice);
  }
}
