package io.adot.operator.cli;

import io.adot.operator.api.v1beta1.OpenTelemetryCollector;
import io.adot.operator.cli.Report.Level;
import io.adot.operator.cli.Report.Line;
import io.adot.operator.runtime.neighbour.Sight;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
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
    List<Lease> leases =
        client.leases().inAnyNamespace().list().getItems().stream()
            .filter(lease -> Sight.LEASE.equals(lease.getMetadata().getName()))
            .filter(ForeignChecks::isHeld)
            .toList();
    return leases.isEmpty()
        ? List.of(line(Level.OK, "Other operators", "None", "the Go operator is not at work", ""))
        : leases.stream()
            .map(
                lease ->
                    line(
                        Level.WARNING,
                        "Other operators",
                        "AnotherOperator",
                        "the Go operator holds Lease "
                            + lease.getMetadata().getNamespace()
                            + "/"
                            + Sight.LEASE
                            + " ("
                            + lease.getSpec().getHolderIdentity()
                            + "), so this one stands aside",
                        "scale the Go operator to 0, see docs/neighbours.md"))
            .toList();
  }

  /** A holder that is gone leaves its name behind, but renews no more. */
  private static boolean isHeld(Lease lease) {
    var spec = lease.getSpec();
    if (spec == null || spec.getHolderIdentity() == null || spec.getHolderIdentity().isEmpty()) {
      return false;
    }
    ZonedDateTime renewed = spec.getRenewTime();
    Duration term =
        Duration.ofSeconds(Objects.requireNonNullElse(spec.getLeaseDurationSeconds(), 137));
    return renewed == null || renewed.plus(term).isAfter(ZonedDateTime.now(renewed.getZone()));
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
