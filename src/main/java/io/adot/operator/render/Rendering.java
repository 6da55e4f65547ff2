package io.adot.operator.render;

import io.adot.operator.api.v1beta1.OpenTelemetryCollector;
import io.adot.operator.component.Needs;
import io.adot.operator.finding.Finding;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The objects made for a collector.
 *
 * @param objects all of them, in the order to apply them
 * @param workload the one of them that runs the collector; empty in mode sidecar
 * @param workloadWithoutAdditions the workload as the Go operator would have it: while a live one
 *     equals it, our additions are not worth a restart
 * @param configText the configuration as the collector reads it
 * @param configHash tells one configuration from another: SHA-256 in hexadecimal digits
 * @param findings what rendering has to say; those of the configuration are in {@link Needs}. With
 *     an error among them the objects are not to be rolled out
 */
public record Rendering(
    List<HasMetadata> objects,
    Optional<HasMetadata> workload,
    Optional<HasMetadata> workloadWithoutAdditions,
    String configText,
    String configHash,
    List<Finding> findings) {

  /** One line a kind, in the order to apply them: what others mention comes first. */
  private static final List<Renderer> BEFORE_WORKLOAD =
      List.of(new ServiceAccountRenderer(), new RoleRenderer(), new ConfigMapRenderer());

  private static final List<Renderer> AFTER_WORKLOAD =
      List.of(
          new ServiceRenderer(),
          new PodDisruptionBudgetRenderer(),
          new NetworkPolicyRenderer(),
          new AutoscalerRenderer(),
          new IngressRenderer(),
          new RouteRenderer(),
          new HttpRouteRenderer(),
          new MonitorRenderer());

  /** Copies the lists. */
  public Rendering {
    objects = List.copyOf(objects);
    findings = List.copyOf(findings);
  }

  /**
   * Renders a collector. Pure: the same arguments give the same objects. Never throws over what a
   * user wrote: that becomes a finding.
   *
   * @param cr the resource
   * @param needs what its configuration implies
   * @param facts the operator's settings
   */
  public static Rendering of(OpenTelemetryCollector cr, Needs needs, Facts facts) {
    Set<Finding> findings = new LinkedHashSet<>();
    Blueprint blueprint = Blueprint.of(cr, needs, facts, findings::add);

    List<HasMetadata> objects = new ArrayList<>();
    BEFORE_WORKLOAD.forEach(renderer -> objects.addAll(renderer.render(blueprint)));
    Optional<PodTemplate> pods =
        blueprint.hasWorkload() ? Optional.of(PodTemplate.of(blueprint)) : Optional.empty();
    Optional<HasMetadata> plain = pods.map(p -> WorkloadRenderer.render(blueprint, p.plain()));
    Optional<HasMetadata> workload =
        pods.map(p -> WorkloadRenderer.render(blueprint, p.complete()));
    workload.ifPresent(objects::add);
    AFTER_WORKLOAD.forEach(renderer -> objects.addAll(renderer.render(blueprint)));

    findings.addAll(UnrenderedFields.of(blueprint));
    findings.addAll(IdleFields.of(blueprint));
    return new Rendering(
        objects,
        workload,
        plain,
        blueprint.configText(),
        blueprint.configHash(),
        List.copyOf(findings));
  }

  /** What the collector's pods are made of; empty in mode sidecar. */
  public Optional<PodSpec> podSpec() {
    return workload
        .map(
            object ->
                object instanceof Deployment deployment
                    ? deployment.getSpec().getTemplate()
                    : object instanceof DaemonSet daemons
                        ? daemons.getSpec().getTemplate()
                        : ((StatefulSet) object).getSpec().getTemplate())
        .map(PodTemplateSpec::getSpec);
  }

  /** The same with the workload as the Go operator would have it. */
  public Rendering withoutAdditions() {
    return new Rendering(
        objects.stream()
            .map(
                object ->
                    workload.filter(object::equals).isPresent()
                        ? workloadWithoutAdditions.orElse(object)
                        : object)
            .toList(),
        workloadWithoutAdditions,
        workloadWithoutAdditions,
        configText,
        configHash,
        findings);
  }
}
