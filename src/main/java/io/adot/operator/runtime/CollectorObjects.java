package io.adot.operator.runtime;

import io.adot.operator.api.v1beta1.ManagementState;
import io.adot.operator.api.v1beta1.OpenTelemetryCollector;
import io.adot.operator.assessment.Assessment;
import io.adot.operator.converge.Convergence;
import io.adot.operator.converge.Converger;
import io.adot.operator.converge.LiveObjects;
import io.adot.operator.evidence.CollectorKey;
import io.adot.operator.render.Facts;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * What a collector is to consist of, given what lives, and how that comes about. A pass and its
 * forecast decide here, so that both decide the same.
 */
final class CollectorObjects {
  private final Facts facts;
  private final LiveObjects live;
  private final Function<CollectorKey, Optional<Long>> volumeGroups;
  private final Converger converger;
  private final Roles roles;
  private final TakeOver takeOver;

  /**
   * Wires it.
   *
   * @param facts the operator's settings
   * @param volumeGroups the group that volumes of a collector's namespace belong to, on OpenShift
   */
  CollectorObjects(
      Facts facts,
      LiveObjects live,
      Function<CollectorKey, Optional<Long>> volumeGroups,
      Converger converger,
      Roles roles) {
    this.facts = facts;
    this.live = live;
    this.volumeGroups = volumeGroups;
    this.converger = converger;
    this.roles = roles;
    this.takeOver = new TakeOver(converger);
  }

  /** Roles have second names, for when somebody else has an object of the first. */
  Assessment assess(OpenTelemetryCollector collector) {
    String uid = collector.getMetadata().getUid();
    Collection<HasMetadata> living = live.controlledBy(uid);
    Facts here = facts.withFsGroup(volumeGroups.apply(PreflightDesk.key(collector)));
    Assessment assessment = takeOver.assess(collector, living, here);
    return roles.namesAreTaken(uid, assessment.rendering().objects())
        ? takeOver.assess(collector, living, here.withSpareRoleNames())
        : assessment;
  }

  /** Whether nothing that belongs to a collector is changed. */
  static boolean isUntouched(OpenTelemetryCollector collector, Assessment assessment) {
    return assessment.isInvalid()
        || assessment.leftAlone()
        || collector.getSpec().getManagementState() == ManagementState.UNMANAGED;
  }

  /** Makes the roles that are to be made for a collector; they come before its other objects. */
  Convergence grant(OpenTelemetryCollector collector, Assessment assessment) {
    return roles.keep(collector.getMetadata().getUid(), assessment.rendering().objects());
  }

  /**
   * Makes all else.
   *
   * @param withheld whether its workload is not to be made now
   */
  Convergence converge(
      OpenTelemetryCollector collector,
      KnownApis.Feasible feasible,
      boolean withheld,
      Living living) {
    List<HasMetadata> desired =
        feasible.objects().stream()
            .filter(object -> !withheld || !Workloads.isWorkload(object))
            .toList();
    String configMap =
        desired.stream()
            .filter(object -> "ConfigMap".equals(object.getKind()))
            .map(object -> object.getMetadata().getName())
            .findFirst()
            .orElse("");
    Predicate<HasMetadata> kept =
        KeptRevisions.of(collector, living.children(), configMap)
            .or(living.inUse())
            .or(living.succession())
            .or(feasible::spares)
            .or(Roles::isRole);
    return converger.converge(
        collector.getMetadata().getUid(),
        desired,
        // One that came up since it was decided to withhold it has run.
        withheld ? kept.or(Workloads::isWorkload) : kept);
  }

  /** Forgets a collector that is gone, or that somebody else looks after now. */
  void forget(String uid) {
    converger.forget(uid);
    takeOver.forget(uid);
  }
}
