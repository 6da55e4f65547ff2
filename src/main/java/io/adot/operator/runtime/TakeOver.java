package io.adot.operator.runtime;

import io.adot.operator.api.v1beta1.NetworkPolicySettings;
import io.adot.operator.api.v1beta1.OpenTelemetryCollector;
import io.adot.operator.api.v1beta1.OpenTelemetryCollectorStatus;
import io.adot.operator.assessment.Assessment;
import io.adot.operator.converge.Converger;
import io.adot.operator.converge.ObjectKey;
import io.adot.operator.converge.Ownership;
import io.adot.operator.render.Facts;
import io.adot.operator.render.Inherited;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Carries on collectors that another operator made, without restarting their pods. Everything is
 * decided from what lives, so that it does not matter how often this operator is restarted; only
 * while a workload is gone, to be made anew, from how it was last seen.
 */
final class TakeOver {
  private static final String NETWORK_POLICY = "NetworkPolicy";

  private final Converger converger;
  private final Assessments assessments = new Assessments();
  private final Map<String, List<HasMetadata>> lastWorkloads = new ConcurrentHashMap<>();

  TakeOver(Converger converger) {
    this.converger = converger;
  }

  /**
   * What a collector becomes. As long as its pod template is what the Go operator would have
   * written, it stays so; with the next change of its own it gets the default image, if it names
   * none, and our additions.
   *
   * @param living the objects that belong to it
   * @param facts the operator's settings
   */
  Assessment assess(OpenTelemetryCollector collector, Collection<HasMetadata> living, Facts facts) {
    String uid = collector.getMetadata().getUid();
    List<HasMetadata> workloads = workloads(uid, living);
    Inherited kept = inherited(collector, living, workloads, facts);
    if (kept.leftAlone()) {
      // We do not make it anew, so if it goes, somebody wants it to begin as a new one.
      lastWorkloads.remove(uid);
    }
    Assessment asItRuns = assessments.of(collector, facts.with(kept));
    if (kept.goNames() && workloadIsOfAnother(uid, asItRuns)) {
      // The Go operator gave both the same names, and could serve but one of them.
      kept = kept.withoutGoNames();
      asItRuns = assessments.of(collector, facts.with(kept));
    }
    boolean podsStay =
        asItRuns
            .rendering()
            .workloadWithoutAdditions()
            .filter(workload -> converger.keepsPods(uid, workload, like(workload, workloads)))
            .isPresent();
    if (podsStay) {
      return asItRuns.withoutAdditions();
    }
    return kept.image().isEmpty()
        ? asItRuns
        : assessments.of(collector, facts.with(kept.withoutImage()));
  }

  private boolean workloadIsOfAnother(String uid, Assessment assessment) {
    return assessment
        .rendering()
        .workload()
        .filter(workload -> converger.isOfAnother(uid, ObjectKey.of(workload)))
        .isPresent();
  }

  /** Forgets what is remembered of a collector. */
  void forget(String uid) {
    assessments.forget(uid);
    lastWorkloads.remove(uid);
  }

  /** Those that live; if none does, those that did last. */
  private List<HasMetadata> workloads(String uid, Collection<HasMetadata> living) {
    List<HasMetadata> workloads = living.stream().filter(Workloads::isWorkload).toList();
    if (workloads.isEmpty()) {
      return lastWorkloads.getOrDefault(uid, List.of());
    }
    lastWorkloads.put(uid, workloads);
    return workloads;
  }

  private static Optional<HasMetadata> like(HasMetadata desired, List<HasMetadata> workloads) {
    ObjectKey key = ObjectKey.of(desired);
    return workloads.stream().filter(workload -> ObjectKey.of(workload).equals(key)).findFirst();
  }

  private static Inherited inherited(
      OpenTelemetryCollector collector,
      Collection<HasMetadata> living,
      List<HasMetadata> workloads,
      Facts facts) {
    boolean isNew = workloads.stream().anyMatch(workload -> !Ownership.isApplied(workload));
    return new Inherited(
        !saysWhetherToHaveAPolicy(collector)
            && living.stream().noneMatch(object -> NETWORK_POLICY.equals(object.getKind()))
            && (isNew || label(workloads, Inherited.WITHOUT).equals(NETWORK_POLICY)),
        image(collector, workloads, facts),
        isNew && Inherited.usesTargetAllocator(collector),
        hasGoNames(collector.getMetadata().getName(), living));
  }

  private static boolean hasGoNames(String collector, Collection<HasMetadata> living) {
    return living.stream().anyMatch(object -> Inherited.isGoName(collector, object));
  }

  private static boolean saysWhetherToHaveAPolicy(OpenTelemetryCollector collector) {
    NetworkPolicySettings settings = collector.getSpec().getNetworkPolicy();
    return settings != null && settings.getEnabled() != null;
  }

  /** The image of a collector that names none, if it keeps another than the default. */
  private static String image(
      OpenTelemetryCollector collector, List<HasMetadata> workloads, Facts facts) {
    String named = Objects.requireNonNullElse(collector.getSpec().getImage(), "");
    String image = "";
    if (named.isBlank()) {
      image =
          runningImage(workloads.stream().filter(workload -> !Ownership.isApplied(workload)))
              .orElse("");
      if (image.isEmpty() && !label(workloads, Inherited.IMAGE).isEmpty()) {
        image = statusImage(collector).or(() -> runningImage(workloads.stream())).orElse("");
      }
    }
    return image.equals(facts.collectorImage()) ? "" : image;
  }

  /** What it ran when it was last looked at, whatever somebody did to the workload since. */
  private static Optional<String> statusImage(OpenTelemetryCollector collector) {
    return Optional.ofNullable(collector.getStatus())
        .map(OpenTelemetryCollectorStatus::getImage)
        .filter(image -> !image.isBlank());
  }

  private static Optional<String> runningImage(Stream<HasMetadata> workloads) {
    return workloads
        .flatMap(workload -> Workloads.template(workload).stream())
        .flatMap(template -> template.getSpec().getContainers().stream())
        .filter(container -> Inherited.CONTAINER.equals(container.getName()))
        .map(Container::getImage)
        .findFirst();
  }

  private static String label(List<HasMetadata> workloads, String label) {
    return workloads.stream()
        .map(workload -> workload.getMetadata().getLabels())
        .filter(labels -> labels != null && labels.containsKey(label))
        .map(labels -> labels.get(label))
        .findFirst()
        .orElse("");
  }
}
