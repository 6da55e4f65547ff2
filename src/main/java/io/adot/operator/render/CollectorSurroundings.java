package io.adot.operator.render;

import io.adot.operator.api.v1beta1.CollectorMode;
import io.adot.operator.api.v1beta1.OpenTelemetryCollector;
import io.adot.operator.api.v1beta1.OpenTelemetryCollectorStatus;
import io.adot.operator.api.v1beta1.PrometheusCrSettings;
import io.adot.operator.api.v1beta1.TargetAllocatorSettings;
import io.adot.operator.api.v1beta1.UpgradeStrategy;
import io.adot.operator.component.CollectorImage;
import io.adot.operator.component.SpecEnv;
import io.adot.operator.component.Surroundings;
import io.adot.operator.component.TargetAllocation;
import io.adot.operator.component.TargetAllocation.Monitors;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads from a resource what its components need to know of it. */
public final class CollectorSurroundings {
  private CollectorSurroundings() {}

  /**
   * What of a resource, beyond its configuration, decides what its components need.
   *
   * @param cr the resource
   * @param facts the operator's settings: they name the image when the resource does not
   */
  public static Surroundings of(OpenTelemetryCollector cr, Facts facts) {
    return new Surroundings(
        Text.orEmpty(cr.getMetadata().getNamespace()),
        Text.orEmpty(cr.getMetadata().getName()),
        CollectorImage.parse(image(cr, facts)),
        SpecEnv.of(cr.getSpec().getEnv()).literals(),
        args(cr.getSpec().getArgs()),
        upgrades(cr),
        cr.getSpec().getMode() == CollectorMode.SIDECAR,
        allocation(cr, facts));
  }

  /** Not of a sidecar, whose pods a target allocator does not know. */
  private static Optional<TargetAllocation> allocation(OpenTelemetryCollector cr, Facts facts) {
    if (cr.getSpec().getMode() == CollectorMode.SIDECAR) {
      return Optional.empty();
    }
    // This version makes no allocator: one runs only where another operator's was left alone.
    boolean running = facts.inherited().leftAlone();
    return Optional.ofNullable(cr.getSpec().getTargetAllocator())
        .filter(settings -> Boolean.TRUE.equals(settings.getEnabled()))
        .map(settings -> new TargetAllocation(running, monitors(settings)));
  }

  private static Optional<Monitors> monitors(TargetAllocatorSettings settings) {
    return Optional.ofNullable(settings.getPrometheusCR())
        .filter(monitors -> Boolean.TRUE.equals(monitors.getEnabled()))
        .map(CollectorSurroundings::monitors);
  }

  private static Monitors monitors(PrometheusCrSettings settings) {
    return new Monitors(
        present(settings.getAllowNamespaces()),
        present(settings.getSecretNamespaces()),
        settings.getProbeSelector() != null,
        settings.getScrapeConfigSelector() != null);
  }

  private static List<String> present(@Nullable List<String> names) {
    return names == null ? List.of() : names.stream().filter(Objects::nonNull).toList();
  }

  private static Map<String, String> args(Map<String, @Nullable String> args) {
    Map<String, String> present = new HashMap<>();
    args.forEach((name, value) -> present.put(name, Text.orEmpty(value)));
    return present;
  }

  /**
   * The image that the collector runs: its own; one that it keeps from another operator; without
   * upgrades the one that it was given before; the operator's default.
   */
  static String image(OpenTelemetryCollector cr, Facts facts) {
    return named(cr.getSpec().getImage())
        .or(() -> named(facts.inherited().image()))
        .or(() -> upgrades(cr) ? Optional.empty() : given(cr.getStatus()))
        .orElse(facts.collectorImage());
  }

  private static boolean upgrades(OpenTelemetryCollector cr) {
    return cr.getSpec().getUpgradeStrategy() != UpgradeStrategy.NONE;
  }

  private static Optional<String> given(@Nullable OpenTelemetryCollectorStatus status) {
    return status == null ? Optional.empty() : named(status.getImage());
  }

  private static Optional<String> named(@Nullable String image) {
    return Optional.ofNullable(image).filter(text -> !text.isBlank());
  }
}
