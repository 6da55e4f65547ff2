package io.adot.operator.runtime;

import io.adot.operator.api.v1beta1.OpenTelemetryCollector;
import io.adot.operator.api.v1beta1.OpenTelemetryCollectorStatus;
import io.adot.operator.assessment.Assessment;
import io.adot.operator.component.CollectorImage;
import io.adot.operator.converge.Convergence;
import io.adot.operator.converge.ObjectKey;
import io.adot.operator.converge.Ownership;
import io.adot.operator.render.Facts;
import io.adot.operator.status.Observed;
import io.adot.operator.status.Observed.Hold;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A collector as a pass finds it, before anything is done.
 *
 * @param collector the resource
 * @param previous the status that was last sent, or else the stored one; null at the very first
 * @param assessment what it says and becomes
 * @param living what there is of it
 */
record Situation(
    OpenTelemetryCollector collector,
    @Nullable OpenTelemetryCollectorStatus previous,
    Assessment assessment,
    Living living) {

  String uid() {
    return collector.getMetadata().getUid();
  }

  /** Whether nothing that belongs to it is changed. */
  boolean isUntouched() {
    return CollectorObjects.isUntouched(collector, assessment);
  }

  /** Whether a workload of it exists or existed. */
  boolean everRan() {
    return living.children().stream().anyMatch(Workloads::isWorkload)
        || previous != null
            && previous.getScale() != null
            && previous.getScale().getReplicas() != null;
  }

  /**
   * What is known of it at the end of the pass.
   *
   * @param hold whether the workload is withheld
   * @param convergence what was done, and what stands in the way
   * @param live looks an object up as it is now
   */
  Observed observed(
      PreflightDesk.Opinion opinion,
      Hold hold,
      Convergence convergence,
      Function<ObjectKey, Optional<HasMetadata>> live,
      Facts facts) {
    Optional<HasMetadata> workload = workload(live);
    CollectorImage image = image(workload);
    return new Observed(
        collector,
        previous,
        opinion.with(assessment.findings()),
        opinion.verdicts(),
        hold,
        convergence,
        workload,
        living.succession().serving(),
        workload.map(living::podsOf).orElse(List.of()),
        image.reference(),
        version(image, facts),
        assessment.rendering().workload().map(Workloads::selector).orElse(Map.of()));
  }

  private Optional<HasMetadata> workload(Function<ObjectKey, Optional<HasMetadata>> live) {
    return assessment
        .rendering()
        .workload()
        .flatMap(object -> live.apply(ObjectKey.of(object)))
        .filter(found -> Ownership.isControlledBy(found, uid()))
        // What is left as it is may be of a former mode.
        .or(() -> living.formerWorkload().filter(any -> isUntouched()));
  }

  private CollectorImage image(Optional<HasMetadata> workload) {
    return workload
        .filter(any -> isUntouched())
        .flatMap(Workloads::image)
        .map(CollectorImage::parse)
        .orElse(assessment.image());
  }

  /**
   * The version that the image's tag tells; of the operator's own image it is known anyway, and
   * remembered when that was another once.
   */
  private String version(CollectorImage image, Facts facts) {
    if (image.version().isPresent()) {
      return image.version().get().toString();
    }
    if (image.reference().equals(facts.collectorImage())) {
      return facts.collectorVersion();
    }
    if (previous == null || !image.reference().equals(previous.getImage())) {
      return "";
    }
    return Objects.requireNonNullElse(previous.getVersion(), "");
  }
}
