package io.adot.operator.render;

import io.adot.operator.api.v1beta1.CollectorMode;
import io.adot.operator.api.v1beta1.OpenTelemetryCollector;
import io.adot.operator.api.v1beta1.OpenTelemetryCollectorSpec;
import io.adot.operator.component.Needs;
import io.adot.operator.config.GoConfig;
import io.adot.operator.converge.Ownership;
import io.adot.operator.finding.Finding;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Everything that the renderers share: worked out once, before the first of them.
 *
 * @param cr the resource
 * @param mode how the collector runs
 * @param needs what its configuration implies
 * @param facts the operator's settings
 * @param naming names of objects
 * @param labels labels of objects
 * @param annotations annotations of objects
 * @param ports ports of containers, Services and the NetworkPolicy
 * @param configText the configuration as the collector reads it
 * @param configHash tells one configuration from another
 * @param findings where a renderer says what it left out
 */
record Blueprint(
    OpenTelemetryCollector cr,
    CollectorMode mode,
    Needs needs,
    Facts facts,
    Naming naming,
    Labels labels,
    Annotations annotations,
    Ports ports,
    String configText,
    String configHash,
    Consumer<Finding> findings) {

  static Blueprint of(
      OpenTelemetryCollector cr, Needs needs, Facts facts, Consumer<Finding> findings) {
    CollectorMode mode = cr.getSpec().getMode();
    GoConfig config = GoConfig.of(needs.config().tree());
    String hash = config.hash();
    return new Blueprint(
        cr,
        mode == null ? CollectorMode.DEPLOYMENT : mode,
        needs,
        facts,
        // Who sends to a Service that another operator named goes on to do so.
        new Naming(Text.orEmpty(cr.getMetadata().getName()), facts.inherited().goNames()),
        new Labels(cr, facts),
        new Annotations(cr, facts, hash),
        Ports.of(cr.getSpec(), needs, findings),
        config.yaml(),
        hash,
        findings);
  }

  OpenTelemetryCollectorSpec spec() {
    return cr.getSpec();
  }

  /** Whether the collector has pods of its own. */
  boolean hasWorkload() {
    return mode != CollectorMode.SIDECAR;
  }

  String workloadName() {
    return mode == CollectorMode.STATEFULSET ? naming.statefulSet() : naming.workload();
  }

  String serviceAccountName() {
    String named = spec().getServiceAccount();
    return named == null || named.isEmpty() ? naming.serviceAccount() : named;
  }

  String configMapName() {
    return naming.configMap(configHash);
  }

  String namespace() {
    return Text.orEmpty(cr.getMetadata().getNamespace());
  }

  /**
   * Metadata of an object outside the collector's namespace, which cannot refer to its owner and
   * states it in its own words.
   */
  ObjectMeta distantMetadata(String name) {
    Map<String, String> labels = labels().filtered(name);
    String uid = Text.orEmpty(cr.getMetadata().getUid());
    if (!uid.isEmpty()) {
      labels.put(Ownership.UID_LABEL, uid);
    }
    Map<String, String> stated = new TreeMap<>(annotations().object());
    stated.put(Ownership.OWNER_ANNOTATION, namespace() + "/" + cr.getMetadata().getName());
    return new ObjectMetaBuilder()
        .withName(name)
        .withLabels(labels)
        .withAnnotations(stated)
        .build();
  }

  /** Metadata of an object that belongs to the collector. */
  ObjectMeta metadata(String name, Map<String, String> labels, Map<String, String> annotations) {
    return new ObjectMetaBuilder()
        .withName(name)
        .withNamespace(cr.getMetadata().getNamespace())
        .withLabels(labels)
        .withAnnotations(annotations)
        .withOwnerReferences(owner())
        .build();
  }

  /** Without a uid the resource was never stored, and nothing can belong to it. */
  private List<OwnerReference> owner() {
    String uid = cr.getMetadata().getUid();
    if (uid == null || uid.isEmpty()) {
      return List.of();
    }
    return List.of(
        new OwnerReferenceBuilder()
            .withApiVersion(cr.getApiVersion())
            .withKind(cr.getKind())
            .withName(cr.getMetadata().getName())
            .withUid(uid)
            .withController(true)
            .withBlockOwnerDeletion(true)
            .build());
  }
}
