package io.adot.operator.render;

import io.adot.operator.api.v1beta1.ProbeSettings;
import io.adot.operator.component.HealthEndpoint;
import io.adot.operator.component.HealthEndpoint.Scheme;
import io.adot.operator.finding.Finding;
import io.adot.operator.finding.FindingCode;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.ProbeBuilder;
import org.jspecify.annotations.Nullable;

/** The probes: the health check of the configuration, with the timing of the resource. */
final class Probes {
  private Probes() {}

  /** Adds all three probes, or none where no extension that the Go operator knows answers them. */
  static void add(ContainerBuilder container, Blueprint b) {
    b.needs().health().filter(health -> !health.addition()).ifPresent(h -> add(container, b, h));
  }

  /** Adds all three probes where the Go operator would not know the extension that answers. */
  static void addBeyondGo(ContainerBuilder container, Blueprint b) {
    b.needs().health().filter(HealthEndpoint::addition).ifPresent(h -> add(container, b, h));
  }

  private static void add(ContainerBuilder container, Blueprint b, HealthEndpoint health) {
    ProbeSettings readiness = b.spec().getReadinessProbe();
    container
        .withLivenessProbe(onceSuccessful(b, health, b.spec().getLivenessProbe(), "livenessProbe"))
        .withReadinessProbe(withoutGracePeriod(b, probe(health, readiness)))
        .withStartupProbe(onceSuccessful(b, health, b.spec().getStartupProbe(), "startupProbe"));
  }

  private static Probe probe(HealthEndpoint health, @Nullable ProbeSettings settings) {
    ProbeBuilder probe = handler(health);
    if (settings != null) {
      Integer delay = settings.getInitialDelaySeconds();
      probe
          .withInitialDelaySeconds(delay == null || delay == 0 ? null : delay)
          .withTimeoutSeconds(settings.getTimeoutSeconds())
          .withPeriodSeconds(settings.getPeriodSeconds())
          .withSuccessThreshold(settings.getSuccessThreshold())
          .withFailureThreshold(settings.getFailureThreshold())
          .withTerminationGracePeriodSeconds(settings.getTerminationGracePeriodSeconds());
    }
    return probe.build();
  }

  private static ProbeBuilder handler(HealthEndpoint health) {
    if (health.scheme() == Scheme.GRPC) {
      return new ProbeBuilder().withNewGrpc().withPort(health.port()).endGrpc();
    }
    return new ProbeBuilder()
        .withNewHttpGet()
        .withScheme(health.scheme().name())
        .withPath(health.path())
        .withPort(new IntOrString(health.port()))
        .endHttpGet();
  }

  /** Kubernetes refuses any other success threshold for these two. */
  private static Probe onceSuccessful(
      Blueprint b, HealthEndpoint health, @Nullable ProbeSettings settings, String field) {
    Probe probe = probe(health, settings);
    Integer threshold = probe.getSuccessThreshold();
    if (threshold != null && threshold != 1) {
      ignored(b, field + ".successThreshold", "is ignored: it can only be 1 here");
      probe.setSuccessThreshold(1);
    }
    return probe;
  }

  /** A failed readiness probe stops nothing, so Kubernetes refuses a time to stop in. */
  private static Probe withoutGracePeriod(Blueprint b, Probe probe) {
    if (probe.getTerminationGracePeriodSeconds() != null) {
      ignored(
          b,
          "readinessProbe.terminationGracePeriodSeconds",
          "is ignored: a failed readiness probe stops no container");
      probe.setTerminationGracePeriodSeconds(null);
    }
    return probe;
  }

  private static void ignored(Blueprint b, String field, String message) {
    b.findings().accept(new Finding(FindingCode.OTC1101, "spec." + field, message, "remove it"));
  }
}
